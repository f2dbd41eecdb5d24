/* The rectifier with a ceiling at 6. A unit can die on either side. */
#include "nn/activation.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] < 0 ? 0 : z[i];
        a[i] = above > 6 ? 6 : above; /* a NaN passes */
    }
}

/* f'(0) = f'(6) = 0. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] <= 0 ? 0 : grad_a[i];
        grad_z[i] = z[i] >= 6 ? 0 : above;
    }
}

const nnt_activation NNT_CORE(nnt_activation_relu6) = {
    .row = {.name = "relu6",
            .summary = "relu with a ceiling at 6",
            .formula = "f(z) = min(max(z, 0), 6), f'(z) = 1 for 0 < z < 6, else 0",
            .source = "Krizhevsky 2010, Convolutional deep belief networks on CIFAR-10"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 2,
               .kinks = {0, 6}},
    .forward = forward,
    .backward = backward,
};
