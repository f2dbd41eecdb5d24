/* Expectations of an activation over normal pre-activations. */
#ifndef NNT_THEORY_MOMENTS_H
#define NNT_THEORY_MOMENTS_H

#include "theory/gauss_rule.h"
#include "theory/theory.h"

enum { NNT_HERMITE_TERMS = 64 };

/* Of a = f(z) and f' = f'(z), z ~ N(mean, variance). Relative moments are those of a
 * variable divided by its rms: 1 if it is constant. */
typedef struct nnt_theory_moments {
    double square;       /* E a^2 */
    double slope_square; /* E f'^2 */
    double fourth;       /* E a^4 / (E a^2)^2 */
    double slope_fourth; /* E f'^4 / (E f'^2)^2 */
    double mixed;        /* E a^2 f'^2 / (E a^2 E f'^2) */
    double growth;       /* d ln E a^2 / d ln variance */
    double slope_growth; /* d ln E f'^2 / d ln variance */
    double hermite_rest; /* E a^2 less the squares of the coefficients */
} nnt_theory_moments;

/* Working storage of one evaluation. */
typedef struct nnt_theory_scratch {
    nnt_gauss_rule rule;
    double a[NNT_GAUSS_MOST_NODES];
    double slope[NNT_GAUSS_MOST_NODES];
} nnt_theory_scratch;

/* coefficients[k], NNT_HERMITE_TERMS of them, belong to the normalised Hermite
 * polynomials: E[f(z) f(z')] = sum over k of c_k c'_k rho^k (Mehler). NULL: not
 * asked for, hermite_rest is then 0. */
void nnt_theory_moments_find(const nnt_theory_function *function,
                             double mean,
                             double variance,
                             nnt_theory_scratch *scratch,
                             nnt_theory_moments *moments,
                             double *coefficients);

#endif
