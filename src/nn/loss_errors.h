/* What the losses of a regression share: each is the mean over outputs of a penalty
 * on the error z - t, and the network answers with z itself. */
#ifndef NNT_NN_LOSS_ERRORS_H
#define NNT_NN_LOSS_ERRORS_H

#include "nn/loss.h"
#include <string.h>

typedef struct nnt_penalty {
    double (*of)(double error, double option);
    real (*slope)(real error, real option); /* its derivative by the error */
    real option;
} nnt_penalty;

/* nnt_loss.evaluate for a penalty. */
static inline double nnt_penalize(size_t n,
                                  size_t k,
                                  nnt_penalty penalty,
                                  const real *z,
                                  const nnt_truth *truth,
                                  real factor,
                                  real *delta) {
    const real share = factor / (real)k;
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        const real weight = truth->weights ? truth->weights[i] : 1;
        const real *row = z + i * k;
        const real *target = truth->targets + i * k;
        for (size_t j = 0; weight != 0 && j < k; j++) {
            total += (double)weight *
                     penalty.of((double)row[j] - (double)target[j], (double)penalty.option);
        }
        for (size_t j = 0; delta && j < k; j++) {
            const real slope = weight != 0 ? penalty.slope(row[j] - target[j], penalty.option) : 0;
            delta[i * k + j] = share * weight * slope;
        }
    }
    return total / (double)k;
}

static inline void nnt_answer_plainly(size_t n, size_t k, const real *z, real *a) {
    memcpy(a, z, n * k * sizeof *a);
}

#endif
