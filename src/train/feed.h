/* Rows of a view as the network takes them: scaled, rounded to `real`, gathered
 * in any order. Features that came as doubles are converted once; images stay
 * bytes and are converted as they are gathered. */
#ifndef NNT_TRAIN_FEED_H
#define NNT_TRAIN_FEED_H

#include "base/pool.h"
#include "data/dataset.h"
#include "data/scaling.h"
#include "kernel/real.h"
#include "nn/dropout.h"
#include "nn/loss.h"

typedef struct nnt_feed {
    size_t n_rows, n_features, n_outputs;
    real *features;            /* (n_rows, n_features) scaled; NULL when they stay bytes */
    const uint8_t *bytes;      /* borrowed: (dataset rows, n_features) */
    const uint32_t *rows;      /* borrowed: the view's rows of `bytes`; NULL: all */
    real *bytes_as_real;       /* value of each byte: (256), or (n_features, 256) */
    size_t bytes_stride;       /* 0 when all features share one table, else 256 */
    real factor, factor_low;   /* byte * factor + byte * factor_low, each rounded once, is what
                                  that table has, which is faster; 0: it is not */
    uint32_t *labels;          /* (n_rows), or NULL */
    real *targets;             /* (n_rows, n_outputs) scaled, or NULL */
    double *target_scale;      /* (n_outputs) from scaled targets to their own units */
    double *target_spread;     /* (n_outputs) weighted sum of (t - mean t)^2 in their own units */
    real *weights;             /* (n_rows), or NULL: all 1 */
    const real *class_weights; /* borrowed: (n_outputs), or NULL: all 1 */
    double weight;             /* what all rows count together (nnt_truth_weigh) */
} nnt_feed;

#define nnt_feed_create NNT_CORE(nnt_feed_create)
#define nnt_feed_clear NNT_CORE(nnt_feed_clear)
#define nnt_feed_weigh_classes NNT_CORE(nnt_feed_weigh_classes)
#define nnt_feed_gather NNT_CORE(nnt_feed_gather)
#define nnt_feed_range NNT_CORE(nnt_feed_range)

/* `view` and the scalings are borrowed for the call, the dataset for the feed's
 * life. `targets` is NULL in a classification. */
NNT_MUST_CHECK nnt_status nnt_feed_create(const nnt_view *view,
                                          const nnt_scaling *features,
                                          const nnt_scaling *targets,
                                          nnt_feed *feed,
                                          nnt_error *error);
void nnt_feed_clear(nnt_feed *feed);

/* Lets a row count as much as its class does, too: `class_weights` (n_outputs) must
 * outlive the feed. */
void nnt_feed_weigh_classes(const real *class_weights, nnt_feed *feed);

/* A batch: features and truth of n rows, either inside the feed or in `room`. */
typedef struct nnt_batch {
    size_t n;
    const real *x; /* (n, n_features) */
    nnt_truth truth;
    double weight; /* what its rows count together (nnt_truth_weigh) */
    nnt_batch_rows rows;
} nnt_batch;

/* The factor that turns a batch's sums into means; 0 when none of its rows counts. */
static inline real nnt_batch_factor(const nnt_batch *batch) {
    return batch->weight > 0 ? 1 / (real)batch->weight : 0;
}

/* Memory that a gathered batch needs. */
typedef struct nnt_batch_room {
    real *x;          /* (capacity, n_features) */
    uint32_t *labels; /* (capacity), or NULL */
    real *targets;    /* (capacity, n_outputs), or NULL */
    real *weights;    /* (capacity), or NULL */
    nnt_pool *pool;   /* borrowed: threads that fill x; NULL: the caller's alone */
} nnt_batch_room;

#define nnt_batch_room_create NNT_CORE(nnt_batch_room_create)
#define nnt_batch_room_clear NNT_CORE(nnt_batch_room_clear)

NNT_MUST_CHECK nnt_status nnt_batch_room_create(const nnt_feed *feed,
                                                size_t capacity,
                                                nnt_batch_room *room,
                                                nnt_error *error);
void nnt_batch_room_clear(nnt_batch_room *room);

/* The n rows order[0 … n-1] of the feed, copied into `room`. */
nnt_batch
nnt_feed_gather(const nnt_feed *feed, size_t n, const uint32_t *order, nnt_batch_room *room);

/* The n rows from `first` on, in the feed's order; copied only where they must be
 * converted. */
nnt_batch nnt_feed_range(const nnt_feed *feed, size_t first, size_t n, nnt_batch_room *room);

#endif
