/* Every way in which a JSON text can be wrong: place and words of the message. */
#include "json_reading.h"
#include "support/nnt_test.h"
#include <stdio.h>

typedef struct bad_text {
    const char *text, *message;
} bad_text;

static void expect_all_refused(const bad_text *cases, size_t n) {
    for (size_t i = 0; i < n; i++) {
        json_expect_refused(cases[i].text, cases[i].message);
    }
}

#define EXPECT_ALL_REFUSED(cases) expect_all_refused((cases), sizeof(cases) / sizeof((cases)[0]))

NNT_TEST(json_errors, structure) {
    static const bad_text cases[] = {
        {"", "1:1: expected a value, found the end of the text"},
        {" \n ", "2:2: expected a value, found the end of the text"},
        {"[1", "1:3: expected ',' or ']', found the end of the text"},
        {"[1 2]", "1:4: expected ',' or ']', found \"2\""},
        {"[1}", "1:3: expected ',' or ']', found '}'"},
        {"[,1]", "1:2: expected a value, found ','"},
        {"[1,,2]", "1:4: expected a value, found ','"},
        {"{", "1:2: expected a key in double quotes, found the end of the text"},
        {"{a: 1}", "1:2: expected a key in double quotes, found \"a\""},
        {"{'a': 1}", "1:2: expected a key in double quotes, found '''"},
        {"{1: 1}", "1:2: expected a key in double quotes, found \"1\""},
        {"{\"a\" 1}", "1:6: expected ':' behind the key, found \"1\""},
        {"{\"a\": }", "1:7: expected a value, found '}'"},
        {"{\"a\": 1", "1:8: expected ',' or '}', found the end of the text"},
        {"{\"a\": 1 \"b\": 2}", "1:9: expected ',' or '}', found '\"'"},
        {"{\"a\": 1]", "1:8: expected ',' or '}', found ']'"},
        {"{} x", "1:4: expected the end of the text, found \"x\""},
        {"1 2", "1:3: expected the end of the text, found \"2\""},
        {"]", "1:1: expected a value, found ']'"},
    };
    EXPECT_ALL_REFUSED(cases);
    json_expect_refused(
        "[1,\n]", "1:3: expected no comma before ']': a comma stands between two elements only");
    json_expect_refused(
        "{\"a\": 1,}",
        "1:8: expected no comma before '}': a comma stands between two members only");
}

NNT_TEST(json_errors, literals) {
    static const bad_text cases[] = {
        {"True", "1:1: expected a value, found \"True\""},
        {"nul", "1:1: expected a value, found \"nul\""},
        {"truex", "1:5: expected the end of the text, found \"x\""},
        {"NaN", "1:1: expected a value, found \"NaN\""},
        {"'x'", "1:1: expected a value (strings stand in double quotes), found '''"},
        {"\f1", "1:1: expected a value, found the character U+000C"},
        {"\xC2\xA0", "1:1: expected a value, found the character U+00A0"},
        {"[1]\xC3\xA9", "1:4: expected the end of the text, found the character U+00E9"},
        {"\xFF", "1:1: expected a value, found the byte 0xFF"},
        {"#", "1:1: expected a value, found '#'"},
    };
    EXPECT_ALL_REFUSED(cases);
    json_expect_refused("a_very_long_word_that_goes_on_and_on",
                        "1:1: expected a value, found \"a_very_long_word_that_go\"");
    json_expect_bytes_refused("1\0", 2,
                              "1:2: expected the end of the text, found the character U+0000");
}

NNT_TEST(json_errors, numbers) {
    static const bad_text cases[] = {
        {"-", "1:2: expected a digit behind '-', found the end of the text"},
        {"-x", "1:2: expected a digit behind '-', found \"x\""},
        {"[01]", "1:4: expected no digits behind a leading 0"},
        {"-00", "1:4: expected no digits behind a leading 0"},
        {"[1.e5]", "1:4: expected a digit behind the decimal point, found \"e5\""},
        {".5", "1:1: expected a value, found '.'"},
        {"+1", "1:1: expected a value, found '+'"},
        {"1e", "1:3: expected a digit in the exponent, found the end of the text"},
        {"1e+", "1:4: expected a digit in the exponent, found the end of the text"},
        {"[1e-]", "1:5: expected a digit in the exponent, found ']'"},
        {"[1, 1e309]", "1:5: expected a number of at most 1.7976931348623157e308 in size"},
        {"0x10", "1:2: expected the end of the text, found \"x10\""},
        {"1,5", "1:2: expected the end of the text, found ','"},
        {"-Infinity", "1:2: expected a digit behind '-', found \"Infinity\""},
    };
    EXPECT_ALL_REFUSED(cases);
    json_expect_refused("-1e99999999999999999999",
                        "1:1: expected a number of at most 1.7976931348623157e308 in size");
    json_expect_refused(
        "1.", "1:3: expected a digit behind the decimal point, found the end of the text");
}

