/* Elu made smooth for every alpha: alpha is the length over which the negative side
 * bends, and the slope at 0 is always 1. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

enum { ALPHA };

static void forward(size_t n, const real *option, const real *z, real *a) {
    const real alpha = option[ALPHA];
    for (size_t i = 0; i < n; i++) {
        real below = alpha * nnt_math_expm1(z[i] / alpha);
        a[i] = z[i] > 0 ? z[i] : below;
    }
}

static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)a;
    const real alpha = option[ALPHA];
    for (size_t i = 0; i < n; i++) {
        real below = nnt_math_exp(z[i] / alpha);
        grad_z[i] = grad_a[i] * (z[i] > 0 ? 1 : below);
    }
}

static const nnt_option options[] = {
    {.name = "alpha",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0.001,
     .high = 1000,
     .help = "-alpha is the limit for z to minus infinity"},
    {0},
};

const nnt_activation NNT_CORE(nnt_activation_celu) = {
    .row = {.name = "celu",
            .summary = "elu that is smooth at 0 for every alpha",
            .formula = "f(z) = z for z > 0, else alpha (exp(z / alpha) - 1)",
            .source = "Barron 2017, Continuously differentiable exponential linear units",
            .options = options},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
};
