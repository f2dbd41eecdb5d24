/* Reductions in eight lanes of double, element i in lane i mod 8. The lanes are
 * independent chains, so any vector width gives the same bits. */
#include "kernel/vector.h"
#include <string.h>

enum { LANES = 8 };

static double add_lanes(const double lane[LANES]) {
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
           ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

double nnt_vector_sum(size_t n, const real *x) {
    double lane[LANES] = {0};
    size_t whole = n - n % LANES;
    for (size_t i = 0; i < whole; i += LANES) {
        for (size_t l = 0; l < LANES; l++) {
            lane[l] += (double)x[i + l];
        }
    }
    for (size_t i = whole; i < n; i++) {
        lane[i - whole] += (double)x[i];
    }
    return add_lanes(lane);
}

double nnt_vector_sum_squares(size_t n, const real *x) {
    return nnt_vector_dot(n, x, x);
}

double nnt_vector_dot(size_t n, const real *x, const real *y) {
    double lane[LANES] = {0};
    size_t whole = n - n % LANES;
    for (size_t i = 0; i < whole; i += LANES) {
        for (size_t l = 0; l < LANES; l++) {
            lane[l] += (double)x[i + l] * (double)y[i + l];
        }
    }
    for (size_t i = whole; i < n; i++) {
        lane[i - whole] += (double)x[i] * (double)y[i];
    }
    return add_lanes(lane);
}

void nnt_vector_scale(size_t n, real factor, real *x) {
    for (size_t i = 0; i < n; i++) {
        x[i] *= factor;
    }
}

/* The exponent of a number that is not finite has all bits set. */
static real_bits count_not_finite(size_t n, const real *x) {
    const real_bits exponent =
        NNT_REAL_BITS == 32 ? (real_bits)0x7f800000u : (real_bits)0x7ff0000000000000u;
    real_bits count = 0;
    for (size_t i = 0; i < n; i++) {
        real_bits bits;
        memcpy(&bits, &x[i], sizeof bits);
        count += (bits & exponent) == exponent;
    }
    return count;
}

enum { BLOCK = 1024 };

bool nnt_vector_all_finite(size_t n, const real *x) {
    return nnt_vector_find_not_finite(n, x) == n;
}

size_t nnt_vector_find_not_finite(size_t n, const real *x) {
    for (size_t start = 0; start < n; start += BLOCK) {
        size_t length = n - start < BLOCK ? n - start : BLOCK;
        if (count_not_finite(length, x + start) == 0) {
            continue;
        }
        size_t i = start;
        while (count_not_finite(1, x + i) == 0) {
            i++;
        }
        return i;
    }
    return n;
}