NNT_TEST(json_errors, strings) {
    static const char unknown_escape[] =
        "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found another escape; a "
        "backslash itself is written \\\\";
    char expected[200];
    snprintf(expected, sizeof expected, "1:4: %s", unknown_escape);
    json_expect_refused("\"ab\\x\"", expected);
    json_expect_refused("\"ab\\", expected);
    static const bad_text cases[] = {
        {"[\"abc", "1:2: expected a closing quote on the line of this string"},
        {"[\"abc\n\"]", "1:2: expected a closing quote on the line of this string"},
        {"{\"abc\r\n\": 1}", "1:2: expected a closing quote on the line of this string"},
        {"\"\\u12G4\"", "1:2: expected four hexadecimal digits behind \\u"},
        {"\"\\u12", "1:2: expected four hexadecimal digits behind \\u"},
        {"\"\\u0000\"", "1:2: the character \\u0000 is not allowed"},
        {"\"\\udc00\"", "1:2: expected the first half of a surrogate pair before this one"},
    };
    EXPECT_ALL_REFUSED(cases);
    json_expect_refused(
        "\"a\tb\"", "1:3: expected an escape in place of the control character U+0009: \\u0009");
    json_expect_refused(
        "\"\\ud800x\"",
        "1:8: expected the second half of a surrogate pair, \\uDC00 \xE2\x80\xA6 \\uDFFF");
    json_expect_refused(
        "\"\\ud800\\u0041\"",
        "1:8: expected the second half of a surrogate pair, \\uDC00 \xE2\x80\xA6 \\uDFFF");
    json_expect_bytes_refused(
        "\"\0\"", 3, "1:2: expected an escape in place of the control character U+0000: \\u0000");
}

/* RFC 3629: shortest forms only, no surrogates, nothing over U+10FFFF. */
NNT_TEST(json_errors, broken_utf8) {
    static const bad_text cases[] = {
        {"\"a\x80\"", "1:3: the text is not valid UTF-8: byte 0x80"},
        {"\"\xC3\"", "1:2: the text is not valid UTF-8: byte 0xC3"},
        {"\"\xC0\xAF\"", "1:2: the text is not valid UTF-8: byte 0xC0"},
        {"\"\xE0\x80\xAF\"", "1:2: the text is not valid UTF-8: byte 0xE0"},
        {"\"\xED\xA0\x80\"", "1:2: the text is not valid UTF-8: byte 0xED"},
        {"\"\xF0\x80\x80\xAF\"", "1:2: the text is not valid UTF-8: byte 0xF0"},
        {"\"\xF4\x90\x80\x80\"", "1:2: the text is not valid UTF-8: byte 0xF4"},
        {"\"\xF8\x88\x80\x80\x80\"", "1:2: the text is not valid UTF-8: byte 0xF8"},
        {"\"\xE2\x82", "1:2: the text is not valid UTF-8: byte 0xE2"},
        {"1 // \xFF", "1:6: the text is not valid UTF-8: byte 0xFF"},
        {"/*\n \xFE*/1", "2:2: the text is not valid UTF-8: byte 0xFE"},
    };
    EXPECT_ALL_REFUSED(cases);
}

NNT_TEST(json_errors, comments) {
    static const bad_text cases[] = {
        {"[1,\n /* x\n ]", "2:2: expected */ at the end of this comment"},
        {"/*/ 1", "1:1: expected */ at the end of this comment"},
        {"1 /", "1:3: expected a comment (// or /*), found '/'"},
        {"[/ 1]", "1:2: expected a comment (// or /*), found '/'"},
        {"// only this", "1:13: expected a value, found the end of the text"},
        {"[1 //]", "1:7: expected ',' or ']', found the end of the text"},
        {"1\xEF\xBB\xBF", "1:2: expected the end of the text, found the character U+FEFF"},
    };
    EXPECT_ALL_REFUSED(cases);
    json_expect_refused(
        "[1, /* last */ ]",
        "1:3: expected no comma before ']': a comma stands between two elements only");
}

/* A text cut or damaged anywhere is refused or read, but never more than that. */
NNT_TEST(json_errors, cut_and_damaged_texts) {
    static const char text[] = "{\"a\": [1, -2.5e3, \"\\u00e9\\n\xC3\xA9\"], /* c */ \"b\": "
                               "{\"c\": null, \"d\": true}} // end";
    char copy[sizeof text];
    nnt_json_document document = {0};
    int n_accepted = 0;
    for (size_t length = 0; length < sizeof text - 1; length++) {
        const nnt_status status = nnt_json_read(text, length, "a", &document, NULL, NULL);
        n_accepted += status == NNT_OK;
        nnt_json_clear(&document);
    }
    /* Whole from the last brace on: five cuts inside " // end", not that behind "/". */
    cr_assert(n_accepted == 6, "%d", n_accepted);
    for (size_t i = 0; i < sizeof text - 1; i++) {
        for (int byte = 0; byte < 256; byte += 3) {
            memcpy(copy, text, sizeof text);
            copy[i] = (char)byte;
            const nnt_status status =
                nnt_json_read(copy, sizeof text - 1, "a", &document, NULL, NULL);
            cr_assert(status == NNT_OK || status == NNT_ERR_CONFIG);
            nnt_json_clear(&document);
        }
    }
}
