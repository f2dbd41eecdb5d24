/* How many threads share the steps of a run, when nobody says it. */
#ifndef NNT_EXPERIMENT_RUN_THREADS_H
#define NNT_EXPERIMENT_RUN_THREADS_H

#include "engine/engine.h"

/* As many as pay for a step of this training on n_rows rows: 1 … n_cores. */
size_t nnt_run_threads_choose(const nnt_network_spec *network,
                              const nnt_training_spec *training,
                              size_t n_rows,
                              size_t n_cores);

#endif
