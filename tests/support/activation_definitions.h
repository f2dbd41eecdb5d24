/* What the curved activations are, in long double, for measuring the errors of ours. */
#ifndef NNT_TESTS_SUPPORT_ACTIVATION_DEFINITIONS_H
#define NNT_TESTS_SUPPORT_ACTIVATION_DEFINITIONS_H

#include "kernel/real.h"
#include <float.h>
#include <math.h>

/* A slope that is a sum of terms of opposite sign crosses zero, where it loses digits
 * that its terms still have: the size of its largest term is told with it. */
typedef struct expected {
    long double value;
    long double slope;
    long double largest_term; /* of the slope */
} expected;

static inline expected plain(long double value, long double slope) {
    return (expected){value, slope, fabsl(slope)};
}

/* f = z g(z) has the slope g + z g'. */
static inline expected gated(long double z, long double gate, long double gate_slope) {
    const long double slope = gate + z * gate_slope;
    return (expected){z * gate, slope,
                      fmaxl(fabsl(slope), fmaxl(fabsl(gate), fabsl(z * gate_slope)))};
}

static inline long double logistic(long double z) {
    return z < 0 ? expl(z) / (1 + expl(z)) : 1 / (1 + expl(-z));
}

static inline long double logistic_slope(long double z) {
    return logistic(z) * logistic(-z);
}

static inline expected define_sigmoid(long double z) {
    return plain(logistic(z), logistic_slope(z));
}

/* tanh' = 4 e / (1 + e)^2, e = exp(-2 |z|). */
static inline expected define_tanh(long double z) {
    return plain(tanhl(z), 4 * logistic_slope(2 * z));
}

static inline expected define_softplus(long double z) {
    return plain(z > 0 ? z + log1pl(expl(-z)) : log1pl(expl(z)), logistic(z));
}

static inline expected define_elu(long double z) {
    return z > 0 ? plain(z, 1) : plain(expm1l(z), expl(z));
}

static inline expected define_selu(long double z) {
    const long double scale = 1.0507009873554804934193349852946L;
    const long double alpha = 1.6732632423543772848170429916717L;
    return z > 0 ? plain(scale * z, scale)
                 : plain(scale * alpha * expm1l(z), scale * alpha * expl(z));
}

/* The normal density and distribution. */
static inline expected define_gelu(long double z) {
    const long double density = expl(-z * z / 2) * 0.3989422804014326779399460599343819L;
    return gated(z, erfcl(-z * 0.7071067811865475244008443621048490L) / 2, density);
}

static inline expected define_gelu_tanh(long double z) {
    const long double root = 0.7978845608028653558798921198687637L;
    const long double u = 2 * root * (z + 0.044715L * z * z * z);
    return gated(z, logistic(u), logistic_slope(u) * 2 * root * (1 + 3 * 0.044715L * z * z));
}

static inline expected define_silu(long double z) {
    return gated(z, logistic(z), logistic_slope(z));
}

/* tanh' = 1 / cosh^2, and softplus' is the logistic function. */
static inline expected define_mish(long double z) {
    const long double softplus = define_softplus(z).value;
    const long double slope = 4 * logistic_slope(2 * softplus);
    return gated(z, tanhl(softplus), logistic(z) * slope);
}

static inline expected define_softsign(long double z) {
    return plain(z / (1 + fabsl(z)), 1 / ((1 + fabsl(z)) * (1 + fabsl(z))));
}

static inline expected define_hard_sigmoid(long double z) {
    return z <= -3 ? plain(0, 0) : z >= 3 ? plain(1, 0) : plain((z + 3) / 6, 1 / 6.0L);
}

static inline expected define_hard_swish(long double z) {
    return z <= -3 ? plain(0, 0) : z >= 3 ? plain(z, 1) : gated(z, (z + 3) / 6, 1 / 6.0L);
}

static inline expected define_sine(long double z) {
    return plain(sinl(z), cosl(z));
}

static inline expected define_gaussian(long double z) {
    return plain(expl(-z * z), -2 * z * expl(-z * z));
}

/* name, definition */
#define CURVED_ACTIVATIONS(X)                                                                      \
    X(sigmoid, define_sigmoid)                                                                     \
    X(tanh, define_tanh)                                                                           \
    X(softplus, define_softplus)                                                                   \
    X(elu, define_elu)                                                                             \
    X(celu, define_elu)                                                                            \
    X(selu, define_selu)                                                                           \
    X(gelu, define_gelu)                                                                           \
    X(gelu_tanh, define_gelu_tanh)                                                                 \
    X(silu, define_silu)                                                                           \
    X(mish, define_mish)                                                                           \
    X(softsign, define_softsign)                                                                   \
    X(hard_sigmoid, define_hard_sigmoid)                                                           \
    X(hard_swish, define_hard_swish)                                                               \
    X(sine, define_sine)                                                                           \
    X(gaussian, define_gaussian)

#if NNT_REAL_BITS == 32
enum { REAL_DIGITS = FLT_MANT_DIG, LOWEST_EXPONENT = FLT_MIN_EXP + 12 };
#else
enum { REAL_DIGITS = DBL_MANT_DIG, LOWEST_EXPONENT = DBL_MIN_EXP + 12 };
#endif

/* |found - exact| in units of the last place (ulp) of `size`. Below 4096 times the
 * smallest normal number, where factors of the result are no longer normal, the unit
 * stays the same. */
static inline double count_ulp(real found, long double exact, long double size) {
    const long double most =
        REAL_DIGITS == FLT_MANT_DIG ? (long double)FLT_MAX : (long double)DBL_MAX;
    int exponent;
    if (isinf(found) && fabsl(exact) > most) {
        return 0; /* no such number */
    }
    frexpl(fmaxl(size, ldexpl(1, LOWEST_EXPONENT)), &exponent);
    return (double)ldexpl(fabsl((long double)found - exact), REAL_DIGITS - exponent);
}

#endif
