/* The logistic function. Its slope is at most 1/4, so gradients shrink at every
 * layer they pass: the classic vanishing gradient. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = nnt_math_sigmoid(z[i]);
    }
}

/* f' = e / (1 + e)^2 with e = exp(-|z|): a(1 - a) would lose the slope of large
 * positive z, where a rounds to 1. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = grad_a[i] * nnt_find_logistic_slope(z[i], 1);
    }
}

const nnt_activation NNT_CORE(nnt_activation_sigmoid) = {
    .row = {.name = "sigmoid",
            .summary = "squashes to 0 … 1; slope at most 1/4, so deep gradients vanish",
            .formula = "f(z) = 1 / (1 + exp(-z)), f'(z) = f(z) (1 - f(z))"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 0.25, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
