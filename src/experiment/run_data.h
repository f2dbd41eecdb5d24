/* The data of a run: its sources loaded, divided and scaled. */
#ifndef NNT_EXPERIMENT_RUN_DATA_H
#define NNT_EXPERIMENT_RUN_DATA_H

#include "data/dataset.h"
#include "data/scaling.h"
#include "data/split.h"
#include "experiment/plan.h"

typedef struct nnt_run_data {
    nnt_dataset sets[NNT_N_PARTS]; /* those that come from sources of their own */
    nnt_split split;               /* of the training source's rows */
    nnt_scaling features, targets; /* targets: empty in a classification */
    nnt_problem problem;           /* views into the above */
} nnt_run_data;

NNT_MUST_CHECK nnt_status nnt_run_data_load(const nnt_plan *plan,
                                            nnt_run_data *data,
                                            nnt_messages *notes,
                                            nnt_error *error);
void nnt_run_data_clear(nnt_run_data *data);

#endif
