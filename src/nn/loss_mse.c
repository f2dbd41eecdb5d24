/* Mean squared error over rows and outputs, without a factor 1/2:
 * L_i = 1/K sum_k (z_k - t_k)^2, gradient 2 (z - t) / K. */
#include "nn/loss_errors.h"
#include "nn/loss_lanes.h"

static double square(double error, double option) {
    (void)option;
    return error * error;
}

static real slope(real error, real option) {
    (void)option;
    return 2 * error;
}

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real factor,
                       real *delta) {
    (void)option;
    const nnt_penalty penalty = {square, slope, 0};
    return nnt_penalize(n, k, penalty, z, truth, factor, delta);
}

const nnt_loss NNT_CORE(nnt_loss_mse) = {
    .row = {.name = "mse",
            .summary = "mean squared error over rows and outputs",
            .formula = "L = mean over rows and outputs of (z - t)^2"},
    .tasks = 1u << 1,
    .output = "linear",
    .is_square = true,
    .class_weight_option = NNT_NO_OPTION,
    .evaluate = evaluate,
    .evaluate_lanes = nnt_loss_lanes_mse,
    .answer = nnt_answer_plainly,
};
