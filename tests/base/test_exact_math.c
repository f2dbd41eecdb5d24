/* exp, log, sin, cos against the C library in long double: below one ulp. */
#include "base/exact_math.h"
#include "base/rng.h"
#include "support/nnt_test.h"
#include <float.h>
#include <math.h>
#include <string.h>

#if LDBL_MANT_DIG < 64
#error "these tests need a long double that is wider than double"
#endif

/* Distance to the next double of the size of `value`. */
static long double ulp_of(long double value) {
    int exponent = 0;
    frexpl(value, &exponent);
    const int lowest = -1074;
    return ldexpl(1, exponent - 53 < lowest ? lowest : exponent - 53);
}

static void expect_close(const char *name, double x, double found, long double expected) {
    if (fabsl(expected) > (long double)DBL_MAX && isinf(found)) {
        return;
    }
    const long double error = fabsl(found - expected) / ulp_of(expected);
    cr_assert(error < 1, "%s(%a) = %a is %Lg ulp off", name, x, found, error);
}

static double draw(nnt_rng *rng, double low, double high) {
    return low + (high - low) * nnt_rng_uniform(rng);
}

enum { N_POINTS = 30000 };

NNT_TEST(exact_math, exp_of_the_whole_range) {
    nnt_rng rng = nnt_rng_stream(1, "exp", 0);
    for (int i = 0; i < N_POINTS; i++) {
        const double x = i % 2 ? draw(&rng, -745.1, 709.7) : draw(&rng, -1, 1) * ldexp(1, -i % 64);
        expect_close("exp", x, nnt_exact_exp(x), expl(x));
    }
}

NNT_TEST(exact_math, exp_at_the_ends) {
    cr_assert(nnt_exact_exp(0) == 1 && nnt_exact_exp(-0.0) == 1);
    cr_assert(nnt_exact_exp(0x1p-60) == 1);
    cr_assert(nnt_exact_exp((double)INFINITY) == (double)INFINITY);
    cr_assert(nnt_exact_exp((double)-INFINITY) == 0);
    cr_assert(isnan(nnt_exact_exp((double)NAN)));
    cr_assert(isfinite(nnt_exact_exp(709.782712893383973)));
    cr_assert(isinf(nnt_exact_exp(709.782712893384087)));
    cr_assert(nnt_exact_exp(-745.13) == 0x1p-1074);
    cr_assert(nnt_exact_exp(-745.14) == 0);
    cr_assert(nnt_exact_exp(1e300) == (double)INFINITY && nnt_exact_exp(-1e300) == 0);
}

/* And of none behind them. */
NNT_TEST(exact_math, exp_of_many_is_that_of_each) {
    double x[N_POINTS];
    nnt_rng rng = nnt_rng_stream(2, "exp", 0);
    for (int i = 0; i < N_POINTS; i++) {
        x[i] = draw(&rng, -NNT_EXACT_EXP_REACH, NNT_EXACT_EXP_REACH);
    }
    x[0] = -NNT_EXACT_EXP_REACH;
    x[1] = NNT_EXACT_EXP_REACH;
    x[2] = 0;
    for (size_t n = 0; n < 8; n++) {
        double some[8];
        memcpy(some, x, sizeof some);
        nnt_exact_exp_each(n, some);
        for (size_t i = 0; i < 8; i++) {
            cr_assert(some[i] == (i < n ? nnt_exact_exp(x[i]) : x[i]), "%zu of %zu", i, n);
        }
    }
    double all[N_POINTS];
    memcpy(all, x, sizeof all);
    nnt_exact_exp_each(N_POINTS, all);
    for (int i = 0; i < N_POINTS; i++) {
        expect_close("exp", x[i], all[i], expl(x[i]));
        cr_assert(all[i] == nnt_exact_exp(x[i]));
    }
}

NNT_TEST(exact_math, log_of_all_sizes) {
    nnt_rng rng = nnt_rng_stream(1, "log", 0);
    for (int i = 0; i < N_POINTS; i++) {
        const uint64_t bits = nnt_rng_below(&rng, UINT64_C(0x7ff0000000000000));
        double x = 0;
        memcpy(&x, &bits, sizeof x);
        x = i % 2 ? x : 1 + draw(&rng, -0.5, 0.5) * ldexp(1, -(i % 50));
        expect_close("log", x, nnt_exact_log(x), logl(x));
    }
}

NNT_TEST(exact_math, log_at_the_ends) {
    cr_assert(nnt_exact_log(1) == 0 && !signbit(nnt_exact_log(1)));
    cr_assert(nnt_exact_log(0) == (double)-INFINITY);
    cr_assert(nnt_exact_log(-0.0) == (double)-INFINITY);
    cr_assert(isnan(nnt_exact_log(-1)));
    cr_assert(isnan(nnt_exact_log((double)-INFINITY)));
    cr_assert(isnan(nnt_exact_log((double)NAN)));
    cr_assert(nnt_exact_log((double)INFINITY) == (double)INFINITY);
    expect_close("log", 0x1p-1074, nnt_exact_log(0x1p-1074), logl(0x1p-1074));
}

static void expect_sine_and_cosine(double x) {
    expect_close("sin", x, nnt_exact_sin(x), sinl(x));
    expect_close("cos", x, nnt_exact_cos(x), cosl(x));
}

NNT_TEST(exact_math, sine_and_cosine) {
    nnt_rng rng = nnt_rng_stream(1, "sin", 0);
    for (int i = 0; i < N_POINTS; i++) {
        expect_sine_and_cosine(draw(&rng, -1e5, 1e5));
        expect_sine_and_cosine(draw(&rng, -4, 4) * ldexp(1, -(i % 40)));
    }
    expect_sine_and_cosine(1e5);
    expect_sine_and_cosine(-1e5);
}

/* Next to multiples of pi/2 nearly all digits of x cancel. */
NNT_TEST(exact_math, sine_and_cosine_near_their_zeros) {
    const long double half_pi = 1.57079632679489661923132169163975144L;
    for (int n = 1; n < 63661; n++) {
        expect_sine_and_cosine((double)(n * half_pi));
    }
}

NNT_TEST(exact_math, sine_and_cosine_at_the_ends) {
    cr_assert(nnt_exact_sin(0) == 0 && !signbit(nnt_exact_sin(0)));
    cr_assert(nnt_exact_sin(-0.0) == 0 && signbit(nnt_exact_sin(-0.0)));
    cr_assert(nnt_exact_cos(0) == 1);
    cr_assert(nnt_exact_sin(0x1p-1074) == 0x1p-1074);
    cr_assert(isnan(nnt_exact_sin(100000.1)) && isnan(nnt_exact_cos(-100000.1)));
    cr_assert(isnan(nnt_exact_sin((double)INFINITY)) && isnan(nnt_exact_cos((double)NAN)));
}
