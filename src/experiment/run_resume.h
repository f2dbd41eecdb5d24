/* Carrying a run on that was stopped: what its folder holds, and whether the config
 * is still the one with which it began. */
#ifndef NNT_EXPERIMENT_RUN_RESUME_H
#define NNT_EXPERIMENT_RUN_RESUME_H

#include "experiment/run_job.h"

/* Looks at the folder of a job whose plan is made. Only name, description, outputs
 * and more epochs may differ from the config that is there: whatever else does
 * would change the bits, and is NNT_ERR_USAGE with the key. So is a folder that
 * holds no run. `notes` (may be NULL) gets what was found. */
NNT_MUST_CHECK nnt_status nnt_run_resume_look(const nnt_run_job *job,
                                              nnt_resume_point *point,
                                              nnt_messages *notes,
                                              nnt_error *error);

#endif
