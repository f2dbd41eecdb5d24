/* What a training tells its listener while it runs. */
#ifndef NNTRAIN_PROGRESS_H
#define NNTRAIN_PROGRESS_H

#include "nntrain/history.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum nnt_progress_event {
    NNT_PROGRESS_LOADING, /* before the data are read */
    NNT_PROGRESS_START,   /* before epoch 1; epoch 0 has been measured */
    NNT_PROGRESS_STEP,    /* now and then inside a long epoch */
    NNT_PROGRESS_EPOCH,   /* an epoch has ended */
    NNT_PROGRESS_STOP,    /* training has ended */
    NNT_PROGRESS_WRITING  /* before the run folder is written */
} nnt_progress_event;

/* Where training stands. Numbers that do not exist are NaN. */
typedef struct nnt_progress {
    nnt_progress_event event;
    size_t epoch, n_epochs;
    uint64_t step;      /* optimizer steps since the start */
    uint64_t rows_done; /* training rows seen since the start */
    size_t rows_per_epoch;
    double train_loss, train_metric;           /* metric: accuracy, or R² in a regression */
    double validation_loss, validation_metric; /* NaN without validation data */
    const char *metric;                        /* "accuracy" or "r2" */
    const nnt_history *history;                /* as far as it goes; NULL before START */
} nnt_progress;

#ifdef __cplusplus
}
#endif
#endif
