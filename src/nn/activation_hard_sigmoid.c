/* The sigmoid made of three straight lines, with the slope 1/6 that PyTorch and
 * MobileNetV3 use (others use 1/5). Outside -3 … 3 the gradient is exactly 0. */
#include "nn/activation.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] < -3 ? 0 : z[i] + 3;
        a[i] = (above > 6 ? 6 : above) / 6; /* a NaN passes */
    }
}

/* f'(-3) = f'(3) = 0. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] <= -3 ? 0 : grad_a[i] / 6;
        grad_z[i] = z[i] >= 3 ? 0 : above;
    }
}

const nnt_activation NNT_CORE(nnt_activation_hard_sigmoid) = {
    .row = {.name = "hard_sigmoid",
            .summary = "the sigmoid as three straight lines; no gradient beyond |z| = 3",
            .formula = "f(z) = min(max(z + 3, 0), 6) / 6, f'(z) = 1/6 for -3 < z < 3, else 0",
            .source = "Howard et al. 2019, Searching for MobileNetV3"},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 1.0 / 6,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 2,
               .kinks = {-3, 3}},
    .forward = forward,
    .backward = backward,
};
