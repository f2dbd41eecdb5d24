/* Mean squared error over rows and outputs, without a factor 1/2:
 * L_i = 1/K sum_k (z_k - t_k)^2, gradient 2 (z - t) / K. */
#include "nn/loss_lanes.h"

#include <string.h>

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real weight,
                       real *delta) {
    (void)option;
    const real *t = truth->targets;
    const real factor = 2 * weight / (real)k;
    double total = 0;
    for (size_t i = 0; i < n * k; i++) {
        const double error = (double)z[i] - (double)t[i];
        total += error * error;
    }
    if (delta) {
        for (size_t i = 0; i < n * k; i++) {
            delta[i] = factor * (z[i] - t[i]);
        }
    }
    return total / (double)k;
}

static void answer(size_t n, size_t k, const real *z, real *a) {
    memcpy(a, z, n * k * sizeof *a);
}

const nnt_loss NNT_CORE(nnt_loss_mse) = {
    .row = {.name = "mse",
            .summary = "mean squared error over rows and outputs",
            .formula = "L = mean over rows and outputs of (z - t)^2"},
    .tasks = 1u << 1,
    .output = "linear",
    .evaluate = evaluate,
    .evaluate_lanes = nnt_loss_lanes_mse,
    .answer = answer,
};
