/* Cholesky factor with pivoting, of matrices that may be singular. */
#ifndef NNT_THEORY_PIVOTED_FACTOR_H
#define NNT_THEORY_PIVOTED_FACTOR_H

#include <stddef.h>

/* Storage is the caller's. Row i of the factor belongs to row order[i]. */
typedef struct nnt_pivoted_factor {
    size_t n, rank;
    double *rows;      /* (n, n), the first `rank` columns are set, lower triangular */
    size_t *order;     /* (n) */
    double *variances; /* (n) what is left on the diagonal */
} nnt_pivoted_factor;

/* covariance (n, n), positive semidefinite; n is set. Rows are ordered so that the
 * one about which the earlier ones tell least comes next; the factor ends when what
 * is left is at most `tolerance` of the largest variance on every row. */
void nnt_pivoted_factor_find(nnt_pivoted_factor *factor,
                             const double *covariance,
                             double tolerance);

#endif
