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

enum { NNT_AT_ONCE64 = 8 };

/* y += factor[0] x0, then y += factor[1] x1, … for eight rows of x, `stride` apart: the
 * same bits as one after the other, with one walk along y. */
static inline void nnt_add_rows64(
    size_t n, const double factor[NNT_AT_ONCE64], const double *x, size_t stride, double *y) {
    const double f0 = factor[0], f1 = factor[1], f2 = factor[2], f3 = factor[3];
    const double f4 = factor[4], f5 = factor[5], f6 = factor[6], f7 = factor[7];
    const double *const x4 = x + 4 * stride;
    for (size_t i = 0; i < n; i++) {
        double sum = y[i] + f0 * x[i];
        sum += f1 * x[stride + i];
        sum += f2 * x[2 * stride + i];
        sum += f3 * x[3 * stride + i];
        sum += f4 * x4[i];
        sum += f5 * x4[stride + i];
        sum += f6 * x4[2 * stride + i];
        y[i] = sum + f7 * x4[3 * stride + i];
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
