/* A finished run read back from its folder. */
#ifndef NNT_EXPERIMENT_STORED_RUN_H
#define NNT_EXPERIMENT_STORED_RUN_H

#include "base/json.h"
#include "experiment/stored_table.h"
#include "nntrain/run.h"

/* A run and all that it borrows from. `isa` and the list of files are not known. */
typedef struct nnt_stored_run {
    nnt_run face;
    nnt_history history;
    nnt_stored_table metrics, measurements, units, histograms, trail, theory;
    nnt_json_document config, summary;
    char *config_text; /* config.json as it is */
    char *directory;
    nnt_layer_info *layers;
    nnt_verdict *verdicts;
} nnt_stored_run;

/* How much of the tables is wanted. */
typedef struct nnt_run_detail {
    nnt_row_choice metrics, layers;
    bool has_histograms;
} nnt_run_detail;

/* Everything. */
nnt_run_detail nnt_run_detail_all(void);

/* Reads config.json, summary.json and the tables. NNT_ERR_IO when a file is missing,
 * NNT_ERR_DATA when one holds something else than a run's outputs write. On failure
 * *run can still be cleared. */
NNT_MUST_CHECK nnt_status nnt_stored_run_load(const char *folder,
                                              nnt_run_detail detail,
                                              nnt_stored_run *run,
                                              nnt_error *error);
void nnt_stored_run_clear(nnt_stored_run *run);

#endif
