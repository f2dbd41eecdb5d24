/* What a run measured: tables that grow by rows. */
#ifndef NNTRAIN_HISTORY_H
#define NNTRAIN_HISTORY_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Columns of doubles, all of one length. Whole numbers are stored as such. */
typedef struct nnt_table {
    size_t n_columns;
    const char *const *names; /* (n_columns) as in the CSV header */
    size_t n_rows;
    size_t capacity; /* rows that fit; reserved before training starts */
    double *cells;   /* (n_rows, n_columns) row-major */
} nnt_table;

typedef struct nnt_history {
    nnt_table metrics; /* one row per epoch, epoch 0 first: "epoch", "step", … */
    nnt_table layers;  /* n_layers rows per logged epoch: "epoch", "step", "layer", … */
    nnt_table
        units; /* one row per event: "layer", "unit", "event" (0 born dead, 1 died, 2 revived),
                          "epoch", … */
    /* Three rows per layer, at level full five, at some of the logged epochs: "epoch",
     * "step", "layer", "quantity" (0 pre-activation, 1 the row's own delta, 2 weight
     * gradient, 3 activation, 4 last step of the weights), then counts by bins. The bin of
     * a name, "0.5", holds values from it to the next, away from 0; that of "0" all that
     * are smaller. */
    nnt_table histograms;
    nnt_table activity; /* at level full a row per hidden unit at some of the logged epochs:
                           "epoch", "step", "layer", "unit", … */
    /* Of a training that diverged: at most six steps, the last of which is the one in which
     * a number was not finite: "epoch", "step", "learning_rate", "loss", … */
    nnt_table trail;
    size_t n_layers;
} nnt_history;

/* Index of a column, or SIZE_MAX. */
NNT_API size_t nnt_table_column(const nnt_table *table, const char *name);

#ifdef __cplusplus
}
#endif
#endif
