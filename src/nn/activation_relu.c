/* The rectifier. A unit whose z is negative on every row gets no gradient: it is
 * dead as long as its inputs stay as they are. */
#include "nn/activation.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = z[i] < 0 ? 0 : z[i]; /* a NaN passes */
    }
}

/* f'(0) = 0. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = z[i] <= 0 ? 0 : grad_a[i];
    }
}

const nnt_activation NNT_CORE(nnt_activation_relu) = {
    .row =
        {.name = "relu",
         .summary = "passes positive values, cuts the others to 0; units can die",
         .formula = "f(z) = max(z, 0), f'(z) = 1 for z > 0, else 0",
         .source =
             "Nair and Hinton 2010, Rectified linear units improve restricted Boltzmann machines"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .is_homogeneous = true,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
};
