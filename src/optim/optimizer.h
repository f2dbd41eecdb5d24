/* Optimizers, one descriptor each: how a gradient becomes a step. Adding one is a
 * file optimizer_<name>.c and a row in optimizer_list.inc. */
#ifndef NNT_OPTIM_OPTIMIZER_H
#define NNT_OPTIM_OPTIMIZER_H

#include "kernel/real.h"
#include "nntrain/option.h"
#include "optim/solver.h"

enum { NNT_MAX_STATE = 3, NNT_LEARNING_RATE = 0 };

/* One step over n values: parameters, gradient and state are blocks of one layout. */
typedef struct nnt_step {
    size_t n;
    const double *option; /* values of the row's options, in its order */
    double learning_rate; /* with the factors of schedule and layer */
    uint64_t count;       /* this step's number, from 1 */
    const real *gradient;
    real *parameters;
    real *state[NNT_MAX_STATE];
} nnt_step;

typedef struct nnt_optimizer {
    nnt_row row;           /* its first option is "learning_rate" */
    size_t n_state;        /* vectors of n values that it keeps; zero before the first step */
    bool couples_decay;    /* it adds weight_decay w to the gradient of every w */
    bool follows_gradient; /* steps are multiples of the gradient and of earlier ones */
    void (*step)(const nnt_step *step);
    const nnt_solver *solver; /* in place of step: it drives itself, over all rows */
} nnt_optimizer;

#define nnt_optimizer_count NNT_CORE(nnt_optimizer_count)
#define nnt_optimizer_get NNT_CORE(nnt_optimizer_get)
#define nnt_optimizer_find NNT_CORE(nnt_optimizer_find)

size_t nnt_optimizer_count(void);
const nnt_optimizer *nnt_optimizer_get(size_t index);
const nnt_optimizer *nnt_optimizer_find(const char *name); /* NULL when there is none */

#define NNT_OPTIMIZER(name) extern const nnt_optimizer NNT_CORE(nnt_optimizer_##name);
#include "optim/optimizer_list.inc"
#undef NNT_OPTIMIZER

/* The row that every optimizer's option table begins with. */
#define NNT_LEARNING_RATE_OPTION(default_text)                                                     \
    {                                                                                              \
        .name = "learning_rate", .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,                     \
        .fallback = default_text, .low = 0, .high = 1e30, .help = "size of a step"                 \
    }

/* Weight decay that is part of the objective (nnt_optimizer.couples_decay). */
#define NNT_COUPLED_DECAY_OPTION                                                                   \
    {                                                                                              \
        .name = "weight_decay", .accepts = NNT_ACCEPT_NUMBER, .fallback = "0", .low = 0,           \
        .high = 1e6, .help = "added to the gradient as weight_decay w, biases included"            \
    }

/* When an optimizer that drives itself says that it has converged. */
#define NNT_GRADIENT_TOLERANCE_OPTION(default_text)                                                \
    {                                                                                              \
        .name = "gradient_tolerance", .accepts = NNT_ACCEPT_NUMBER, .fallback = default_text,      \
        .low = 0, .high = 1,                                                                       \
        .help = "training has converged when no entry of the gradient is larger"                   \
    }

#endif
