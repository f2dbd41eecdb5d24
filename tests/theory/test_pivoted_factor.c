/* The factor gives the matrix back, also when it is singular. */
#include "support/nnt_test.h"
#include "theory/pivoted_factor.h"
#include <math.h>

enum { N = 6 };

typedef struct storage {
    double rows[N * N], variances[N];
    size_t order[N];
} storage;

static nnt_pivoted_factor find(storage *it, const double *matrix, double tolerance) {
    nnt_pivoted_factor factor = {
        .n = N, .rows = it->rows, .order = it->order, .variances = it->variances};
    nnt_pivoted_factor_find(&factor, matrix, tolerance);
    return factor;
}

/* Products of points with `rank` coordinates cos(k (i+1)): a matrix of that rank. */
static void fill_gram(size_t rank, double *matrix) {
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++) {
            matrix[i * N + j] = 0;
            for (size_t k = 0; k < rank; k++) {
                matrix[i * N + j] += cos((double)(k * (i + 1))) * cos((double)(k * (j + 1)));
            }
        }
    }
}

static void expect_product(const nnt_pivoted_factor *factor, const double *matrix) {
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++) {
            double sum = 0;
            for (size_t k = 0; k < factor->rank && k <= i && k <= j; k++) {
                sum += factor->rows[i * N + k] * factor->rows[j * N + k];
            }
            cr_assert(fabs(sum - matrix[factor->order[i] * N + factor->order[j]]) < 1e-12);
        }
    }
}

NNT_TEST(pivoted_factor, multiplies_back_at_every_rank) {
    double matrix[N * N];
    storage it;
    for (size_t rank = 1; rank <= N; rank++) {
        fill_gram(rank, matrix);
        const nnt_pivoted_factor factor = find(&it, matrix, 1e-12);
        cr_assert(factor.rank == rank, "rank %zu, expected %zu", factor.rank, rank);
        expect_product(&factor, matrix);
    }
}

NNT_TEST(pivoted_factor, of_zeros_has_rank_zero) {
    const double matrix[N * N] = {0};
    storage it;
    cr_assert(find(&it, matrix, 1e-3).rank == 0);
}

NNT_TEST(pivoted_factor, ends_at_the_tolerance_and_begins_with_the_largest) {
    const double diagonal[N] = {1, 1e-6, 100, 0.2, 10, 1e-3};
    double matrix[N * N] = {0};
    storage it;
    for (size_t i = 0; i < N; i++) {
        matrix[i * N + i] = diagonal[i];
    }
    const nnt_pivoted_factor factor = find(&it, matrix, 1e-3);
    cr_assert(factor.rank == 4);
    cr_assert(factor.order[0] == 2 && factor.order[1] == 4);
    cr_assert(factor.order[2] == 0 && factor.order[3] == 3);
}
