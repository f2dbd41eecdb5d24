/* The logistic function. Its slope is at most 1/4, so gradients shrink at every
 * layer they pass: the classic vanishing gradient. */
#include "nn/activation.h"
#include "nn/exp_block.h"

static const real FACTOR = 1; /* of |z| in the exponential */

#define find nnt_math_sigmoid_from_exp
#include "nn/activation_sloped_exp.inc"

const nnt_activation NNT_CORE(nnt_activation_sigmoid) = {
    .row = {.name = "sigmoid",
            .summary = "squashes to 0 … 1; slope at most 1/4, so deep gradients vanish",
            .formula = "f(z) = 1 / (1 + exp(-z)), f'(z) = f(z) (1 - f(z))"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 0.25, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
