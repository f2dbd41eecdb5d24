/* The Gaussian error linear unit: z times the probability that a standard normal
 * number is below z. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* Beyond it the normal distribution is 0 or 1 to the last bit of a double. */
static const real FARTHEST = 40;
static const real HALF = (real)0.5;

/* sqrt(1/2) as a sum of two, 2 / sqrt(pi) and 1 / sqrt(2 pi). */
#define SQRT_HALF 0.70710678118654752440
static const real SQRT_HALF_HIGH = (real)SQRT_HALF;
#if NNT_REAL_BITS == 32
static const real SQRT_HALF_LOW = (real)(SQRT_HALF - (double)(real)SQRT_HALF);
#else
static const real SQRT_HALF_LOW = (real)-4.833646656726457e-17;
#endif
static const real TWO_OVER_SQRT_PI = (real)1.12837916709551257390;
static const real ONE_OVER_SQRT_TWO_PI = (real)0.39894228040143267794;

/* Twice the normal distribution function, erfc(-z / sqrt(2)). The argument rounds,
 * which erfc would multiply by its square; the slope of erfc puts it back. */
static inline real twice_probability(real z, real bell) {
    real argument = -z * SQRT_HALF_HIGH;
    real lost = nnt_fma(-z, SQRT_HALF_HIGH, -argument) - z * SQRT_HALF_LOW;
    return nnt_math_erfc(argument) - TWO_OVER_SQRT_PI * bell * lost;
}

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real bounded = nnt_bound(z[i], FARTHEST);
        a[i] = z[i] / 2 * twice_probability(bounded, nnt_bell(bounded, HALF));
    }
}

/* f' is largest at z = sqrt(2). */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real bounded = nnt_bound(z[i], FARTHEST);
        real bell = nnt_bell(bounded, HALF);
        real probability = twice_probability(bounded, bell) / 2;
        real density = ONE_OVER_SQRT_TWO_PI * bell;
        grad_z[i] = grad_a[i] * (probability + bounded * density);
    }
}

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
};
