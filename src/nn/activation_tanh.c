/* The hyperbolic tangent: odd, slope 1 at 0, flat for large |z|. */
#include "nn/activation.h"
#include "nn/exp_block.h"

static const real FACTOR = 2; /* of |z| in the exponential */

#define find nnt_math_tanh_from_exp
#include "nn/activation_sloped_exp.inc"

const nnt_activation NNT_CORE(nnt_activation_tanh) = {
    .row = {.name = "tanh",
            .summary = "squashes to -1 … 1, centred; saturates for large inputs",
            .formula = "f(z) = tanh(z), f'(z) = 1 - tanh(z)^2"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 1, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
