/* Where a deep network with equal layers ends up: for the pages that explain. */
#ifndef NNT_THEORY_FIXED_POINT_H
#define NNT_THEORY_FIXED_POINT_H

#include "theory/theory.h"

typedef struct nnt_fixed_point {
    double variance; /* q* of z: 0 when it dies out, INFINITY when it grows for ever */
    double chi;      /* factor on |delta|^2 from layer to layer there */
    /* -1 / ln(chi): layers in which |delta|^2 falls by e; negative when it grows,
     * INFINITY when chi is 1. */
    double depth;
} nnt_fixed_point;

/* q = weight_gain E[f(sqrt(q) g)^2] + bias_variance, reached from q = 1, for functions
 * of which the right side grows with q. weight_gain is fan_in Var(W). NNT_ERR_USAGE
 * when one of the two is negative or not finite, NNT_ERR_MEMORY. */
NNT_MUST_CHECK nnt_status nnt_fixed_point_find(const nnt_theory_function *function,
                                               double weight_gain,
                                               double bias_variance,
                                               nnt_fixed_point *point,
                                               nnt_error *error);

#endif
