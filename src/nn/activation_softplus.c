/* The smooth version of relu; its derivative is the sigmoid. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

/* max(z, 0) + log1p(exp(-|z|)) does not overflow. */
static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real negative = z[i] < 0 ? z[i] : -z[i];
        real positive = z[i] > 0 ? z[i] : 0;
        real tail = nnt_math_log1p(nnt_math_exp(negative));
        a[i] = z[i] != z[i] ? z[i] : positive + tail;
    }
}

static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = grad_a[i] * nnt_math_sigmoid(z[i]);
    }
}

const nnt_activation NNT_CORE(nnt_activation_softplus) = {
    .row = {.name = "softplus",
            .summary = "a smooth relu, never quite off",
            .formula = "f(z) = log(1 + exp(z)), f'(z) = 1 / (1 + exp(-z))",
            .source = "Dugas et al. 2001, Incorporating second-order functional knowledge for "
                      "better option pricing"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 1, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
