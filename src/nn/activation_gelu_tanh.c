/* The approximation of gelu by a tanh, as GPT-2 and BERT use it. Written with
 * 1 + tanh(u) = 2 sigmoid(2u), which keeps the tail for negative z. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* Beyond it the sigmoid is 0 or 1 to the last bit of a double. */
static const real FARTHEST = 22;

/* 2 sqrt(2 / pi), and 0.044715 times that. */
#define LINEAR 1.59576912160573071176
#define CUBIC 0.07135481627260024876
static const real LINEAR_HIGH = (real)LINEAR;
static const real CUBIC_HIGH = (real)CUBIC;
#if NNT_REAL_BITS == 32
static const real LINEAR_LOW = (real)(LINEAR - (double)(real)LINEAR);
static const real CUBIC_LOW = (real)(CUBIC - (double)(real)CUBIC);
#else
static const real LINEAR_LOW = (real)-9.96930880911092e-17;
static const real CUBIC_LOW = (real)-6.175149918155315e-19;
#endif

/* CUBIC z^2, as a pair. */
NNT_MATH_INLINE nnt_math_pair find_cubic(real z) {
    nnt_math_pair square = nnt_math_multiply_exactly(z, z);
    return nnt_math_multiply_pairs(square, nnt_pair(CUBIC_HIGH, CUBIC_LOW));
}

/* The gate at u = z (LINEAR + CUBIC z^2), whose rounding errors its tail would multiply
 * by u. */
NNT_MATH_INLINE nnt_gate find_gate(real z, nnt_math_pair cubic) {
    nnt_math_pair factor = nnt_math_add_pairs(nnt_pair(LINEAR_HIGH, LINEAR_LOW), cubic);
    nnt_math_pair u = nnt_math_multiply_pairs(nnt_pair(z, 0), factor);
    return nnt_find_gate(u.high, u.low);
}

/* f' = s(u) (1 + z s(-u) u'), s the sigmoid; largest at z = 1.4185. */
NNT_MATH_INLINE nnt_math_sloped find(real z) {
    real bounded = nnt_bound(z, FARTHEST);
    nnt_math_pair cubic = find_cubic(bounded);
    nnt_gate gate = find_gate(bounded, cubic);
    nnt_math_pair steepness = nnt_math_add_pairs(nnt_pair(LINEAR_HIGH, LINEAR_LOW),
                                                 nnt_math_multiply_pairs(nnt_pair(3, 0), cubic));
    nnt_math_pair change = nnt_math_multiply_pairs(nnt_pair(bounded, 0), steepness);
    change = nnt_math_multiply_pairs(change, gate.closed);
    nnt_math_pair factor = nnt_math_add_pairs(nnt_pair(1, 0), change);
    nnt_math_pair slope = nnt_math_multiply_pairs(gate.open, factor);
    nnt_math_sloped y = {nnt_multiply_by_pair(z, gate.open), nnt_round_pair(slope)};
    return y;
}

#include "nn/activation_sloped.inc"

const nnt_activation NNT_CORE(nnt_activation_gelu_tanh) = {
    .row = {.name = "gelu_tanh",
            .summary = "the approximation of gelu by a tanh",
            .formula = "f(z) = z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3)))",
            .source = "Hendrycks and Gimpel 2016, Gaussian error linear units"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.1289930686587718,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
