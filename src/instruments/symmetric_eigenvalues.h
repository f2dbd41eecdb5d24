/* The eigenvalues of a symmetric matrix. */
#ifndef NNT_INSTRUMENTS_SYMMETRIC_EIGENVALUES_H
#define NNT_INSTRUMENTS_SYMMETRIC_EIGENVALUES_H

#include "kernel/real.h"
#include <stdbool.h>

#define nnt_symmetric_eigenvalues NNT_CORE(nnt_symmetric_eigenvalues)

/* Writes all of them, the largest first, each off by a few roundings of the largest |value|.
 * Some 4/3 n^3 multiplications.
 *   a (n, n)  both triangles, entries whose squares are doubles; is used up
 *   room (2 n)  values (n)
 * False when an entry is not finite. */
bool nnt_symmetric_eigenvalues(size_t n, double *a, double *room, double *values);

#endif
