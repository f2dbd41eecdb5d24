/* Mean absolute error over rows and outputs: L_i = 1/K sum_k |z_k - t_k|. The
 * gradient has the same size for small and large errors, so outliers weigh little. */
#include "nn/loss.h"
#include "nn/loss_errors.h"

static double size(double error, double option) {
    (void)option;
    return error < 0 ? -error : error;
}

/* The sign, 0 where z = t. A NaN passes. */
static real slope(real error, real option) {
    (void)option;
    return error > 0 ? 1 : error < 0 ? -1 : error;
}

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real factor,
                       real *delta) {
    (void)option;
    const nnt_penalty penalty = {size, slope, 0};
    return nnt_penalize(n, k, penalty, z, truth, factor, delta);
}

static double find_bend(const real *option) {
    (void)option;
    return 0;
}

const nnt_loss NNT_CORE(nnt_loss_mae) = {
    .row = {.name = "mae",
            .summary = "mean absolute error over rows and outputs; outliers weigh little",
            .formula = "L = mean over rows and outputs of |z - t|"},
    .tasks = 1u << 1,
    .output = "linear",
    .class_weight_option = NNT_NO_OPTION,
    .evaluate = evaluate,
    .find_bend = find_bend,
    .answer = nnt_answer_plainly,
};
