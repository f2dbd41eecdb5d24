/* The checkpoint of a run: its model with all that training needs to go on. */
#ifndef NNT_EXPERIMENT_RUN_CHECKPOINT_H
#define NNT_EXPERIMENT_RUN_CHECKPOINT_H

#include "experiment/run_job.h"

/* Writes the present state of a job that has been described into its folder. */
NNT_MUST_CHECK nnt_status nnt_run_checkpoint_save(nnt_run_job *job, nnt_error *error);

/* Fills the job's session from the checkpoint in its folder. One that is damaged, or
 * of another network or other data, is NNT_ERR_MODEL. */
NNT_MUST_CHECK nnt_status nnt_run_checkpoint_restore(nnt_run_job *job, nnt_error *error);

#endif
