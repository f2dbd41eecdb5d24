/* Silu with the hard sigmoid in place of the sigmoid: a parabola between two
 * straight lines. Below -3 the gradient is exactly 0, so units can die. */
#include "nn/activation.h"

/* The gate is 1 exactly for z >= 3, and multiplying it last cannot overflow. */
static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real above = z[i] < -3 ? 0 : z[i] + 3;
        a[i] = z[i] * ((above > 6 ? 6 : above) / 6);
    }
}

/* f'(-3) = 0 and f'(3) = 1, the slopes of the straight lines; up to 3/2 between. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real inside = nnt_fma(2, z[i], 3) / 6;
        real above = z[i] <= -3 ? 0 : inside;
        grad_z[i] = grad_a[i] * (z[i] >= 3 ? 1 : above);
    }
}

const nnt_activation NNT_CORE(nnt_activation_hard_swish) = {
    .row = {.name = "hard_swish",
            .summary = "silu without exponentials; off below -3, so units can die",
            .formula = "f(z) = z min(max(z + 3, 0), 6) / 6",
            .source = "Howard et al. 2019, Searching for MobileNetV3"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.5,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 2,
               .kinks = {-3, 3}},
    .forward = forward,
    .backward = backward,
};
