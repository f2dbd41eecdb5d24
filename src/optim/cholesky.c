/* Cholesky's factorisation row by row: all inner loops run along rows, and no sum is
 * split, so that every build gives the same bits. */
#include "optim/cholesky.h"

#include "optim/vector64.h"

bool nnt_cholesky_factor(size_t n, double *a) {
    for (size_t k = 0; k < n; k++) {
        double *row = a + k * n;
        if (!(row[k] > 0) || !isfinite(row[k])) {
            return false;
        }
        const double pivot = sqrt(row[k]);
        for (size_t j = k; j < n; j++) {
            row[j] /= pivot;
        }
        for (size_t i = k + 1; i < n; i++) {
            nnt_add64(n - i, -row[i], row + i, a + i * n + i);
        }
    }
    return true;
}

void nnt_cholesky_solve(size_t n, const double *u, double *b) {
    for (size_t k = 0; k < n; k++) {
        b[k] /= u[k * n + k];
        nnt_add64(n - k - 1, -b[k], u + k * n + k + 1, b + k + 1);
    }
    for (size_t k = n; k-- > 0;) {
        b[k] -= nnt_dot64(n - k - 1, u + k * n + k + 1, b + k + 1);
        b[k] /= u[k * n + k];
    }
}
