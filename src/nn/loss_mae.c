/* Mean absolute error over rows and outputs: L_i = 1/K sum_k |z_k - t_k|. The
 * gradient has the same size for small and large errors, so outliers weigh little. */
#include "nn/loss.h"

#include <string.h>

/* The gradient is the sign over K, 0 where z = t. A NaN passes. */
static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real weight,
                       real *delta) {
    (void)option;
    const real *t = truth->targets;
    const real factor = weight / (real)k;
    double total = 0;
    for (size_t i = 0; i < n * k; i++) {
        const double error = (double)z[i] - (double)t[i];
        total += error < 0 ? -error : error;
    }
    if (delta) {
        for (size_t i = 0; i < n * k; i++) {
            const real error = z[i] - t[i];
            delta[i] = error > 0 ? factor : error < 0 ? -factor : error;
        }
    }
    return total / (double)k;
}

static void answer(size_t n, size_t k, const real *z, real *a) {
    memcpy(a, z, n * k * sizeof *a);
}

const nnt_loss NNT_CORE(nnt_loss_mae) = {
    .row = {.name = "mae",
            .summary = "mean absolute error over rows and outputs; outliers weigh little",
            .formula = "L = mean over rows and outputs of |z - t|"},
    .tasks = 1u << 1,
    .output = "linear",
    .evaluate = evaluate,
    .answer = answer,
};
