/* The exponential linear unit: the identity for z > 0, and below it a smooth bend
 * towards -alpha, so that the mean of the outputs is nearer to 0 than relu's. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

enum { ALPHA };

static void forward(size_t n, const real *option, const real *z, real *a) {
    const real alpha = option[ALPHA];
    for (size_t i = 0; i < n; i++) {
        real below = alpha * nnt_math_expm1(z[i]);
        a[i] = z[i] > 0 ? z[i] : below;
    }
}

/* f'(0) = alpha. The exponential is taken anew: a + alpha would lose the slope of
 * large negative z, where a rounds to -alpha. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)a;
    const real alpha = option[ALPHA];
    for (size_t i = 0; i < n; i++) {
        real below = alpha * nnt_math_exp(z[i]);
        grad_z[i] = grad_a[i] * (z[i] > 0 ? 1 : below);
    }
}

static double find_steepest(const real *option) {
    const double alpha = (double)option[ALPHA];
    return alpha > 1 ? alpha : 1;
}

static const nnt_option options[] = {
    {.name = "alpha",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0,
     .high = 100,
     .help = "-alpha is the limit for z to minus infinity"},
    {0},
};

const nnt_activation NNT_CORE(nnt_activation_elu) = {
    .row = {.name = "elu",
            .summary = "relu with a smooth negative side that saturates at -alpha",
            .formula = "f(z) = z for z > 0, else alpha (exp(z) - 1)",
            .source = "Clevert, Unterthiner and Hochreiter 2016, Fast and accurate deep network "
                      "learning by exponential linear units",
            .options = options},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
    .steepest = find_steepest,
};
