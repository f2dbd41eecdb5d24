/* Printing numbers: known hard cases, round trips, and no digit too many. */
#include "base/number.h"
#include "base/rng.h"
#include "expect_text.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void expect_printed(double number, const char *expected) {
    char text[NNT_NUMBER_ROOM];
    const size_t length = nnt_number_print(number, text);
    EXPECT_TEXT(text, expected);
    cr_assert(length == strlen(expected));
}

static void expect_printed_float(float number, const char *expected) {
    char text[NNT_NUMBER_ROOM];
    const size_t length = nnt_number_print_float(number, text);
    EXPECT_TEXT(text, expected);
    cr_assert(length == strlen(expected));
}

NNT_TEST(number, everyday_numbers) {
    expect_printed(0, "0");
    expect_printed(-0.0, "-0");
    expect_printed(4, "4");
    expect_printed(-4, "-4");
    expect_printed(0.25, "0.25");
    expect_printed(0.1, "0.1");
    expect_printed(0.3, "0.3");
    expect_printed(0.1 + 0.2, "0.30000000000000004");
    expect_printed(-123.456, "-123.456");
    expect_printed(100, "100");
    expect_printed(2.0 / 3, "0.6666666666666666");
    expect_printed(3.141592653589793, "3.141592653589793");
}

/* The digits are those of Python's repr, the classic test cases of printing. */
NNT_TEST(number, hard_numbers) {
    expect_printed(5e-324, "5e-324");
    expect_printed(1e-323, "1e-323");
    expect_printed(2.2250738585072009e-308, "2.225073858507201e-308");
    expect_printed(2.2250738585072014e-308, "2.2250738585072014e-308");
    expect_printed(1.7976931348623157e308, "1.7976931348623157e+308");
    expect_printed(9007199254740992.0, "9007199254740992");
    expect_printed(9007199254740993.0, "9007199254740992");
    expect_printed(9007199254740994.0, "9007199254740994");
    expect_printed(1e21, "1e+21");
    expect_printed(1e22, "1e+22");
    expect_printed(1e23, "1e+23");
    expect_printed(9.5e-3, "0.0095");
    expect_printed(9.007199254740991e15, "9007199254740991");
    expect_printed(4.35, "4.35");
    expect_printed(2e-44, "2e-44");
    expect_printed(9.0608011534336e15, "9060801153433600");
    expect_printed(4.708356024711512e18, "4.708356024711512e+18");
    expect_printed(9.409340012568248e18, "9.409340012568248e+18");
    expect_printed(5.0e-320, "5e-320");
    expect_printed(4.940656e-318, "4.940656e-318");
    expect_printed(1.18575755e-316, "1.18575755e-316");
    expect_printed(0x1p-44, "5.684341886080802e-14"); /* two shortest, the closer one */
}

NNT_TEST(number, where_plain_notation_ends) {
    expect_printed(0.0001, "0.0001");
    expect_printed(0.00001, "0.00001");
    expect_printed(0.000012345, "0.000012345");
    expect_printed(0.00000999, "9.99e-06");
    expect_printed(1e-7, "1e-07");
    expect_printed(-1.5e-7, "-1.5e-07");
    expect_printed(1e15, "1000000000000000");
    expect_printed(1234567890123456.0, "1234567890123456");
    expect_printed(9999999999999998.0, "9999999999999998");
    expect_printed(1e16, "1e+16");
    expect_printed(12345678901234567.0, "1.2345678901234568e+16");
    expect_printed(1e100, "1e+100");
    expect_printed(1e-100, "1e-100");
}

NNT_TEST(number, what_is_no_number) {
    expect_printed((double)NAN, "nan");
    expect_printed(-(double)NAN, "nan");
    expect_printed((double)INFINITY, "inf");
    expect_printed((double)-INFINITY, "-inf");
    expect_printed_float(NAN, "nan");
    expect_printed_float(-INFINITY, "-inf");
    expect_printed_float(-0.0f, "-0");
}

