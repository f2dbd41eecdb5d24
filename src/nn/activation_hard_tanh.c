/* Tanh made of three straight lines. Outside -1 … 1 the gradient is exactly 0. */
#include "nn/activation.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] < -1 ? -1 : z[i];
        a[i] = above > 1 ? 1 : above; /* a NaN passes */
    }
}

/* f'(-1) = f'(1) = 0. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] <= -1 ? 0 : grad_a[i];
        grad_z[i] = z[i] >= 1 ? 0 : above;
    }
}

const nnt_activation NNT_CORE(nnt_activation_hard_tanh) = {
    .row = {.name = "hard_tanh",
            .summary = "clips to -1 … 1; no gradient at all outside",
            .formula = "f(z) = min(max(z, -1), 1), f'(z) = 1 for -1 < z < 1, else 0",
            .source = "Collobert et al. 2011, Natural language processing (almost) from scratch"},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 2,
               .kinks = {-1, 1}},
    .forward = forward,
    .backward = backward,
};
