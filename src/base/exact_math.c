/* exp, log, sin, cos from basic arithmetic: exact reductions to a short interval,
 * and there the Taylor series, whose coefficients need no table. Sums begin with
 * the small terms; the leading ones are added with their rounding error carried
 * along, which keeps the error near half an ulp. Constants are cut from ln 2 and
 * pi/2 so that products with the reduction's whole numbers are exact. */
#include "base/exact_math.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const double ln2_high = 0x1.62e42fefap-1; /* 37 bits */
static const double ln2_low = 0x1.cf79abc9e3b3ap-40;
static const double one_over_ln2 = 0x1.71547652b82fep+0;
static const double sqrt_half = 0x1.6a09e667f3bcdp-1;
static const double two_over_pi = 0x1.45f306dc9c883p-1;
static const double half_pi[4] = {
    0x1.921fb544p+0, /* 33 bits, as the next two */
    0x1.0b4611a6p-34,
    0x1.3198a2ep-69,
    0x1.b839a252049c1p-104,
};

/* A number as high + low, |low| at most half an ulp of high. */
typedef struct sum {
    double high, low;
} sum;

/* coefficients[0] + x * (coefficients[1] + x * …) */
static inline double evaluate(const double *coefficients, size_t n, double x) {
    double value = coefficients[n - 1];
    for (size_t i = n - 1; i > 0; i--) {
        value = value * x + coefficients[i - 1];
    }
    return value;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

double nnt_exact_log(double x) {
    /* 2 atanh(s) = 2 s + s R(s^2); R is 2/3 s^2 + 2/5 s^4 + … */
    static const double series[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11, 2.0 / 13,
                                    2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23};
    if (isnan(x) || x < 0) {
        return (double)NAN;
    }
    if (x == 0 || isinf(x)) {
        return x == 0 ? (double)-INFINITY : x;
    }
    /* x = 2^exponent (1 + f) with 1 + f in sqrt(1/2) … sqrt(2), s = f / (2 + f):
     * log(1 + f) = 2 atanh(s), and 2 s = f - f^2/2 + s f^2/2 because s (2 + f) = f.
     * So f, which is exact, leads the sum. */
    int exponent = 0;
    double fraction = frexp(x, &exponent);
    if (fraction < sqrt_half) {
        fraction *= 2;
        exponent--;
    }
    const double f = fraction - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    const double half_square = 0.5 * f * f;
    const double rest = s * (half_square + z * evaluate(series, COUNT(series), z));
    const double low = rest + exponent * ln2_low;
    return exponent * ln2_high - ((half_square - low) - f);
}

/* a + b with the rounding error; needs |a| >= |b| or a == 0. */
static inline sum add_smaller(double a, double b) {
    const double high = a + b;
    return (sum){high, b - (high - a)};
}

/* a + b with the rounding error, whatever their sizes (Knuth). */
static inline sum add(double a, double b) {
    const double high = a + b;
    const double b_part = high - a;
    return (sum){high, (a - (high - b_part)) + (b - b_part)};
}

/* floor(x) for |x| < 2^31, where that needs no call. */
static inline double round_down(double x) {
    const double towards_zero = (double)(int)x;
    return towards_zero > x ? towards_zero - 1 : towards_zero;
}

/* exp(x) = value 2^n with value near 1, |x| below some thousands. */
static inline double split_exp(double x, int *n) {
    /* 1/2!, 1/3!, …, 1/14! */
    static const double series[] = {
        1.0 / 2,         1.0 / 6,          1.0 / 24,         1.0 / 120,     1.0 / 720,
        1.0 / 5040,      1.0 / 40320,      1.0 / 362880,     1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200};
    const double whole = round_down(x * one_over_ln2 + 0.5);
    const sum r = add(x - whole * ln2_high, -whole * ln2_low);
    const double tail = r.high * r.high * evaluate(series, COUNT(series), r.high);
    const sum leading = add_smaller(1, r.high);
    *n = (int)whole;
    return leading.high + (leading.low + (tail + (r.low + r.low * r.high)));
}

/* For results that are normal numbers, without a branch: a product that is exact. */
static inline double exp_between(double x) {
    int n = 0;
    const double value = split_exp(x, &n);
    const uint64_t bits = (uint64_t)(uint32_t)(n + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return value * power;
}

void nnt_exact_exp_each(size_t n, double *x) {
    for (size_t i = 0; i < n; i++) {
        x[i] = exp_between(x[i]);
    }
}

double nnt_exact_exp(double x) {
    if (fabs(x) <= NNT_EXACT_EXP_REACH) {
        return exp_between(x);
    }
    if (isnan(x)) {
        return x;
    }
    /* Beyond these the result is infinite or 0 in any case. */
    if (x > 710 || x < -746) {
        return x > 0 ? (double)INFINITY : 0;
    }
    int n = 0;
    const double value = split_exp(x, &n);
    return ldexp(value, n);
}

/* x - n pi/2 for the nearest n, and n mod 4 in *quadrant. |x| <= 1e5 keeps n below
 * 2^16, so its products with the parts of 33 bits are exact. */
static sum reduce(double x, unsigned *quadrant) {
    const double n = round_down(x * two_over_pi + 0.5);
    const sum second = add(x - n * half_pi[0], -n * half_pi[1]);
    const sum third = add(second.high, -n * half_pi[2]);
    *quadrant = (unsigned)((int)n & 3);
    return add(third.high, second.low + (third.low - n * half_pi[3]));
}

/* sin(x) for |x| <= pi/4 */
static double sin_near_zero(sum x) {
    /* -1/3!, 1/5!, …, 1/17! */
    static const double series[] = {
        -1.0 / 6,        1.0 / 120,        -1.0 / 5040,          1.0 / 362880,
        -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000};
    const double z = x.high * x.high;
    const double tail = x.high * z * evaluate(series, COUNT(series), z);
    return x.high + (tail + x.low * (1 - 0.5 * z));
}

/* cos(x) for |x| <= pi/4 */
static double cos_near_zero(sum x) {
    /* 1/4!, -1/6!, …, -1/18! */
    static const double series[] = {
        1.0 / 24,        -1.0 / 720,         1.0 / 40320,          -1.0 / 3628800,
        1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000, -1.0 / 6402373705728000};
    const double z = x.high * x.high;
    const double tail = z * z * evaluate(series, COUNT(series), z);
    const sum leading = add_smaller(1, -0.5 * z);
    return leading.high + (leading.low + (tail - x.high * x.low));
}

/* sin(x + turns pi/2) */
static double turned_sin(double x, unsigned turns) {
    if (!(fabs(x) <= 1e5)) {
        return (double)NAN;
    }
    unsigned quadrant = 0;
    const sum rest = reduce(x, &quadrant);
    quadrant += turns;
    const double value = quadrant & 1 ? cos_near_zero(rest) : sin_near_zero(rest);
    return quadrant & 2 ? -value : value;
}

double nnt_exact_sin(double x) {
    /* Here x is the nearest double to sin x, -0 included. */
    return fabs(x) < 0x1p-27 ? x : turned_sin(x, 0);
}

double nnt_exact_cos(double x) {
    return turned_sin(x, 1);
}

double nnt_exact_power(double base, uint64_t exponent) {
    double product = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            product *= base;
        }
        base *= base;
    }
    return product;
}
