/* exp, log, sin, cos in double from basic arithmetic only, so that generated
 * data and random draws have the same bits on every machine; libm's last bit
 * differs between versions and processors. Error below 1 ulp over the ranges
 * below; special values as in C17 Annex F. */
#ifndef NNT_BASE_EXACT_MATH_H
#define NNT_BASE_EXACT_MATH_H

#include <stddef.h>
#include <stdint.h>

/* Up to this size of x, exp(x) is a normal number. */
#define NNT_EXACT_EXP_REACH 690

double nnt_exact_log(double x); /* all doubles */
double nnt_exact_exp(double x); /* all doubles */
/* x[i] becomes exp(x[i]), the same bits, for n numbers |x[i]| <= NNT_EXACT_EXP_REACH. */
void nnt_exact_exp_each(size_t n, double *x);
double nnt_exact_sin(double x); /* |x| <= 1e5; NaN beyond */
double nnt_exact_cos(double x);
/* By repeated squaring: a few ulp for moderate exponents. */
double nnt_exact_power(double base, uint64_t exponent);

#endif
