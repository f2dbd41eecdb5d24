/* The logistic function. Its slope is at most 1/4, so gradients shrink at every
 * layer they pass: the classic vanishing gradient. */
#include "nn/activation.h"
#include "nn/exp_block.h"

static const real FACTOR = 1; /* of |z| in the exponential */

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, a += size) {
        size = nnt_exp_block_fill(&e, n, FACTOR, z);
        for (size_t i = 0; i < size; i++) {
            a[i] = nnt_math_sigmoid_from_exp(z[i], nnt_exp_block_get(&e, i)).value;
        }
    }
}

static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, grad_a += size, grad_z += size) {
        size = nnt_exp_block_fill(&e, n, FACTOR, z);
        for (size_t i = 0; i < size; i++) {
            grad_z[i] = grad_a[i] * nnt_math_sigmoid_from_exp(z[i], nnt_exp_block_get(&e, i)).slope;
        }
    }
}

static void forward_with_slope(size_t n, const real *option, const real *z, real *a, real *slope) {
    (void)option;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, a += size, slope += size) {
        size = nnt_exp_block_fill(&e, n, FACTOR, z);
        for (size_t i = 0; i < size; i++) {
            const nnt_math_sloped y = nnt_math_sigmoid_from_exp(z[i], nnt_exp_block_get(&e, i));
            a[i] = y.value;
            slope[i] = y.slope;
        }
    }
}

const nnt_activation NNT_CORE(nnt_activation_sigmoid) = {
    .row = {.name = "sigmoid",
            .summary = "squashes to 0 … 1; slope at most 1/4, so deep gradients vanish",
            .formula = "f(z) = 1 / (1 + exp(-z)), f'(z) = f(z) (1 - f(z))"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 0.25, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
