/* Escaping and rounding for HTML and SVG. */
#include "output/html_text.h"

#include "base/number.h"
#include "data/utf8.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 17, LONGEST_CHARACTER = 4 };
static const double LARGE = 1e7;       /* from here on numbers have an exponent */
static const double FEW_DIGITS = 1000; /* whole numbers below it need no rounding to three */

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static const char *find_escape(char byte) {
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return NULL;
    default:
        return (unsigned char)byte < 0x20 || byte == 0x7F ? replacement : NULL;
    }
}

/* Bytes of the character at `string`; 0 when it is not UTF-8. */
static size_t measure_character(const char *string, size_t length) {
    size_t size = 1;
    while (size < length && size < LONGEST_CHARACTER && nnt_utf8_is_continuation(string[size])) {
        size++;
    }
    return nnt_utf8_find_fault(string, size) ? 0 : size;
}

/* C1 controls, U+0080 … U+009F, and the characters that embed, override or isolate
 * a direction of writing, U+202A … U+202E and U+2066 … U+2069. */
static bool is_harmful(const char *character, size_t size) {
    const unsigned char *byte = (const unsigned char *)character;
    if (size == 2) {
        return byte[0] == 0xC2 && byte[1] < 0xA0;
    }
    return size == 3 && byte[0] == 0xE2 &&
           ((byte[1] == 0x80 && byte[2] >= 0xAA && byte[2] <= 0xAE) ||
            (byte[1] == 0x81 && byte[2] >= 0xA6 && byte[2] <= 0xA9));
}

void nnt_html_add_long_text(nnt_text *text, const char *string, size_t limit) {
    const size_t length = strlen(string);
    size_t i = 0;
    while (i < length) {
        const size_t size = measure_character(string + i, length - i);
        const char *escape = size == 1 ? find_escape(string[i]) : NULL;
        if (i + size > limit) {
            nnt_text_add(text, "…");
            return;
        }
        if (escape) {
            nnt_text_add(text, escape);
        } else if (size == 0 || is_harmful(string + i, size)) {
            nnt_text_add(text, replacement);
        } else {
            nnt_text_add_bytes(text, string + i, size);
        }
        i += size > 0 ? size : 1;
    }
}

void nnt_html_add_text(nnt_text *text, const char *string) {
    nnt_html_add_long_text(text, string, NNT_HTML_LONGEST);
}

/* printf rounds correctly; its decimal point is that of the locale and is always
 * the byte behind the first digit, so it is put there anew. */
static double round_digits(double number, int n_digits) {
    char digits[64];
    if (fabs(number) < FEW_DIGITS && floor(number) == number && n_digits >= 3) {
        return number;
    }
    const int length = snprintf(digits, sizeof digits, "%.*e", n_digits - 1, number);
    if (n_digits > 1) {
        digits[number < 0 ? 2 : 1] = '.';
    }
    (void)nnt_number_parse(digits, (size_t)length, &number); /* below LARGE it is one */
    return number;
}

/* "1.1e+13": the digits that count, and nothing in their place. */
static void write_large(double number, int n_digits, char out[32]) {
    char digits[64];
    snprintf(digits, sizeof digits, "%.*e", n_digits - 1, number);
    char *end = strchr(digits, 'e');
    const int exponent = atoi(end + 1);
    if (n_digits > 1) {
        digits[number < 0 ? 2 : 1] = '.'; /* whatever the locale has */
        while (end[-1] == '0') {
            end--;
        }
        end -= end[-1] == '.';
    }
    snprintf(out, 32, "%.*se+%02d", (int)(end - digits), digits, exponent);
}

nnt_html_number nnt_html_round(double number, int n_digits) {
    nnt_html_number rounded = {"–"};
    assert(n_digits >= 1 && n_digits <= MOST_DIGITS);
    if (isinf(number)) {
        strcpy(rounded.text, number < 0 ? "−∞" : "∞");
    } else if (fabs(number) >= LARGE) {
        write_large(number, n_digits, rounded.text);
    } else if (!isnan(number)) {
        nnt_number_print(round_digits(number, n_digits) + 0.0, rounded.text); /* no "-0" */
    }
    return rounded;
}

void nnt_html_add_number(nnt_text *text, double number) {
    nnt_text_add(text, nnt_html_round(number, NNT_HTML_TABLE_DIGITS).text);
}
