/* Escaping and rounding for HTML and SVG. */
#include "base/memory.h"
#include "output/html_text.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static void expect_escaped(const char *string, const char *expected) {
    nnt_text text = {0};
    nnt_html_add_text(&text, string);
    nnt_text_add(&text, "");
    cr_expect(strcmp(text.data, expected) == 0, "%s instead of %s", text.data, expected);
    nnt_text_clear(&text);
}

NNT_TEST(html_text, escapes_what_could_end_an_element_or_an_attribute) {
    expect_escaped("<script>alert(\"1\")</script>",
                   "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect_escaped("a & 'b' &amp;", "a &amp; &#39;b&#39; &amp;amp;");
    expect_escaped("", "");
}

NNT_TEST(html_text, keeps_letters_of_all_kinds) {
    expect_escaped("Größe, 重さ, 😀\n\t.", "Größe, 重さ, 😀\n\t.");
}

#define BAD "\xEF\xBF\xBD"

NNT_TEST(html_text, replaces_control_characters) {
    expect_escaped("a\x01 b\x1b[31m c\x7f d\r", "a" BAD " b" BAD "[31m c" BAD " d" BAD);
    expect_escaped("\xC2\x85\xC2\xA0", BAD "\xC2\xA0"); /* C1, but not the blank behind them */
}

/* A name must not be able to turn the words behind it around. */
NNT_TEST(html_text, replaces_turns_of_direction) {
    expect_escaped("\u202Eabc\u2066d\u2069", BAD "abc" BAD "d" BAD);
    expect_escaped("\u2029\u202F\u2065\u206A", "\u2029\u202F\u2065\u206A"); /* their neighbours */
}

/* Cut short, overlong, a surrogate, and a byte that never occurs. */
NNT_TEST(html_text, replaces_what_is_not_utf8) {
    expect_escaped("\xE2\x82", BAD BAD);
    expect_escaped("\xC0\xBC"
                   "script",
                   BAD BAD "script");
    expect_escaped("\xED\xA0\x80", BAD BAD BAD);
    expect_escaped("\xFF<", BAD "&lt;");
}

NNT_TEST(html_text, cuts_long_texts_between_characters) {
    char string[10001];
    nnt_text text = {0};
    memset(string, 'x', 10000);
    string[10000] = '\0';
    nnt_html_add_text(&text, string);
    cr_expect(text.length == NNT_HTML_LONGEST + strlen("…"), "%zu", text.length);
    cr_expect(strcmp(text.data + NNT_HTML_LONGEST, "…") == 0);
    nnt_text_clear(&text);
    nnt_html_add_long_text(&text, "aüb", 2);
    cr_expect(strcmp(text.data, "a…") == 0, "%s", text.data);
    nnt_text_clear(&text);
    nnt_html_add_long_text(&text, "aüb", 4);
    cr_expect(strcmp(text.data, "aüb") == 0, "%s", text.data);
    nnt_text_clear(&text);
}

static void expect_number(double number, int n_digits, const char *expected) {
    const nnt_html_number rounded = nnt_html_round(number, n_digits);
    cr_expect(strcmp(rounded.text, expected) == 0, "%s instead of %s", rounded.text, expected);
}

/* Expected: Python's decimal module, round half even on the exact value. */
NNT_TEST(html_text, rounds_to_significant_digits) {
    expect_number(123456, 3, "123000");
    expect_number(0.00012345678, 4, "0.0001235");
    expect_number(9.9996, 4, "10");
    expect_number(1e-7, 3, "1e-07");
    expect_number(-2.5, 1, "-2");
    expect_number(0.125, 2, "0.12");
    expect_number(6.02214076e23, 4, "6.022e+23");
    expect_number(999, 4, "999");
    expect_number(0, 4, "0");
    expect_number(-0.0, 4, "0");
}

NNT_TEST(html_text, has_signs_for_numbers_that_are_not_finite) {
    expect_number((double)NAN, 4, "–");
    expect_number((double)INFINITY, 4, "∞");
    expect_number(-(double)INFINITY, 4, "−∞");
}

/* Digits that do not count are not written out. */
NNT_TEST(html_text, gives_large_numbers_an_exponent) {
    expect_number(9999999, 4, "10000000");
    expect_number(1e7, 4, "1e+07");
    expect_number(-12345678, 4, "-1.235e+07");
    expect_number(1.1e13, 1, "1e+13");
    expect_number(1.7976931348623157e308, 2, "1.8e+308"); /* beyond the largest double */
}
