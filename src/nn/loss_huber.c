/* Huber's loss: a parabola for small errors and a straight line for large ones, so
 * that it is smooth at 0 and outliers still weigh little. With a factor 1/2 on the
 * parabola, as in Huber's paper and torch.nn.HuberLoss. */
#include "nn/loss.h"
#include "nn/loss_errors.h"

enum { DELTA };

static double bend(double error, double delta) {
    const double size = error < 0 ? -error : error;
    return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
}

/* The error held within -delta … delta. A NaN passes. */
static real slope(real error, real delta) {
    const real above = error < -delta ? -delta : error;
    return above > delta ? delta : above;
}

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real factor,
                       real *delta) {
    const nnt_penalty penalty = {bend, slope, option[DELTA]};
    return nnt_penalize(n, k, penalty, z, truth, factor, delta);
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

static double find_bend(const real *option) {
    return (double)option[DELTA];
}

const nnt_loss NNT_CORE(nnt_loss_huber) = {
    .row = {.name = "huber",
            .summary = "squared for small errors, absolute for large ones",
            .formula = "L = mean of (z - t)^2 / 2 for |z - t| <= delta, else "
                       "delta (|z - t| - delta / 2)",
            .source = "Huber 1964, Robust estimation of a location parameter",
            .options = options},
    .tasks = 1u << 1,
    .output = "linear",
    .class_weight_option = NNT_NO_OPTION,
    .evaluate = evaluate,
    .find_bend = find_bend,
    .answer = nnt_answer_plainly,
};
