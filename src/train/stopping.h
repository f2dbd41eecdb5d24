/* When to stop before the last epoch: early stopping and targets. */
#ifndef NNT_TRAIN_STOPPING_H
#define NNT_TRAIN_STOPPING_H

#include "base/state.h"
#include "kernel/real.h"
#include "nntrain/history.h"
#include "nntrain/run.h"
#include "train/training_spec.h"

typedef struct nnt_stopping {
    const nnt_training_spec *spec; /* borrowed */
    size_t monitor;                /* column of the metrics table; SIZE_MAX: none */
    size_t targets[NNT_MAX_TARGETS];
    double best;
    size_t best_epoch;
    size_t waited; /* epochs since the best one */
} nnt_stopping;

#define nnt_metric_is_to_rise NNT_CORE(nnt_metric_is_to_rise)
#define nnt_stopping_start NNT_CORE(nnt_stopping_start)
#define nnt_stopping_visit NNT_CORE(nnt_stopping_visit)
#define nnt_stopping_observe NNT_CORE(nnt_stopping_observe)

/* Losses and errors are to fall, accuracy and R² to rise. */
bool nnt_metric_is_to_rise(const char *metric);

/* Finds the columns; a metric that the table lacks is NNT_ERR_CONFIG. */
NNT_MUST_CHECK nnt_status nnt_stopping_start(const nnt_training_spec *spec,
                                             const nnt_table *metrics,
                                             nnt_stopping *stopping,
                                             nnt_error *error);

/* Shows what was seen in the epochs so far. */
void nnt_stopping_visit(nnt_stopping *stopping, nnt_state *state);

/* Takes in the last row of the metrics. Sets *is_best when the monitored metric
 * is better than ever by more than min_delta. Returns NNT_STOP_COMPLETED to go
 * on, else why to stop. */
nnt_stop nnt_stopping_observe(nnt_stopping *stopping, const nnt_table *metrics, bool *is_best);

#endif
