/* z times the tanh of its softplus: much like silu, with a slope that is a little
 * steeper around 0.
 *
 * With w = exp(z), tanh(log(1 + w)) = (w^2 + 2w) / (w^2 + 2w + 2). For z > 0 both
 * sides of the quotient are multiplied by exp(-2z), so that nothing overflows. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

typedef struct quotient {
    nnt_math_pair e;           /* exp(-|z|) */
    nnt_math_pair square_or_e; /* e^2, or e for z < 0 */
    nnt_math_pair numerator;
    nnt_math_pair denominator;
} quotient;

static inline nnt_math_pair choose(bool is_first, nnt_math_pair first, nnt_math_pair second) {
    nnt_math_pair chosen;
    chosen.high = is_first ? first.high : second.high;
    chosen.low = is_first ? first.low : second.low;
    return chosen;
}

static inline nnt_math_pair twice(nnt_math_pair a) {
    return nnt_pair(2 * a.high, 2 * a.low);
}

NNT_MATH_INLINE quotient find_quotient(real z) {
    const bool is_negative = z < 0;
    quotient it;
    it.e = nnt_math_exp_pair(is_negative ? z : -z, 0);
    nnt_math_pair square = nnt_math_multiply_pairs(it.e, it.e);
    nnt_math_pair above = nnt_math_add_pairs(nnt_pair(1, 0), twice(it.e));
    nnt_math_pair below = nnt_math_add_pairs(square, twice(it.e));
    nnt_math_pair rest = choose(is_negative, nnt_pair(2, 0), twice(square));
    it.square_or_e = choose(is_negative, it.e, square);
    it.numerator = choose(is_negative, below, above);
    it.denominator = nnt_math_add_pairs(it.numerator, rest);
    return it;
}

/* The quotient's own derivative is 4 w (1 + w) / (w^2 + 2w + 2)^2. f' is largest
 * at z = 1.4906. */
NNT_MATH_INLINE nnt_math_sloped find(real z) {
    quotient it = find_quotient(z);
    nnt_math_pair gate = nnt_math_divide_pairs(it.numerator, it.denominator);
    nnt_math_pair change =
        nnt_math_divide_pairs(nnt_math_multiply_pairs(twice(twice(it.square_or_e)),
                                                      nnt_math_add_pairs(nnt_pair(1, 0), it.e)),
                              nnt_math_multiply_pairs(it.denominator, it.denominator));
    change = nnt_math_multiply_pairs(nnt_pair(z, 0), change);
    nnt_math_pair slope = nnt_math_add_pairs(gate, change);
    nnt_math_sloped y = {nnt_multiply_by_pair(z, gate), nnt_round_pair(slope)};
    return y;
}

#include "nn/activation_sloped.inc"

const nnt_activation NNT_CORE(nnt_activation_mish) = {
    .row = {.name = "mish",
            .summary = "z times the tanh of its softplus; a smooth relu with a dip",
            .formula = "f(z) = z tanh(log(1 + exp(z)))",
            .source = "Misra 2020, Mish: a self regularized non-monotonic activation function"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.0884981612517279,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
