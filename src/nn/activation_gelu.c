/* The Gaussian error linear unit: z times the probability that a standard normal
 * number is below z. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* Beyond it the normal distribution is 0 or 1 to the last bit of a double. */
static const real FARTHEST = 40;
static const real HALF = (real)0.5;

/* sqrt(1/2) as a sum of two. */
#define SQRT_HALF 0.70710678118654752440
static const real SQRT_HALF_HIGH = (real)SQRT_HALF;
#if NNT_REAL_BITS == 32
static const real SQRT_HALF_LOW = (real)(SQRT_HALF - (double)(real)SQRT_HALF);
#else
static const real SQRT_HALF_LOW = (real)-4.833646656726457e-17;
#endif
/* 1 / sqrt(2 pi), likewise. */
#define DENSITY 0.39894228040143267794
static const real DENSITY_HIGH = (real)DENSITY;
#if NNT_REAL_BITS == 32
static const real DENSITY_LOW = (real)(DENSITY - (double)(real)DENSITY);
#else
static const real DENSITY_LOW = (real)-2.4923272022777433e-17;
#endif

/* Twice the normal distribution function, erfc(-z / sqrt(2)). */
NNT_MATH_INLINE nnt_math_pair twice_probability(real z) {
    nnt_math_pair argument = nnt_math_multiply_exactly(-z, SQRT_HALF_HIGH);
    return nnt_math_erfc_pair(argument.high, nnt_fma(-z, SQRT_HALF_LOW, argument.low));
}

/* f' = Phi(z) + z phi(z), phi the density; largest at z = sqrt(2). */
NNT_MATH_INLINE nnt_math_sloped find(real z) {
    real bounded = nnt_bound(z, FARTHEST);
    nnt_math_pair twice = twice_probability(bounded);
    nnt_math_pair factor =
        nnt_math_multiply_pairs(nnt_pair(bounded, 0), nnt_pair(DENSITY_HIGH, DENSITY_LOW));
    nnt_math_pair change = nnt_math_multiply_pairs(nnt_bell(bounded, HALF), factor);
    nnt_math_pair slope = nnt_math_add_pairs(nnt_pair(twice.high / 2, twice.low / 2), change);
    nnt_math_sloped y = {nnt_multiply_by_pair(z / 2, twice), nnt_round_pair(slope)};
    return y;
}

#include "nn/activation_sloped.inc"

const nnt_activation NNT_CORE(nnt_activation_gelu) = {
    .row = {.name = "gelu",
            .summary = "z times the normal distribution function; a smooth relu with a dip",
            .formula = "f(z) = z Phi(z) = z / 2 (1 + erf(z / sqrt(2)))",
            .source = "Hendrycks and Gimpel 2016, Gaussian error linear units"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.1289041451851548,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
