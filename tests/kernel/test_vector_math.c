/* Accuracy of the elementary functions against long double, their special values, and
 * that vector code for the build's instruction set gives the bits of plain code. */
#include "kernel/kernel_test.h"
#include "kernel/vector_math.h"
#include "support/nnt_test.h"
#include <math.h>

#if NNT_VECTOR_BYTES == 64
#define TEST_TARGET __attribute__((noinline, target("avx512f,avx512dq,avx512bw,avx512vl,fma")))
#elif NNT_VECTOR_BYTES == 32
#define TEST_TARGET __attribute__((noinline, target("avx2,fma")))
#else
#define TEST_TARGET __attribute__((noinline))
#endif

#if NNT_REAL_BITS == 32
enum { MANTISSA = 24, SMALLEST_EXPONENT = -149 };
#define EXP_LOWEST -104.5
#define EXP_HIGHEST 89.0
#define ERFC_HIGHEST 10.2
#define ANGLE_HIGHEST 1e6
#else
enum { MANTISSA = 53, SMALLEST_EXPONENT = -1074 };
#define EXP_LOWEST -746.0
#define EXP_HIGHEST 710.0
#define ERFC_HIGHEST 27.3
#define ANGLE_HIGHEST 1e9
#endif

static long double sigmoidl(long double x) {
    return x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x));
}

/* name, definition, largest error allowed in units in the last place (ours, the
 * promise of vector_math.h), and the range to test. */
#define TEST_FUNCTIONS(X)                                                                          \
    X(exp, expl, 2, EXP_LOWEST, EXP_HIGHEST)                                                       \
    X(expm1, expm1l, 2, -50.0, EXP_HIGHEST)                                                        \
    X(log, logl, 2, 0.0, 1e5)                                                                      \
    X(log1p, log1pl, 2, -1.0, 1e5)                                                                 \
    X(tanh, tanhl, 2, -25.0, 25.0)                                                                 \
    X(sigmoid, sigmoidl, 2, EXP_LOWEST, EXP_HIGHEST)                                               \
    X(erf, erfl, 2, -7.0, 7.0)                                                                     \
    X(erfc, erfcl, 2, -7.0, ERFC_HIGHEST)                                                          \
    X(sin, sinl, 2, -ANGLE_HIGHEST, ANGLE_HIGHEST)                                                 \
    X(cos, cosl, 2, -ANGLE_HIGHEST, ANGLE_HIGHEST)

/* |got - want| in units of the last place of want, as a number of this precision. */
static double measure_error(real got, long double want) {
    if (isnan(want) || isnan(got)) {
        return isnan(want) && isnan(got) ? 0 : (double)INFINITY;
    }
    long double overflow = ldexpl(2 - ldexpl(1, -MANTISSA), NNT_REAL_BITS == 32 ? 127 : 1023);
    if (isinf(got) || fabsl(want) >= overflow) {
        bool is_overflow = isinf(got) && fabsl(want) >= overflow * (1 - ldexpl(1, 1 - MANTISSA));
        return is_overflow && (got < 0) == (want < 0) ? 0 : (double)INFINITY;
    }
    int exponent;
    frexpl(want, &exponent);
    exponent = exponent - MANTISSA > SMALLEST_EXPONENT ? exponent - MANTISSA : SMALLEST_EXPONENT;
    return (double)fabsl(((long double)got - want) / ldexpl(1, exponent));
}

enum { N_NUMBERS = 4096 };

typedef void array_function(const real *x, real *y);

static void check_accuracy(array_function *function,
                           long double (*definition)(long double),
                           double limit,
                           const real *x) {
    static real y[N_NUMBERS];
    function(x, y);
    for (size_t i = 0; i < N_NUMBERS; i++) {
        double error = measure_error(y[i], definition((long double)x[i]));
        cr_assert(error < limit, "f(%a) = %a is off by %g units", (double)x[i], (double)y[i],
                  error);
    }
}

/* Evenly over the range; and near 0, where relative accuracy is hard. */
static void fill_evenly(test_random *random, double lowest, double highest, real *x) {
    for (size_t i = 0; i < N_NUMBERS; i++) {
        x[i] = (real)test_random_between(random, lowest, highest);
    }
}