NNT_TEST(number, floats_have_their_own_shortest_digits) {
    expect_printed_float(0.1f, "0.1");
    expect_printed_float(0.3f, "0.3");
    expect_printed_float(1.0f / 3, "0.33333334");
    expect_printed_float(16777216.0f, "16777216");
    expect_printed_float(1e-45f, "1e-45");
    expect_printed_float(1.17549435e-38f, "1.1754944e-38");
    expect_printed_float(3.40282347e38f, "3.4028235e+38");
    expect_printed_float(8.589934592e9f, "8589935000");
    expect_printed_float(1e10f, "10000000000");
    expect_printed_float(-2.5f, "-2.5");
}

/* Significant digits of a printed number. */
static size_t count_digits(const char *text) {
    size_t n = 0;
    size_t zeros = 0; /* behind the last digit that is not 0 */
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (n == 0 && *text == '0')) {
            continue;
        }
        n++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return n - zeros;
}

/* Few, half or all bits of the significand, any exponent. */
static uint64_t draw_bits(nnt_rng *rng, int n_fraction_bits) {
    const uint64_t bits = nnt_rng_u64(rng);
    const uint64_t n_zeros = nnt_rng_below(rng, (uint64_t)n_fraction_bits + 1);
    return nnt_rng_below(rng, 2) ? bits : bits >> n_zeros << n_zeros;
}

NNT_TEST(number, doubles_survive_the_round_trip) {
    nnt_rng rng = nnt_rng_stream(1, "doubles", 0);
    for (int i = 0; i < 30000; i++) {
        const uint64_t bits = draw_bits(&rng, 52);
        double number = 0;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number)) {
            continue;
        }
        char text[NNT_NUMBER_ROOM];
        char long_text[64];
        nnt_number_print(number, text);
        const double back = strtod(text, NULL);
        cr_assert(memcmp(&back, &number, sizeof back) == 0, "%a: %s", number, text);
        /* %.17g is what the shortest may never exceed, and one digit less is only
         * as good if it does not read back as the same number. */
        snprintf(long_text, sizeof long_text, "%.16e", number);
        cr_assert(count_digits(text) <= count_digits(long_text), "%s, %s", text, long_text);
        if (count_digits(text) > 1) {
            snprintf(long_text, sizeof long_text, "%.*e", (int)count_digits(text) - 2, number);
            cr_assert(strtod(long_text, NULL) != number, "%s, %s", text, long_text);
        }
    }
}

NNT_TEST(number, floats_survive_the_round_trip) {
    nnt_rng rng = nnt_rng_stream(1, "floats", 0);
    for (int i = 0; i < 30000; i++) {
        const uint32_t bits = (uint32_t)draw_bits(&rng, 23);
        float number = 0;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number)) {
            continue;
        }
        char text[NNT_NUMBER_ROOM];
        char long_text[64];
        nnt_number_print_float(number, text);
        const float back = strtof(text, NULL);
        cr_assert(memcmp(&back, &number, sizeof back) == 0, "%a: %s", (double)number, text);
        snprintf(long_text, sizeof long_text, "%.8e", (double)number);
        cr_assert(count_digits(text) <= count_digits(long_text), "%s, %s", text, long_text);
    }
}

/* Every power of ten is printed as such, and every power of two reads back. */
NNT_TEST(number, all_powers) {
    char text[NNT_NUMBER_ROOM];
    char expected[16];
    for (int exponent = 17; exponent <= 308; exponent++) {
        snprintf(expected, sizeof expected, "1e+%d", exponent);
        expect_printed(strtod(expected, NULL), expected);
        snprintf(expected, sizeof expected, "1e-%d", exponent);
        expect_printed(strtod(expected, NULL), expected);
    }
    for (int exponent = -1074; exponent <= 1023; exponent++) {
        const double power = ldexp(1, exponent);
        nnt_number_print(power, text);
        cr_assert(strtod(text, NULL) == power, "2^%d: %s", exponent, text);
    }
}
