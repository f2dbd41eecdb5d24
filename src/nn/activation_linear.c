/* f(z) = z: a hidden layer that only mixes; the network stays a linear model. */
#include "nn/activation.h"

#include <string.h>

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    memcpy(a, z, n * sizeof *a);
}

static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)z;
    (void)a;
    if (grad_z != grad_a) {
        memcpy(grad_z, grad_a, n * sizeof *grad_z);
    }
}

const nnt_activation NNT_CORE(nnt_activation_linear) = {
    .row = {.name = "linear",
            .summary = "passes its input on; a network of such layers is a linear model",
            .formula = "f(z) = z, f'(z) = 1"},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .is_homogeneous = true},
    .forward = forward,
    .backward = backward,
};
