/* Huber's loss: a parabola for small errors and a straight line for large ones, so
 * that it is smooth at 0 and outliers still weigh little. With a factor 1/2 on the
 * parabola, as in Huber's paper and torch.nn.HuberLoss. */
#include "nn/loss.h"

#include <string.h>

enum { DELTA };

static double penalize(double error, double bend) {
    const double size = error < 0 ? -error : error;
    return size <= bend ? 0.5 * size * size : bend * (size - 0.5 * bend);
}

/* The gradient is the error held within -delta … delta, over K. A NaN passes. */
static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real weight,
                       real *delta) {
    const real *t = truth->targets;
    const real bend = option[DELTA];
    const real factor = weight / (real)k;
    double total = 0;
    for (size_t i = 0; i < n * k; i++) {
        total += penalize((double)z[i] - (double)t[i], (double)bend);
    }
    if (delta) {
        for (size_t i = 0; i < n * k; i++) {
            const real error = z[i] - t[i];
            const real above = error < -bend ? -bend : error;
            delta[i] = factor * (above > bend ? bend : above);
        }
    }
    return total / (double)k;
}

static void answer(size_t n, size_t k, const real *z, real *a) {
    memcpy(a, z, n * k * sizeof *a);
}

static const nnt_option options[] = {
    {.name = "delta",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 1e-6,
     .high = 1e6,
     .help = "error at which the parabola becomes a straight line"},
    {0},
};

const nnt_loss NNT_CORE(nnt_loss_huber) = {
    .row = {.name = "huber",
            .summary = "squared for small errors, absolute for large ones",
            .formula = "L = mean of (z - t)^2 / 2 for |z - t| <= delta, else "
                       "delta (|z - t| - delta / 2)",
            .source = "Huber 1964, Robust estimation of a location parameter",
            .options = options},
    .tasks = 1u << 1,
    .output = "linear",
    .evaluate = evaluate,
    .answer = answer,
};
