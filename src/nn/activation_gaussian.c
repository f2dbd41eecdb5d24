/* A bump around z = 0: the unit answers to inputs near one hyperplane, and is off
 * far away from it on either side. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* Beyond it exp(-z^2) is 0 in a double. */
static const real FARTHEST = 28;

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = nnt_round_pair(nnt_bell(nnt_bound(z[i], FARTHEST), 1));
    }
}

/* |f'| is largest at z = ±sqrt(1/2): sqrt(2 / e). */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real bounded = nnt_bound(z[i], FARTHEST);
        grad_z[i] = grad_a[i] * nnt_multiply_by_pair(-2 * bounded, nnt_bell(bounded, 1));
    }
}

const nnt_activation NNT_CORE(nnt_activation_gaussian) = {
    .row = {.name = "gaussian",
            .summary = "a bump around 0; off for large inputs of either sign",
            .formula = "f(z) = exp(-z^2), f'(z) = -2 z exp(-z^2)",
            .source = "Hartman, Keeler and Kowalski 1990, Layered neural networks with Gaussian "
                      "hidden units as universal approximations"},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 0.8577638849607068,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
