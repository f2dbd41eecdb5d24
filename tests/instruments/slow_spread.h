/* How the activations of a slow pass are spread over directions: the spectrum of their
 * covariance by Jacobi's method. */
#ifndef NNT_TESTS_INSTRUMENTS_SLOW_SPREAD_H
#define NNT_TESTS_INSTRUMENTS_SLOW_SPREAD_H

#include "instruments/slow_pass.h"

/* One of Jacobi's rotations: m[p][q] becomes 0, its square goes to the diagonal. */
static inline void rotate(double m[WIDTH][WIDTH], size_t n, size_t p, size_t q) {
    const double angle = 0.5 * atan2(2 * m[p][q], m[q][q] - m[p][p]);
    const double c = cos(angle), s = sin(angle);
    for (size_t k = 0; k < n; k++) {
        const double a = m[k][p], b = m[k][q];
        m[k][p] = c * a - s * b;
        m[k][q] = s * a + c * b;
    }
    for (size_t k = 0; k < n; k++) {
        const double a = m[p][k], b = m[q][k];
        m[p][k] = c * a - s * b;
        m[q][k] = s * a + c * b;
    }
}

/* Shares of the variance along the principal directions, the largest first. */
static inline void find_shares(const slow_layer *it, double shares[WIDTH]) {
    double m[WIDTH][WIDTH] = {0}, mean[WIDTH] = {0}, total = 0;
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < it->units; j++) {
            mean[j] += it->a[i][j] / N;
        }
    }
    for (size_t j = 0; j < it->units; j++) {
        for (size_t k = 0; k < it->units; k++) {
            for (size_t i = 0; i < N; i++) {
                m[j][k] += (it->a[i][j] - mean[j]) * (it->a[i][k] - mean[k]) / N;
            }
        }
        total += m[j][j];
    }
    for (int sweep = 0; sweep < 20; sweep++) {
        for (size_t p = 0; p < it->units; p++) {
            for (size_t q = p + 1; q < it->units; q++) {
                rotate(m, it->units, p, q);
            }
        }
    }
    for (size_t j = 0; j < it->units; j++) {
        size_t at = j;
        for (; at > 0 && shares[at - 1] < m[j][j] / total; at--) {
            shares[at] = shares[at - 1];
        }
        shares[at] = m[j][j] / total;
    }
}

#endif
