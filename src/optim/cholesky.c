/* Cholesky's factorisation row by row: all inner loops run along rows, eight of which are
 * taken from those below at once. The order of the subtractions is that of the plain
 * algorithm, so that every build gives the same bits. */
#include "optim/cholesky.h"

#include "optim/vector64.h"

/* Divides row k by the root of its pivot; false when that is not positive. */
static bool finish_row(size_t n, size_t k, double *a) {
    double *row = a + k * n;
    if (!(row[k] > 0) || !isfinite(row[k])) {
        return false;
    }
    const double pivot = sqrt(row[k]);
    for (size_t j = k; j < n; j++) {
        row[j] /= pivot;
    }
    return true;
}

/* Takes rows first … end - 1 from row i below them. */
static void take_rows(size_t n, size_t first, size_t end, size_t i, double *a) {
    double *row = a + i * n + i;
    if (end - first < NNT_AT_ONCE64) {
        for (size_t k = first; k < end; k++) {
            nnt_add64(n - i, -a[k * n + i], a + k * n + i, row);
        }
        return;
    }
    double factor[NNT_AT_ONCE64];
    for (size_t k = 0; k < NNT_AT_ONCE64; k++) {
        factor[k] = -a[(first + k) * n + i];
    }
    nnt_add_rows64(n - i, factor, a + first * n + i, n, row);
}

bool nnt_cholesky_factor(size_t n, double *a) {
    for (size_t first = 0; first < n; first += NNT_AT_ONCE64) {
        const size_t left = n - first;
        const size_t end = first + (left < NNT_AT_ONCE64 ? left : NNT_AT_ONCE64);
        for (size_t k = first; k < end; k++) {
            for (size_t before = first; before < k; before++) {
                take_rows(n, before, before + 1, k, a);
            }
            if (!finish_row(n, k, a)) {
                return false;
            }
        }
        for (size_t i = end; i < n; i++) {
            take_rows(n, first, end, i, a);
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
