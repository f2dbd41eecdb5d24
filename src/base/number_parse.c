/* Reading numbers: a grammar of our own, an exact short way for most numbers,
 * and strtod on a bounded copy for the rest. */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 768 significant digits decide every double; what follows them matters only as
 * being zero or not, for which one more digit stands. */
enum { MOST_DIGITS = 768 };

/* Exponents beyond this are as good as infinite, whatever the digits: the text
 * would have to be longer than memory to make up for it. */
static const int64_t far_exponent = INT64_MAX / 4;

/* A number's text, taken apart. The value is digits * 10^exponent, where digits
 * are those of the text from first_digit to end_digits, without the point. */
typedef struct numeral {
    bool is_negative;
    const char *first_digit; /* the first that is not 0 */
    const char *end_digits;
    int64_t n_digits;     /* from first_digit on */
    int64_t exponent;     /* of the last digit */
    uint64_t significand; /* the digits, if at most 19 */
} numeral;

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Reads digits with an optional point; false when there is no digit. */
static bool scan_digits(const char **place, const char *end, numeral *number) {
    const char *at = *place;
    const char *point = NULL;
    bool has_digit = false;
    for (; at < end && (is_digit(*at) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = at;
            continue;
        }
        has_digit = true;
        if (number->n_digits > 0 || *at != '0') {
            number->first_digit = number->n_digits == 0 ? at : number->first_digit;
            number->n_digits++;
            number->significand = 10 * number->significand + (uint64_t)(*at - '0');
        }
    }
    number->end_digits = at;
    number->exponent = point ? -(int64_t)(at - point - 1) : 0;
    *place = at;
    return has_digit;
}

/* Reads an exponent if there is one; false when it has no digits. */
static bool scan_exponent(const char **place, const char *end, numeral *number) {
    const char *at = *place;
    if (at == end || (*at != 'e' && *at != 'E')) {
        return true;
    }
    at++;
    const bool is_negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) {
        at++;
    }
    if (at == end || !is_digit(*at)) {
        return false;
    }
    int64_t exponent = 0;
    for (; at < end && is_digit(*at); at++) {
        if (exponent < far_exponent / 10) {
            exponent = 10 * exponent + (*at - '0');
        }
    }
    number->exponent += is_negative ? -exponent : exponent;
    *place = at;
    return true;
}

static bool scan_numeral(const char *text, size_t length, numeral *number) {
    const char *at = text;
    const char *end = text + length;
    *number = (numeral){0};
    if (at < end && (*at == '-' || *at == '+')) {
        number->is_negative = *at == '-';
        at++;
    }
    return scan_digits(&at, end, number) && scan_exponent(&at, end, number) && at == end;
}

/* The exact cases of Clinger 1990 ("How to read floating point numbers
 * accurately"): both factors are doubles, so one rounding happens. */
static bool convert_exactly(const numeral *number, double *magnitude) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const uint64_t largest = UINT64_C(1) << 53;
    if (number->n_digits > 19 || number->significand > largest || number->exponent < -22 ||
        number->exponent > 22) {
        return false;
    }
    const double digits = (double)number->significand;
    *magnitude = number->exponent < 0 ? digits / powers[-number->exponent]
                                      : digits * powers[number->exponent];
    return true;
}

/* Writes the number without a point, whose look depends on the locale, as
 * digits "e" exponent, and lets strtod read that. */
static double convert_with_strtod(const numeral *number) {
    char copy[MOST_DIGITS + 32];
    size_t n = 0;
    bool has_rest = false;
    const char *at = number->first_digit;
    for (; at < number->end_digits && !has_rest; at++) {
        if (*at != '.' && n < MOST_DIGITS) {
            copy[n++] = *at;
        } else if (*at != '.') {
            has_rest = *at != '0';
        }
    }
    int64_t exponent = number->exponent;
    if (number->n_digits > MOST_DIGITS) {
        exponent += number->n_digits - MOST_DIGITS;
    }
    if (has_rest) {
        copy[n++] = '1';
        exponent--;
    }
    if (exponent > 400) {
        return (double)INFINITY;
    }
    if (exponent < -2000) {
        return 0;
    }
    (void)snprintf(copy + n, sizeof copy - n, "e%d", (int)exponent);
    return strtod(copy, NULL);
}

bool nnt_number_parse(const char *text, size_t length, double *number) {
    numeral parts;
    if (!scan_numeral(text, length, &parts)) {
        return false;
    }
    double magnitude = 0;
    if (parts.n_digits > 0 && !convert_exactly(&parts, &magnitude)) {
        magnitude = convert_with_strtod(&parts);
    }
    if (isinf(magnitude)) {
        return false;
    }
    *number = parts.is_negative ? -magnitude : magnitude;
    return true;
}

bool nnt_number_parse_unsigned(const char *text, size_t length, uint64_t *number) {
    uint64_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        const uint64_t digit = (uint64_t)(text[i] - '0');
        if (!is_digit(text[i]) || sum > (UINT64_MAX - digit) / 10) {
            return false;
        }
        sum = 10 * sum + digit;
    }
    if (length == 0) {
        return false;
    }
    *number = sum;
    return true;
}
