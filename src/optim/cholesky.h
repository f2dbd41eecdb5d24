/* Linear systems with a positive definite matrix. */
#ifndef NNT_OPTIM_CHOLESKY_H
#define NNT_OPTIM_CHOLESKY_H

#include "kernel/real.h"
#include <stdbool.h>

#define nnt_cholesky_factor NNT_CORE(nnt_cholesky_factor)
#define nnt_cholesky_solve NNT_CORE(nnt_cholesky_solve)

/* A = U^T U in place, from and into the upper triangle of a (n, n). False when A is not
 * positive definite as rounded. */
bool nnt_cholesky_factor(size_t n, double *a);

/* Solves U^T U x = b; b (n) becomes x. */
void nnt_cholesky_solve(size_t n, const double *u, double *b);

#endif
