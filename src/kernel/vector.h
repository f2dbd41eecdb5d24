/* Reductions and updates over long vectors. Sums are taken in double, in eight
 * lanes (element i goes to lane i mod 8) that are then added as
 * ((0+4)+(2+6)) + ((1+5)+(3+7)): one order for every vector width. */
#ifndef NNT_KERNEL_VECTOR_H
#define NNT_KERNEL_VECTOR_H

#include "kernel/real.h"
#include <stdbool.h>

#define nnt_vector_sum NNT_CORE(nnt_vector_sum)
#define nnt_vector_sum_squares NNT_CORE(nnt_vector_sum_squares)
#define nnt_vector_dot NNT_CORE(nnt_vector_dot)
#define nnt_vector_scale NNT_CORE(nnt_vector_scale)
#define nnt_vector_all_finite NNT_CORE(nnt_vector_all_finite)
#define nnt_vector_find_not_finite NNT_CORE(nnt_vector_find_not_finite)

double nnt_vector_sum(size_t n, const real *x);
/* Products are rounded to double (exact where `real` is float), then added. */
double nnt_vector_sum_squares(size_t n, const real *x);
double nnt_vector_dot(size_t n, const real *x, const real *y);
void nnt_vector_scale(size_t n, real factor, real *x);
bool nnt_vector_all_finite(size_t n, const real *x);
/* Index of the first element that is NaN or infinite; n when there is none. */
size_t nnt_vector_find_not_finite(size_t n, const real *x);

#endif
