/* Which parameters a step moves, and what holds for their sizes after it. */
#ifndef NNT_TRAIN_MOVES_H
#define NNT_TRAIN_MOVES_H

#include "base/pool.h"
#include "nn/network.h"
#include "optim/optimizer.h"

/* Layers side by side that move alike: a part of a block. */
typedef struct nnt_stretch {
    size_t at, length;
    double learning_rate_factor;
} nnt_stretch;

typedef struct nnt_moves {
    nnt_stretch *stretches; /* (n) without the frozen layers */
    size_t n;
    bool has_frozen;      /* some layer is */
    double *square_norms; /* (units of the widest layer) room to measure */
    nnt_pool *pool;       /* borrowed: threads that move; NULL: the caller's alone */
} nnt_moves;

#define nnt_moves_create NNT_CORE(nnt_moves_create)
#define nnt_moves_clear NNT_CORE(nnt_moves_clear)
#define nnt_moves_take NNT_CORE(nnt_moves_take)
#define nnt_moves_forget_frozen NNT_CORE(nnt_moves_forget_frozen)
#define nnt_moves_limit_norms NNT_CORE(nnt_moves_limit_norms)

NNT_MUST_CHECK nnt_status nnt_moves_create(const nnt_network *network,
                                           nnt_moves *moves,
                                           nnt_error *error);
void nnt_moves_clear(nnt_moves *moves);

/* The step of an optimizer over the whole block, each layer with its learning rate;
 * frozen layers and their state stay as they are. */
void nnt_moves_take(const nnt_moves *moves, const nnt_optimizer *optimizer, const nnt_step *step);

/* Sets the gradient of frozen layers to 0, so that it does not count in a norm. */
void nnt_moves_forget_frozen(const nnt_moves *moves, const nnt_network *network, real *gradient);

/* Scales the incoming weights of every unit whose norm exceeds max_norm to that norm
 * (Srebro and Shraibman 2005; Hinton et al. 2012); biases and frozen layers excepted. */
void nnt_moves_limit_norms(const nnt_moves *moves, double max_norm, nnt_network *network);

#endif
