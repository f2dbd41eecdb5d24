/* Losses, one descriptor each, computed from the output layer's pre-activations.
 * Adding one is a file loss_<name>.c and a row in loss_list.inc. */
#ifndef NNT_NN_LOSS_H
#define NNT_NN_LOSS_H

#include "kernel/real.h"
#include "nntrain/option.h"

/* What the rows of a batch should come out as: one of the two is NULL. */
typedef struct nnt_truth {
    const uint32_t *labels; /* (N) class of each row */
    const real *targets;    /* (N, K) */
} nnt_truth;

/* A batch of several networks in the lanes of kernel/lanes.h: for each number that
 * `evaluate` has, NNT_TEAM_LANES side by side. */
typedef struct nnt_lanes_evaluation {
    size_t n, k;
    const real *option;
    const real *z;
    const uint32_t *labels; /* or NULL */
    const real *targets;    /* or NULL */
    real weight;
    real *delta;
} nnt_lanes_evaluation;

typedef struct nnt_loss {
    nnt_row row;
    unsigned tasks;     /* bit 1 << nnt_task for each task that it serves */
    const char *output; /* what `output` computes: "softmax", "linear" */
    /* Sum over rows of the row's loss, in double.
     *   z      (N, K) pre-activations of the output layer
     *   weight factor on the gradient: 1/N makes it that of the mean loss
     *   delta  (N, K) out: weight * dL_i/dz_i; NULL when only the loss is wanted
     * NaN or infinite z give a NaN or infinite loss; nothing is clamped. */
    double (*evaluate)(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real weight,
                       real *delta);
    /* The same for networks in lanes, whose sums go to loss (NNT_TEAM_LANES). NULL: it
     * is called for one lane after the other. */
    void (*evaluate_lanes)(const nnt_lanes_evaluation *it, double *loss);
    /* The network's answer a (N, K) from z (N, K): probabilities, or z itself. */
    void (*answer)(size_t n, size_t k, const real *z, real *a);
} nnt_loss;

#define nnt_loss_count NNT_CORE(nnt_loss_count)
#define nnt_loss_get NNT_CORE(nnt_loss_get)
#define nnt_loss_find NNT_CORE(nnt_loss_find)

size_t nnt_loss_count(void);
const nnt_loss *nnt_loss_get(size_t index);
const nnt_loss *nnt_loss_find(const char *name); /* NULL when there is none */

#define NNT_LOSS(name) extern const nnt_loss NNT_CORE(nnt_loss_##name);
#include "nn/loss_list.inc"
#undef NNT_LOSS

#endif
