/* z times its own sigmoid, also known as swish: a smooth relu with a dip of depth
 * 0.278 at z = -1.278. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* f' = s(z) (1 + z s(-z)), s the sigmoid: 1 - s(z) would lose the tail. Largest at
 * z = 2.3994. */
NNT_MATH_INLINE nnt_math_sloped find(real z) {
    nnt_gate gate = nnt_find_gate(z, 0);
    nnt_math_pair change = nnt_math_multiply_pairs(nnt_pair(z, 0), gate.closed);
    nnt_math_pair factor = nnt_math_add_pairs(nnt_pair(1, 0), change);
    nnt_math_pair slope = nnt_math_multiply_pairs(gate.open, factor);
    nnt_math_sloped y = {nnt_multiply_by_pair(z, gate.open), nnt_round_pair(slope)};
    return y;
}

#include "nn/activation_sloped.inc"

const nnt_activation NNT_CORE(nnt_activation_silu) = {
    .row = {.name = "silu",
            .summary = "z times its own sigmoid (swish); a smooth relu with a dip",
            .formula = "f(z) = z / (1 + exp(-z))",
            .source = "Elfwing, Uchibe and Doya 2018, Sigmoid-weighted linear units for neural "
                      "network function approximation in reinforcement learning"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.0998393201288669,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
