/* What several activations are made of. */
#ifndef NNT_NN_ACTIVATION_PARTS_H
#define NNT_NN_ACTIVATION_PARTS_H

#include "kernel/vector_math.h"

/* z held within -farthest … farthest, so that its powers cannot overflow; a NaN passes. */
NNT_MATH_INLINE real nnt_bound(real z, real farthest) {
    real above = z < -farthest ? -farthest : z;
    return above > farthest ? farthest : above;
}

/* exp(-factor z^2) for a power of two as factor. The rounding error of the square is
 * put back, since the exponential would multiply it by the size of the square. */
NNT_MATH_INLINE nnt_math_pair nnt_bell(real z, real factor) {
    nnt_math_pair square = nnt_math_multiply_exactly(z, z);
    return nnt_math_exp_pair(-factor * square.high, -factor * square.low);
}

NNT_MATH_INLINE nnt_math_pair nnt_pair(real high, real low) {
    nnt_math_pair pair = {high, low};
    return pair;
}

/* z times a pair, rounded once. */
NNT_MATH_INLINE real nnt_multiply_by_pair(real z, nnt_math_pair pair) {
    return nnt_fma(z, pair.high, z * pair.low);
}

NNT_MATH_INLINE real nnt_round_pair(nnt_math_pair pair) {
    return pair.high + pair.low;
}

/* factor e / (1 + e)^2 with e = exp(-|u|), the logistic function's slope, times a power of
 * two. What rounding the mantissa of e loses, and what rounding 1 + e loses, is put right
 * in the denominator, which is rounded once: the slope follows a relative change of e
 * (1 - e) / (1 + e) times. */
NNT_MATH_INLINE real nnt_find_logistic_slope(real u, real factor) {
    const nnt_math_small_exp e = nnt_math_exp_of_negative(u < 0 ? u : -u);
    const real last = nnt_math_last_scale();
    const nnt_math_pair mantissa = nnt_math_add_smaller(1, e.above);
    const nnt_math_pair sum = nnt_math_add_smaller(1, mantissa.high * e.scale * last);
    const real lost = nnt_fma(-mantissa.low, e.above, mantissa.low); /* relative, nearly */
    const real correction = nnt_fma(lost, sum.high - 2, 2 * sum.low);
    const real square = nnt_fma(sum.high, sum.high, sum.high * correction);
    return mantissa.high / square * e.scale * (factor * last);
}

/* The logistic function of u + low, at both signs of u; `open` + `closed` = 1. */
typedef struct nnt_gate {
    nnt_math_pair open, closed;
} nnt_gate;

NNT_MATH_INLINE nnt_gate nnt_find_gate(real u, real low) {
    const bool is_negative = u < 0;
    const nnt_math_pair e = nnt_math_exp_pair(is_negative ? u : -u, is_negative ? low : -low);
    nnt_math_pair sum = nnt_math_add_smaller(1, e.high);
    sum.low += e.low;
    const nnt_math_pair large = nnt_math_divide_pairs(nnt_pair(1, 0), sum);
    const nnt_math_pair small = nnt_math_multiply_pairs(e, large);
    nnt_gate gate;
    gate.open.high = is_negative ? small.high : large.high;
    gate.open.low = is_negative ? small.low : large.low;
    gate.closed.high = is_negative ? large.high : small.high;
    gate.closed.low = is_negative ? large.low : small.low;
    return gate;
}

#endif
