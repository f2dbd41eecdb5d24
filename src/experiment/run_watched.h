/* Whether the metrics that steer a training exist with its data. */
#ifndef NNT_EXPERIMENT_RUN_WATCHED_H
#define NNT_EXPERIMENT_RUN_WATCHED_H

#include "engine/engine.h"

/* R² of a target that is the same in all rows is no number, and a training that waits for
 * it to get better, or to reach a value, would do so for nothing: NNT_ERR_DATA with the key
 * and the target. */
NNT_MUST_CHECK nnt_status nnt_run_watched_check(const nnt_training_spec *training,
                                                const nnt_problem *problem,
                                                nnt_error *error);

#endif
