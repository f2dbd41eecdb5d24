/* The rectifier with a small slope on the negative side, so that no unit is ever
 * without a gradient. */
#include "nn/activation.h"

enum { NEGATIVE_SLOPE };

static void forward(size_t n, const real *option, const real *z, real *a) {
    const real slope = option[NEGATIVE_SLOPE];
    for (size_t i = 0; i < n; i++) {
        a[i] = z[i] > 0 ? z[i] : slope * z[i];
    }
}

/* f'(0) = negative_slope. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)a;
    const real slope = option[NEGATIVE_SLOPE];
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = z[i] > 0 ? grad_a[i] : slope * grad_a[i];
    }
}

static const nnt_option options[] = {
    {.name = "negative_slope",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.01",
     .low = 0,
     .high = 1,
     .help = "slope for z <= 0"},
    {0},
};

const nnt_activation NNT_CORE(nnt_activation_leaky_relu) = {
    .row = {.name = "leaky_relu",
            .summary = "relu with a small negative slope; units cannot die",
            .formula = "f(z) = z for z > 0, else negative_slope z",
            .source = "Maas, Hannun and Ng 2013, Rectifier nonlinearities improve neural network "
                      "acoustic models",
            .options = options},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = NEGATIVE_SLOPE,
               .is_homogeneous = true,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
};
