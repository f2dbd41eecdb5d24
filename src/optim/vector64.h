/* Vectors of doubles, whatever the precision of the network. */
#ifndef NNT_OPTIM_VECTOR64_H
#define NNT_OPTIM_VECTOR64_H

#include <math.h>
#include <stddef.h>

/* In four chains, added as (0 + 2) + (1 + 3). */
static inline double nnt_dot64(size_t n, const double *x, const double *y) {
    double chains[4] = {0};
    for (size_t i = 0; i < n; i++) {
        chains[i % 4] += x[i] * y[i];
    }
    return (chains[0] + chains[2]) + (chains[1] + chains[3]);
}

/* y += factor x */
static inline void nnt_add64(size_t n, double factor, const double *x, double *y) {
    for (size_t i = 0; i < n; i++) {
        y[i] += factor * x[i];
    }
}

static inline double nnt_largest64(size_t n, const double *x) {
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        largest = fabs(x[i]) > largest ? fabs(x[i]) : largest;
    }
    return largest;
}

#endif