/* Evenly in the exponent, from subnormal numbers to the ends of the range. */
static void fill_magnitudes(test_random *random, double lowest, double highest, real *x) {
    for (size_t i = 0; i < N_NUMBERS; i++) {
        double end = i % 2 == 0 ? highest : lowest;
        double exponent = test_random_between(random, SMALLEST_EXPONENT, log2(fabs(end) + 1e-9));
        x[i] = (real)copysign(exp2(exponent), end);
    }
}

#define TEST_ONE_ACCURACY(name, definition, limit, lowest, highest)                                \
    static TEST_TARGET void run_##name(const real *x, real *y) {                                   \
        for (size_t i = 0; i < N_NUMBERS; i++) {                                                   \
            y[i] = nnt_math_##name(x[i]);                                                          \
        }                                                                                          \
    }                                                                                              \
    NNT_TEST(vector_math_accuracy, name) {                                                         \
        static real x[N_NUMBERS];                                                                  \
        test_random random = {5};                                                                  \
        test_skip_without_isa();                                                                   \
        for (int round = 0; round < 2; round++) {                                                  \
            fill_evenly(&random, lowest, highest, x);                                              \
            check_accuracy(run_##name, definition, limit, x);                                      \
            fill_evenly(&random, fmax(lowest, -2), fmin(highest, 2), x);                           \
            check_accuracy(run_##name, definition, limit, x);                                      \
            fill_magnitudes(&random, lowest, highest, x);                                          \
            check_accuracy(run_##name, definition, limit, x);                                      \
        }                                                                                          \
    }
TEST_FUNCTIONS(TEST_ONE_ACCURACY)

/* Any pattern of bits: mostly huge and tiny numbers, now and then NaN. */
static void fill_patterns(test_random *random, real *x) {
    for (size_t i = 0; i < N_NUMBERS; i++) {
        real_bits bits = (real_bits)test_random_next(random);
        memcpy(&x[i], &bits, sizeof bits);
    }
}

#define TEST_ONE_BITS(name, definition, limit, lowest, highest)                                    \
    static __attribute__((noinline)) void run_plain_##name(const real *x, real *y) {               \
        for (size_t i = 0; i < N_NUMBERS; i++) {                                                   \
            y[i] = nnt_math_##name(x[i]);                                                          \
        }                                                                                          \
    }                                                                                              \
    NNT_TEST(vector_math_bits, name) {                                                             \
        static real x[N_NUMBERS], y[N_NUMBERS], plain[N_NUMBERS];                                  \
        test_random random = {6};                                                                  \
        test_skip_without_isa();                                                                   \
        for (int round = 0; round < 4; round++) {                                                  \
            if (round % 2 == 0) {                                                                  \
                fill_patterns(&random, x);                                                         \
            } else {                                                                               \
                fill_evenly(&random, lowest, highest, x);                                          \
            }                                                                                      \
            run_##name(x, y);                                                                      \
            run_plain_##name(x, plain);                                                            \
            size_t i = test_find_difference(N_NUMBERS, y, plain);                                  \
            cr_assert(i == N_NUMBERS, #name "(%a) differs from plain code", (double)x[i]);         \
        }                                                                                          \
    }
TEST_FUNCTIONS(TEST_ONE_BITS)

/* The hardest arguments of sin and cos: next to multiples of pi/2. */
NNT_TEST(vector_math_accuracy, next_to_multiples_of_half_pi) {
    for (long multiple = -6000; multiple <= 6000; multiple++) {
        real x = (real)((double)multiple * 1.5707963267948966);
        cr_assert(measure_error(nnt_math_sin(x), sinl((long double)x)) < 1);
        cr_assert(measure_error(nnt_math_cos(x), cosl((long double)x)) < 1);
    }
}

/* y is `want` with the same sign of zero. */
#define TEST_VALUE(expression, want)                                                               \
    do {                                                                                           \
        real got_ = (expression);                                                                  \
        cr_assert(test_is_same(got_, (real)(want)), #expression " is %a", (double)got_);           \
    } while (0)

NNT_TEST(vector_math, not_a_number_stays) {
#define TEST_NAN(name, ...) TEST_VALUE(nnt_math_##name((real)NAN), NAN);
    TEST_FUNCTIONS(TEST_NAN)
}

NNT_TEST(vector_math, zeros) {
    TEST_VALUE(nnt_math_exp(0), 1);
    TEST_VALUE(nnt_math_exp(-0.0F), 1);
    TEST_VALUE(nnt_math_log(0), -INFINITY);
    TEST_VALUE(nnt_math_log(-0.0F), -INFINITY);
    TEST_VALUE(nnt_math_log(1), 0);
    TEST_VALUE(nnt_math_sigmoid(0), 0.5F);
    TEST_VALUE(nnt_math_erfc(0), 1);
    TEST_VALUE(nnt_math_cos(-0.0F), 1);
#define TEST_ODD_ZERO(name)                                                                        \
    TEST_VALUE(nnt_math_##name(0), 0);                                                             \
    TEST_VALUE(nnt_math_##name(-0.0F), -0.0F)
    TEST_ODD_ZERO(expm1);
    TEST_ODD_ZERO(log1p);
    TEST_ODD_ZERO(tanh);
    TEST_ODD_ZERO(erf);
    TEST_ODD_ZERO(sin);
}

NNT_TEST(vector_math, infinities) {
    const real infinity = (real)INFINITY;
    TEST_VALUE(nnt_math_exp(infinity), INFINITY);
    TEST_VALUE(nnt_math_exp(-infinity), 0);
    TEST_VALUE(nnt_math_expm1(infinity), INFINITY);
    TEST_VALUE(nnt_math_expm1(-infinity), -1);
    TEST_VALUE(nnt_math_log(infinity), INFINITY);
    TEST_VALUE(nnt_math_log1p(infinity), INFINITY);
    TEST_VALUE(nnt_math_tanh(infinity), 1);
    TEST_VALUE(nnt_math_tanh(-infinity), -1);
    TEST_VALUE(nnt_math_sigmoid(infinity), 1);
    TEST_VALUE(nnt_math_sigmoid(-infinity), 0);
    TEST_VALUE(nnt_math_erf(infinity), 1);
    TEST_VALUE(nnt_math_erf(-infinity), -1);
    TEST_VALUE(nnt_math_erfc(infinity), 0);
    TEST_VALUE(nnt_math_erfc(-infinity), 2);
}

NNT_TEST(vector_math, outside_the_domain) {
    const real infinity = (real)INFINITY;
    TEST_VALUE(nnt_math_log(-TEST_SMALLEST), NAN);
    TEST_VALUE(nnt_math_log(-infinity), NAN);
    TEST_VALUE(nnt_math_log1p(-1), -INFINITY);
    TEST_VALUE(nnt_math_log1p((real)-1.0001), NAN);
    TEST_VALUE(nnt_math_log1p(-infinity), NAN);
    TEST_VALUE(nnt_math_sin(infinity), NAN);
    TEST_VALUE(nnt_math_cos(-infinity), NAN);
    TEST_VALUE(nnt_math_sin((real)(1.001 * ANGLE_HIGHEST)), NAN);
    TEST_VALUE(nnt_math_cos((real)(-1.001 * ANGLE_HIGHEST)), NAN);
}

NNT_TEST(vector_math, ends_of_the_range) {
    TEST_VALUE(nnt_math_exp((real)EXP_HIGHEST), INFINITY);
    TEST_VALUE(nnt_math_exp((real)EXP_LOWEST), 0);
    TEST_VALUE(nnt_math_exp(TEST_LARGEST), INFINITY);
    TEST_VALUE(nnt_math_exp(-TEST_LARGEST), 0);
    TEST_VALUE(nnt_math_tanh(TEST_LARGEST), 1);
    TEST_VALUE(nnt_math_tanh(TEST_SMALLEST), TEST_SMALLEST);
    TEST_VALUE(nnt_math_tanh((real)1e-30), (real)1e-30);
    TEST_VALUE(nnt_math_erfc(TEST_LARGEST), 0);
    /* exp(-100) = 3.72e-44 is subnormal in float, 27 * 2^-149 when rounded. */
#if NNT_REAL_BITS == 32
    TEST_VALUE(nnt_math_exp(-100), 27 * TEST_SMALLEST);
    TEST_VALUE(nnt_math_sigmoid(-100), 27 * TEST_SMALLEST);
#endif
}

/* The functions in double are there in builds of float as well. */
NNT_TEST(vector_math, double_in_every_build) {
    cr_assert(fabs(nnt_math_exp_f64(1) - 2.718281828459045) < 1e-15);
    cr_assert(fabs(nnt_math_log_f64(10) - 2.302585092994046) < 1e-15);
}
