/* The hyperbolic tangent: odd, slope 1 at 0, flat for large |z|. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = nnt_math_tanh(z[i]);
    }
}

/* f' = 4e / (1 + e)^2 with e = exp(-2|z|): 1 - a^2 would lose the slope of large
 * |z|, where a rounds to 1. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = grad_a[i] * nnt_find_logistic_slope(2 * z[i], 4);
    }
}

const nnt_activation NNT_CORE(nnt_activation_tanh) = {
    .row = {.name = "tanh",
            .summary = "squashes to -1 … 1, centred; saturates for large inputs",
            .formula = "f(z) = tanh(z), f'(z) = 1 - tanh(z)^2"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 1, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
