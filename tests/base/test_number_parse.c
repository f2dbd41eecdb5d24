/* Reading numbers: the grammar, correct rounding, long texts, any locale. */
#include "base/memory.h"
#include "base/number.h"
#include "base/rng.h"
#include "support/nnt_test.h"
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_read(const char *text, double expected) {
    double number = 4711;
    cr_assert(nnt_number_parse(text, strlen(text), &number), "%s was refused", text);
    cr_assert(memcmp(&number, &expected, sizeof number) == 0, "%s: %a, not %a", text, number,
              expected);
}

NNT_TEST(number_parse, everyday_numbers) {
    expect_read("0", 0);
    expect_read("-0", -0.0);
    expect_read("+5", 5);
    expect_read("-12.5", -12.5);
    expect_read("007", 7);
    expect_read(".5", 0.5);
    expect_read("5.", 5);
    expect_read("1e3", 1000);
    expect_read("1E+3", 1000);
    expect_read("25e-2", 0.25);
    expect_read("0.1", 0.1);
    expect_read("0e999999999999999999999999", 0);
    expect_read("-0.000e-5", -0.0);
    expect_read("0000000000000000000000000000000000000001", 1);
}

NNT_TEST(number_parse, what_is_not_such_a_number) {
    static const char *const texts[] = {
        "",         "-",   "+",    ".",     "-.",     "e5",
        ".e5",      "1e",  "1e+",  "1e-",   " 1",     "1 ",
        "1\n",      "--1", "+-1",  "1.2.3", "1,5",    "0x10",
        "inf",      "nan", "1f",   "1e5.0", "1e5e5",  "1_000",
        "\xD9\xA1", "NaN", "-inf", "1e309", "-1e400", "1e99999999999999999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double number = 7;
        cr_assert(!nnt_number_parse(texts[i], strlen(texts[i]), &number), "%s", texts[i]);
        cr_assert(number == 7, "%s changed the result", texts[i]);
    }
    double number = 7;
    cr_assert(!nnt_number_parse("1\0002", 3, &number), "a NUL is no digit");
}

NNT_TEST(number_parse, only_the_given_length_is_read) {
    double number = 0;
    cr_assert(nnt_number_parse("12.5,3", 4, &number) && number == 12.5);
    cr_assert(nnt_number_parse("12.5e7", 4, &number) && number == 12.5);
}

/* Between two doubles, at the ends of the range, and beyond both. */
NNT_TEST(number_parse, rounding_is_correct) {
    expect_read("9007199254740993", 9007199254740992.0);
    expect_read("9007199254740993.00000000000000000000000000000000000001", 9007199254740994.0);
    expect_read("9007199254740995", 9007199254740996.0);
    expect_read("1.00000000000000011102230246251565404", 1.0);
    expect_read("1.00000000000000011102230246251565405", 0x1.0000000000001p0);
    expect_read("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
    expect_read("2.2250738585072012e-308", 0x1p-1022);
    expect_read("1.7976931348623157e308", 0x1.fffffffffffffp1023);
    expect_read("1.7976931348623158e308", 0x1.fffffffffffffp1023);
    expect_read("4.9406564584124654e-324", 0x1p-1074);
    expect_read("2.4703282292062328e-324", 0x1p-1074);
    expect_read("2.4703282292062327e-324", 0);
    expect_read("-1e-400", -0.0);
    expect_read("1e-99999999999999999999999", 0);
    expect_read("123456789012345678901234567890", 123456789012345678901234567890.0);
    double number = 7;
    cr_assert(!nnt_number_parse("1.7976931348623159e308", 22, &number));
}

NNT_TEST(number_parse, printed_numbers_come_back) {
    nnt_rng rng = nnt_rng_stream(2, "doubles", 0);
    for (int i = 0; i < 30000; i++) {
        const uint64_t bits = nnt_rng_u64(&rng);
        double number = 0;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number)) {
            continue;
        }
        char text[64];
        double back = 0;
        snprintf(text, sizeof text, "%.17g", number);
        cr_assert(nnt_number_parse(text, strlen(text), &back) && back == number, "%s", text);
        snprintf(text, sizeof text, "%.5g", number);
        cr_assert(nnt_number_parse(text, strlen(text), &back) == isfinite(strtod(text, NULL)));
        cr_assert(!isfinite(strtod(text, NULL)) || back == strtod(text, NULL), "%s", text);
    }
}

