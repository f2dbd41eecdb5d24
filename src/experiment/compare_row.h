/* What a comparison keeps of a run, read from the run's own files, so that a run
 * that was there before gives the same row as one that has just been carried out. */
#ifndef NNT_EXPERIMENT_COMPARE_ROW_H
#define NNT_EXPERIMENT_COMPARE_ROW_H

#include "base/json.h"
#include "nntrain/compare.h"

typedef struct nnt_run_reading {
    const char *outcome; /* "completed", …; lives for ever */
    double numbers[NNT_N_COMPARE_NUMBERS];
    nnt_json_document verdicts; /* an array of the rules above a note, worst first */
} nnt_run_reading;

/* Reads summary.json, layers.csv, theory.csv and units.csv. NNT_ERR_IO for a file
 * that is missing or is none of ours. `config` is the run's config.json. */
NNT_MUST_CHECK nnt_status nnt_run_reading_load(const char *folder,
                                               const nnt_json *config,
                                               nnt_run_reading *reading,
                                               nnt_error *error);
void nnt_run_reading_clear(nnt_run_reading *reading);

/* A run counts when it came to its end; a diverged one has what it measured. */
bool nnt_compare_row_counts(const nnt_compare_row *row);

/* What a run folder holds. */
typedef enum nnt_run_state {
    NNT_RUN_ABSENT,   /* nothing of use: no run, or one of this config that was stopped early */
    NNT_RUN_STOPPED,  /* a run of this config that was stopped and has a checkpoint */
    NNT_RUN_OF_OTHER, /* a run of another config, however far it came */
    NNT_RUN_COMPLETE  /* a finished run of this config */
} nnt_run_state;

/* `config_text` is what the run's config.json has to say. It may have another
 * training.time_limit: a run that the earlier one ended counts as stopped then. */
nnt_run_state nnt_run_folder_inspect(const char *folder, const char *config_text);

#endif
