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
