/* Elementary functions for loops over arrays: branch-free and without calls, so
 * that the compiler turns `for (i …) y[i] = nnt_math_tanh(x[i]);` into vector code.
 *
 * nnt_math_<name> works in `real`; nnt_math_<name>_f64 is there in every build, for
 * sums that are kept in double. The same bits in every build and on every machine,
 * except which NaN a NaN is. Infinities, zeros of either sign and subnormal numbers
 * as in C17 Annex F. Error in units in the last place, the largest seen in some
 * millions of random arguments over the whole range (the tests assert less than 2):
 *
 *              float  double
 *     exp       1.0    1.0    subnormal results included
 *     expm1     1.2    1.2
 *     log       0.9    0.9    subnormal arguments included
 *     log1p     0.9    0.9
 *     tanh      1.6    1.6
 *     sigmoid   1.5    1.5    also for very negative x, where it is about exp(x)
 *     erf       1.0    1.0
 *     erfc      1.1    1.2    also for large x, where it is tiny
 *     sin cos   0.8    0.8    for |x| <= 1e6 (float), 1e9 (double); NaN beyond */
#ifndef NNT_KERNEL_VECTOR_MATH_H
#define NNT_KERNEL_VECTOR_MATH_H

#include "kernel/real.h"

/* The longest ones would end up as calls, which no loop over arrays can have. */
#define NNT_MATH_INLINE static inline __attribute__((always_inline))

#include "kernel/vector_math_f64.h"

#if NNT_REAL_BITS == 32
#include "kernel/vector_math_f32.h"
#define NNT_MATH_REAL(name) nnt_math_##name##_f32
#else
#define NNT_MATH_REAL(name) nnt_math_##name##_f64
#endif

#define nnt_math_exp NNT_MATH_REAL(exp)
#define nnt_math_expm1 NNT_MATH_REAL(expm1)
#define nnt_math_log NNT_MATH_REAL(log)
#define nnt_math_log1p NNT_MATH_REAL(log1p)
#define nnt_math_log1p_of_part NNT_MATH_REAL(log1p_of_part) /* for 0 <= x <= 1, in half the time */
#define nnt_math_tanh NNT_MATH_REAL(tanh)
#define nnt_math_sigmoid NNT_MATH_REAL(sigmoid) /* 1 / (1 + exp(-x)) */
#define nnt_math_erf NNT_MATH_REAL(erf)
#define nnt_math_erfc NNT_MATH_REAL(erfc)
#define nnt_math_sin NNT_MATH_REAL(sin)
#define nnt_math_cos NNT_MATH_REAL(cos)

/* In two parts whose sum errs by some 0.2 units in the last place of the first, for
 * what is rounded only once at its end; and arithmetic with such pairs. */
#define nnt_math_pair NNT_MATH_REAL(pair)
#define nnt_math_exp_pair NNT_MATH_REAL(exp_pair)     /* exp(x + low) for x <= 0 */
#define nnt_math_expm1_pair NNT_MATH_REAL(expm1_pair) /* of x <= 0 */
#define nnt_math_erfc_pair NNT_MATH_REAL(erfc_pair)   /* erfc(x + low) */
#define nnt_math_add_smaller NNT_MATH_REAL(add_smaller)
#define nnt_math_add_exactly NNT_MATH_REAL(add_exactly)
#define nnt_math_multiply_exactly NNT_MATH_REAL(multiply_exactly)
#define nnt_math_add_pairs NNT_MATH_REAL(add_pairs)
#define nnt_math_multiply_pairs NNT_MATH_REAL(multiply_pairs)
#define nnt_math_divide_pairs NNT_MATH_REAL(divide_pairs)

/* exp(x) for x <= 0 in factors, and what is made of it: the value of a function, with the
 * same bits as above, and its slope, within 1.5 units in the last place wherever that is. */
#define nnt_math_small_exp NNT_MATH_REAL(small_exp)
#define nnt_math_exp_of_negative NNT_MATH_REAL(exp_of_negative)
#define nnt_math_value_of_exp NNT_MATH_REAL(value_of_exp)
#define nnt_math_negative NNT_MATH_REAL(negative) /* -|x| */
#define nnt_math_sloped NNT_MATH_REAL(sloped)
#define nnt_math_tanh_from_exp NNT_MATH_REAL(tanh_from_exp)       /* of exp(-2 |x|) */
#define nnt_math_sigmoid_from_exp NNT_MATH_REAL(sigmoid_from_exp) /* of exp(-|x|) */

#endif
