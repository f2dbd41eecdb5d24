/* Values and slopes of the curved activations against long double arithmetic, over
 * all inputs down to results that vanish. Errors are counted in units in the last
 * place (ulp) of the expected result. A slope that is a sum of terms of opposite
 * sign crosses zero, so there the ulp of its largest term counts. */
#include "nn/activation.h"
#include "support/nnt_test.h"
#include <float.h>
#include <math.h>

#if NNT_REAL_BITS == 32
enum { DIGITS = FLT_MANT_DIG, LOWEST_EXPONENT = FLT_MIN_EXP + 12 };
static const double FARTHEST = 110;
#else
enum { DIGITS = DBL_MANT_DIG, LOWEST_EXPONENT = DBL_MIN_EXP + 12 };
static const double FARTHEST = 760;
#endif

typedef struct expected {
    long double value;
    long double slope;
    long double largest_term; /* of the slope */
} expected;

static expected plain(long double value, long double slope) {
    return (expected){value, slope, fabsl(slope)};
}

/* f = z g(z) has the slope g + z g'. */
static expected gated(long double z, long double gate, long double gate_slope) {
    const long double slope = gate + z * gate_slope;
    return (expected){z * gate, slope,
                      fmaxl(fabsl(slope), fmaxl(fabsl(gate), fabsl(z * gate_slope)))};
}

static long double logistic(long double z) {
    return z < 0 ? expl(z) / (1 + expl(z)) : 1 / (1 + expl(-z));
}

static long double logistic_slope(long double z) {
    return logistic(z) * logistic(-z);
}

static expected elu(long double z) {
    return z > 0 ? plain(z, 1) : plain(expm1l(z), expl(z));
}

static expected selu(long double z) {
    const long double scale = 1.0507009873554804934193349852946L;
    const long double alpha = 1.6732632423543772848170429916717L;
    return z > 0 ? plain(scale * z, scale)
                 : plain(scale * alpha * expm1l(z), scale * alpha * expl(z));
}

/* The normal density and distribution. */
static expected gelu(long double z) {
    const long double density = expl(-z * z / 2) * 0.3989422804014326779399460599343819L;
    return gated(z, erfcl(-z * 0.7071067811865475244008443621048490L) / 2, density);
}

static expected gelu_tanh(long double z) {
    const long double root = 0.7978845608028653558798921198687637L;
    const long double u = 2 * root * (z + 0.044715L * z * z * z);
    return gated(z, logistic(u), logistic_slope(u) * 2 * root * (1 + 3 * 0.044715L * z * z));
}

static expected silu(long double z) {
    return gated(z, logistic(z), logistic_slope(z));
}

/* tanh' = 1 / cosh^2, and softplus' is the logistic function. */
static expected mish(long double z) {
    const long double softplus = z > 0 ? z + log1pl(expl(-z)) : log1pl(expl(z));
    const long double cosh_softplus = coshl(softplus);
    return gated(z, tanhl(softplus), logistic(z) / (cosh_softplus * cosh_softplus));
}

static expected softsign(long double z) {
    return plain(z / (1 + fabsl(z)), 1 / ((1 + fabsl(z)) * (1 + fabsl(z))));
}

static expected hard_swish(long double z) {
    return z <= -3 ? plain(0, 0) : z >= 3 ? plain(z, 1) : gated(z, (z + 3) / 6, 1 / 6.0L);
}

static expected sine(long double z) {
    return plain(sinl(z), cosl(z));
}

static expected gaussian(long double z) {
    return plain(expl(-z * z), -2 * z * expl(-z * z));
}

/* |found - expected| in ulp of `size`. Below 4096 times the smallest normal number,
 * where factors of the result are no longer normal, the unit stays the same. */
static double count_ulp(real found, long double exact, long double size) {
    int exponent;
    frexpl(fmaxl(size, ldexpl(1, LOWEST_EXPONENT)), &exponent);
    return (double)ldexpl(fabsl((long double)found - exact), DIGITS - exponent);
}

/* The largest errors so far, in ulp, and where. */
typedef struct error_record {
    double value, slope;
    double value_at, slope_at;
} error_record;

static void measure(const nnt_activation *it,
                    expected (*definition)(long double),
                    double z,
                    error_record *worst) {
    real option[NNT_MAX_OPTIONS] = {1}; /* alpha or omega, where there is one */
    const real in = (real)z, one = 1;
    real value = 0, slope = 0;
    it->forward(1, option, &in, &value);
    it->backward(1, option, &in, &value, &one, &slope);
    const expected exact = definition((long double)in);
    const double value_error = count_ulp(value, exact.value, fabsl(exact.value));
    const double slope_error = count_ulp(slope, exact.slope, exact.largest_term);
    if (!(value_error <= worst->value)) {
        worst->value = value_error;
        worst->value_at = z;
    }
    if (!(slope_error <= worst->slope)) {
        worst->slope = slope_error;
        worst->slope_at = z;
    }
}

/* Dense between -8 and 8, then on to where the last tail is gone. */
static void check(const char *name,
                  expected (*definition)(long double),
                  double value_limit,
                  double slope_limit) {
    const nnt_activation *it = nnt_activation_find(name);
    error_record worst = {0};
    cr_assert(it != NULL);
    for (double z = -8; z <= 8; z += 0.0013) {
        measure(it, definition, z, &worst);
    }
    for (double z = 8; z <= FARTHEST; z += FARTHEST / 4096) {
        measure(it, definition, z, &worst);
        measure(it, definition, -z, &worst);
    }
    for (double z = 1; z > 1e-30; z /= 1.7) {
        measure(it, definition, z, &worst);
        measure(it, definition, -z, &worst);
    }
    cr_assert(worst.value <= value_limit, "%s: %.2f ulp at %.17g", name, worst.value,
              worst.value_at);
    cr_assert(worst.slope <= slope_limit, "%s': %.2f ulp at %.17g", name, worst.slope,
              worst.slope_at);
}

/* Limits in ulp, a little above the largest errors seen with a grid ten times as
 * dense, in float and double. gelu and its slope owe most of theirs to erfc (3.9). */
NNT_TEST(activation_accuracy, elu_family) {
    check("elu", elu, 1.2, 1.1);
    check("celu", elu, 1.2, 1.1);
    check("selu", selu, 2.5, 1.9);
}

NNT_TEST(activation_accuracy, gelu_and_its_approximation) {
    check("gelu", gelu, 4.4, 5.2);
    check("gelu_tanh", gelu_tanh, 3.1, 4.3);
}

NNT_TEST(activation_accuracy, silu_and_mish) {
    check("silu", silu, 2.4, 2.8);
    check("mish", mish, 4.2, 5.6);
}

NNT_TEST(activation_accuracy, without_exponentials) {
    check("softsign", softsign, 1.5, 3.6);
    check("hard_swish", hard_swish, 2, 1.1);
}

NNT_TEST(activation_accuracy, sine_and_gaussian) {
    check("sine", sine, 0.8, 0.8);
    check("gaussian", gaussian, 2.2, 3);
}