/* first, then n times `fill`, then last */
static char *make_long(const char *first, char fill, size_t n, const char *last) {
    char *text = nnt_reallocate(NULL, strlen(first) + n + strlen(last) + 1, 1);
    cr_assert(text != NULL);
    strcpy(text, first);
    memset(text + strlen(first), fill, n);
    strcpy(text + strlen(first) + n, last);
    return text;
}

NNT_TEST(number_parse, texts_of_a_megabyte) {
    static const struct {
        const char *first;
        char fill;
        const char *last;
        double expected;
    } cases[] = {
        {"0.", '0', "1", 0},
        {"0.", '0', "1e1000000", 0.1},
        {"0.", '0', "25e1000001", 2.5},
        {"1", '0', "e-1000000", 1},
        {"-1", '0', ".000e-1000000", -1},
        {"9007199254740993.", '0', "1", 9007199254740994.0},
        {"9007199254740993.", '0', "0", 9007199254740992.0},
        {"0.", '3', "", 1.0 / 3},
        {"", '0', "7", 7},
        {"1.", '9', "", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = make_long(cases[i].first, cases[i].fill, 1000000, cases[i].last);
        double number = 0;
        cr_assert(nnt_number_parse(text, strlen(text), &number), "case %zu", i);
        cr_assert(number == cases[i].expected, "case %zu: %a", i, number);
        nnt_free(text);
    }
    char *text = make_long("", '9', 1000000, "");
    double number = 7;
    cr_assert(!nnt_number_parse(text, 1000000, &number) && number == 7);
    nnt_free(text);
}

/* The digits of halfway cases decide at any place up to the 767th. */
NNT_TEST(number_parse, the_last_digits_of_a_tie) {
    char text[1200];
    /* 2^-1074 / 2 exactly: 751 significant digits */
    const int length = snprintf(text, sizeof text, "%.1080f", 0x1p-1074);
    cr_assert(length > 1000);
    double number = 7;
    cr_assert(nnt_number_parse(text, (size_t)length, &number) && number == 0x1p-1074);
    /* Largest subnormal plus half a step, then a little more. */
    snprintf(text, sizeof text, "%.1075Lf", 0x1.fffffffffffffp-1023L);
    cr_assert(nnt_number_parse(text, strlen(text), &number));
    cr_assert(number == 0x1p-1022, "a tie goes to the even neighbour, not %a", number);
    text[strlen(text) - 1]--; /* the exact tie ends in 5 */
    cr_assert(nnt_number_parse(text, strlen(text), &number));
    cr_assert(number == 0x0.fffffffffffffp-1022, "%a", number);
}

NNT_TEST(number_parse, the_locale_has_no_say) {
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        setlocale(LC_ALL, names[i]);
        expect_read("0.1234567890123456789", 0.1234567890123456789);
        expect_read("1.5", 1.5);
        char text[NNT_NUMBER_ROOM];
        nnt_number_print(1.5, text);
        cr_assert(strcmp(text, "1.5") == 0);
    }
    setlocale(LC_ALL, "C");
}

NNT_TEST(number_parse, whole_numbers) {
    uint64_t number = 7;
    cr_assert(nnt_number_parse_unsigned("0", 1, &number) && number == 0);
    cr_assert(nnt_number_parse_unsigned("18446744073709551615", 20, &number));
    cr_assert(number == UINT64_MAX);
    cr_assert(nnt_number_parse_unsigned("9007199254740993", 16, &number));
    cr_assert(number == UINT64_C(9007199254740993));
    cr_assert(nnt_number_parse_unsigned("00012", 5, &number) && number == 12);
    static const char *const texts[] = {"",
                                        "-1",
                                        "+1",
                                        "1.0",
                                        "1e3",
                                        " 1",
                                        "1 ",
                                        "0x1",
                                        "18446744073709551616",
                                        "99999999999999999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_assert(!nnt_number_parse_unsigned(texts[i], strlen(texts[i]), &number), "%s", texts[i]);
    }
    cr_assert(number == 12);
}
