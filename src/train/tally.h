/* Sums from which the loss and the metrics of any number of batches follow. */
#ifndef NNT_TRAIN_TALLY_H
#define NNT_TRAIN_TALLY_H

#include "base/state.h"
#include "nn/loss.h"
#include "nntrain/run.h"
#include "train/feed.h"

typedef struct nnt_tally {
    size_t n_rows;
    double weight;         /* sum of the rows' weights */
    double correct;        /* classification: of those whose largest logit is the label's */
    double loss;           /* weighted sum over rows … */
    double loss_weight;    /* … and what they count in it, by their classes too */
    double *square_errors; /* (n_outputs) regression: weighted sums in the targets' own units */
    size_t n_outputs;      /* 0 in a classification */
} nnt_tally;

#define nnt_tally_create NNT_CORE(nnt_tally_create)
#define nnt_tally_clear NNT_CORE(nnt_tally_clear)
#define nnt_tally_reset NNT_CORE(nnt_tally_reset)
#define nnt_tally_add NNT_CORE(nnt_tally_add)
#define nnt_tally_visit NNT_CORE(nnt_tally_visit)
#define nnt_tally_scores NNT_CORE(nnt_tally_scores)

NNT_MUST_CHECK nnt_status nnt_tally_create(const nnt_feed *feed,
                                           nnt_tally *tally,
                                           nnt_error *error);
void nnt_tally_clear(nnt_tally *tally);
void nnt_tally_reset(nnt_tally *tally);

/* Adds a batch.
 *   z     (n, n_outputs) pre-activations of the output layer
 *   loss  weighted sum over the batch's rows */
void nnt_tally_add(
    nnt_tally *tally, const nnt_feed *feed, const nnt_batch *batch, const real *z, double loss);

/* Shows what was added up to `most_rows` rows. */
void nnt_tally_visit(nnt_tally *tally, size_t most_rows, nnt_state *state);

/* Loss, and accuracy (first of equal logits counts) or rmse and r2, all as means over
 * rows by their weights; the loss alone by those of their classes, too. R² of each
 * output is 1 - sum of squared errors / sum of squared deviations of the feed's
 * targets; r2 is their mean; NaN when a target is constant. */
nnt_scores nnt_tally_scores(const nnt_tally *tally, const nnt_feed *feed);

#endif
