/* A run's network and config in the form in which files hold them. */
#ifndef NNT_EXPERIMENT_RUN_COPY_H
#define NNT_EXPERIMENT_RUN_COPY_H

#include "experiment/run_job.h"
#include "output/run_view.h"

/* A view of the run with the memory that it borrows from. Start with all fields zero. */
typedef struct nnt_run_copy {
    nnt_run_view view;
    nnt_model_layer *layers;
    double *values; /* (n_parameters) layer by layer */
    char *config, *model_config;
} nnt_run_copy;

/* Of a job that has been described. On failure *copy can still be cleared. */
NNT_MUST_CHECK nnt_status nnt_run_copy_take(const nnt_run_job *job,
                                            nnt_run_copy *copy,
                                            nnt_error *error);
void nnt_run_copy_clear(nnt_run_copy *copy);

#endif
