/* Losses, one descriptor each, computed from the output layer's pre-activations.
 * Adding one is a file loss_<name>.c and a row in loss_list.inc. */
#ifndef NNT_NN_LOSS_H
#define NNT_NN_LOSS_H

#include "kernel/real.h"
#include "nntrain/option.h"

/* What the rows of a batch should come out as, by label or by target, and how much
 * each row counts. */
typedef struct nnt_truth {
    const uint32_t *labels;    /* (N) class of each row; NULL in a regression */
    const real *targets;       /* (N, K); NULL in a classification */
    const real *weights;       /* (N) of the rows; NULL: all 1 */
    const real *class_weights; /* (K) of the classes; NULL: all 1 */
} nnt_truth;

/* A batch of several networks in the lanes of kernel/lanes.h: for each number that
 * `evaluate` has, NNT_TEAM_LANES side by side; without weights. */
typedef struct nnt_lanes_evaluation {
    size_t n, k;
    const real *option;
    const real *z;
    const uint32_t *labels; /* or NULL */
    const real *targets;    /* or NULL */
    real factor;
    real *delta;
} nnt_lanes_evaluation;

typedef struct nnt_loss {
    nnt_row row;
    unsigned tasks;          /* bit 1 << nnt_task for each task that it serves */
    const char *output;      /* what `output` computes: "softmax", "linear" */
    bool is_square;          /* L_i is the mean over outputs of (z - t)^2 */
    int class_weight_option; /* index of its weights of classes, or NNT_NO_OPTION */
    /* Sum over rows of the row's weight times its loss L_i, in double.
     *   z      (N, K) pre-activations of the output layer
     *   factor on the gradient: 1 / nnt_truth_weigh makes it that of the mean loss
     *   delta  (N, K) out: factor * weight_i * dL_i/dz_i; NULL when only the loss is
     *          wanted
     * NaN or infinite z give a NaN or infinite loss; nothing is clamped. A row of
     * weight 0 is not looked at. */
    double (*evaluate)(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real factor,
                       real *delta);
    /* The same for networks in lanes, whose sums go to loss (NNT_TEAM_LANES). NULL: it
     * is called for one lane after the other. */
    void (*evaluate_lanes)(const nnt_lanes_evaluation *it, double *loss);
    /* A loss of the error z - t that bends where |z - t| is this: no second derivative
     * there. NULL: it is smooth. */
    double (*find_bend)(const real *option);
    /* The network's answer a (N, K) from z (N, K): probabilities, or z itself. */
    void (*answer)(size_t n, size_t k, const real *z, real *a);
} nnt_loss;

#define nnt_loss_count NNT_CORE(nnt_loss_count)
#define nnt_loss_get NNT_CORE(nnt_loss_get)
#define nnt_loss_find NNT_CORE(nnt_loss_find)
#define nnt_truth_weigh NNT_CORE(nnt_truth_weigh)

size_t nnt_loss_count(void);
const nnt_loss *nnt_loss_get(size_t index);
const nnt_loss *nnt_loss_find(const char *name); /* NULL when there is none */

/* What n rows count together: the sum of weight_i times the weight of the row's
 * class. A mean loss is the sum over it. */
double nnt_truth_weigh(size_t n, const nnt_truth *truth);

#define NNT_LOSS(name) extern const nnt_loss NNT_CORE(nnt_loss_##name);
#include "nn/loss_list.inc"
#undef NNT_LOSS

#endif
