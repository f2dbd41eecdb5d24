/* Pivoted Cholesky, one column at a time (Higham, "Accuracy and Stability of
 * Numerical Algorithms", section 10.3). */
#include "theory/pivoted_factor.h"

#include <math.h>

static void swap_numbers(double *x, double *y) {
    const double kept = *x;
    *x = *y;
    *y = kept;
}

/* Of the largest variance from row k on. */
static size_t find_pivot(const nnt_pivoted_factor *factor, size_t k) {
    size_t pivot = k;
    for (size_t i = k + 1; i < factor->n; i++) {
        if (factor->variances[i] > factor->variances[pivot]) {
            pivot = i;
        }
    }
    return pivot;
}

static void swap_rows(nnt_pivoted_factor *factor, size_t i, size_t k) {
    const size_t index = factor->order[i];
    factor->order[i] = factor->order[k];
    factor->order[k] = index;
    swap_numbers(&factor->variances[i], &factor->variances[k]);
    for (size_t j = 0; j < k; j++) {
        swap_numbers(&factor->rows[i * factor->n + j], &factor->rows[k * factor->n + j]);
    }
}

/* Takes what the column explains from the variances below it. */
static void fill_column(nnt_pivoted_factor *factor, const double *covariance, size_t k) {
    const size_t n = factor->n;
    const double *pivot_row = factor->rows + k * n;
    const double root = sqrt(factor->variances[k]);
    factor->rows[k * n + k] = root;
    for (size_t i = k + 1; i < n; i++) {
        double *row = factor->rows + i * n;
        double rest = covariance[factor->order[i] * n + factor->order[k]];
        for (size_t j = 0; j < k; j++) {
            rest -= row[j] * pivot_row[j];
        }
        row[k] = rest / root;
        factor->variances[i] = fmax(0, factor->variances[i] - row[k] * row[k]);
    }
}

void nnt_pivoted_factor_find(nnt_pivoted_factor *factor,
                             const double *covariance,
                             double tolerance) {
    double largest = 0;
    for (size_t i = 0; i < factor->n; i++) {
        factor->order[i] = i;
        factor->variances[i] = covariance[i * factor->n + i];
        largest = fmax(largest, factor->variances[i]);
    }
    for (factor->rank = 0; factor->rank < factor->n; factor->rank++) {
        const size_t pivot = find_pivot(factor, factor->rank);
        if (!(factor->variances[pivot] > tolerance * largest)) {
            break;
        }
        swap_rows(factor, pivot, factor->rank);
        fill_column(factor, covariance, factor->rank);
    }
}
