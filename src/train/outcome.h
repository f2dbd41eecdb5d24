/* Who listens to a training, and how it ended. */
#ifndef NNT_TRAIN_OUTCOME_H
#define NNT_TRAIN_OUTCOME_H

#include "nntrain/progress.h"
#include "nntrain/run.h"
#include <stdbool.h>

/* Who is told about progress, and who may stop it. */
typedef struct nnt_listener {
    void (*on_progress)(void *context, const nnt_progress *progress); /* may be NULL */
    void *context;
    const nnt_history *history; /* borrowed; what progress shows of the run so far */
    const volatile int *interrupt;
    double (*clock)(void); /* seconds; needed by a training with a time limit only */
    /* Asked to keep the state after every `save_every` epochs (0: never), after the
     * last one, and when training is interrupted; false ends the training. NULL:
     * nobody keeps anything. */
    bool (*save)(void *save_context);
    void *save_context;
    size_t save_every;
} nnt_listener;

typedef struct nnt_outcome {
    nnt_stop stop;
    nnt_divergence divergence;
    size_t epochs, best_epoch;
    uint64_t steps, rows_trained;
    uint64_t rows_before; /* of rows_trained: those of the processes before this one */
} nnt_outcome;

#endif
