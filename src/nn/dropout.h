/* Dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014), inverted:
 * while training, each activation of a hidden layer is left out with the layer's
 * probability p, and those that stay count 1 / (1 - p) times, so that nothing is to be
 * changed when the network is used.
 *
 * Whether unit j takes part for a row is a function of seed, layer, epoch, row and j
 * alone: neither the batches nor who else draws random numbers have a say. */
#ifndef NNT_NN_DROPOUT_H
#define NNT_NN_DROPOUT_H

#include "base/pool.h"
#include "nn/network.h"

typedef struct nnt_dropout_layer {
    real *mask; /* (capacity, units) 1 / (1 - p), or 0: left out. NULL: all stay */
    real *kept; /* (capacity, units) activations times mask */
} nnt_dropout_layer;

typedef struct nnt_dropout {
    nnt_dropout_layer *layers; /* (n_layers), or NULL: no layer leaves anything out */
    real *block;               /* all of the above in one piece */
    nnt_pool *pool;            /* borrowed: threads that draw; NULL: the caller's alone */
} nnt_dropout;

/* The rows of a batch by their numbers among the training rows. */
typedef struct nnt_batch_rows {
    size_t n;
    const uint32_t *rows; /* (n), or NULL: … */
    size_t first;         /* … from this one on */
} nnt_batch_rows;

#define nnt_dropout_create NNT_CORE(nnt_dropout_create)
#define nnt_dropout_clear NNT_CORE(nnt_dropout_clear)
#define nnt_dropout_draw NNT_CORE(nnt_dropout_draw)

NNT_MUST_CHECK nnt_status nnt_dropout_create(const nnt_network *network,
                                             size_t capacity,
                                             nnt_dropout *dropout,
                                             nnt_error *error);
void nnt_dropout_clear(nnt_dropout *dropout);

/* Fills the masks for a batch of an epoch. */
void nnt_dropout_draw(const nnt_network *network,
                      uint64_t seed,
                      size_t epoch,
                      const nnt_batch_rows *batch,
                      const nnt_dropout *dropout);

#endif
