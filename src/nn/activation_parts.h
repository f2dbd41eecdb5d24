/* What several activations are made of. */
#ifndef NNT_NN_ACTIVATION_PARTS_H
#define NNT_NN_ACTIVATION_PARTS_H

#include "kernel/vector_math.h"

/* z held within -farthest … farthest, so that its powers cannot overflow; a NaN passes. */
static inline real nnt_bound(real z, real farthest) {
    real above = z < -farthest ? -farthest : z;
    return above > farthest ? farthest : above;
}

/* exp(-factor z^2) for a power of two as factor. The rounding error of the square is
 * put back, since the exponential would multiply it by the size of the square. */
static inline real nnt_bell(real z, real factor) {
    real square = z * z;
    real lost = nnt_fma(z, z, -square);
    return nnt_math_exp(-factor * square) * (1 - factor * lost);
}

#endif
