/* Printing numbers: the shortest decimal that reads back as the same number.
 * Source: R. Giulietti, "The Schubfach way to render doubles", 2020. */
#include "base/number.h"

#include "base/number_powers.h"
#include "base/wide.h"
#include <math.h>
#include <string.h>

/* digits * 10^exponent */
typedef struct decimal {
    uint64_t digits;
    int exponent;
} decimal;

/* significand * 2^exponent. The neighbour below is at half the distance of the
 * one above if the significand is the smallest of its binade. */
typedef struct binary {
    uint64_t significand;
    int exponent;
    bool is_lower_closer;
} binary;

/* Powers of the first digit for which plain notation is easier to read. */
enum { LOWEST_PLAIN = -5, HIGHEST_PLAIN = 15 };

/* floor(a / 2^n): the shift of a negative number is arithmetic in gcc and clang. */
static int floor_shift(int a, int n) {
    return a >> n;
}

/* floor(log2(10^e)) for |e| <= 1233 */
static int floor_log2_power(int e) {
    return floor_shift(e * 1741647, 19);
}

/* g * factor / 2^128, rounded to odd: cut, and the last bit set if anything but
 * the table's own error (at most 1) was cut off. */
static uint64_t multiply_to_odd(const nnt_power *g, uint64_t factor) {
    const nnt_wide low = nnt_wide_multiply(g->low, factor);
    const nnt_wide sum = nnt_wide_multiply(g->high, factor) + nnt_wide_high(low);
    return nnt_wide_high(sum) | (nnt_wide_low(sum) > 1);
}

/* The shortest decimal inside the interval that rounds to `number`, the closest
 * of these, even on a tie. Names follow section 9 of the paper. */
static decimal shorten(binary number) {
    const uint64_t c = number.significand;
    const int q = number.exponent;
    const uint64_t is_odd = c & 1;
    /* floor(log10(2^q)), or of 3/4 of it, by integers */
    const int k = floor_shift(q * 1262611 - (number.is_lower_closer ? 524031 : 0), 22);
    const int h = q + floor_log2_power(-k) + 1;
    const nnt_power *g = nnt_power_of_ten(-k);
    /* Four times the number and the ends of its interval, over 10^k. Ends belong
     * to the interval if the significand is even. */
    const uint64_t lower_end = 4 * c - 2 + number.is_lower_closer;
    const uint64_t lower = multiply_to_odd(g, lower_end << h) + is_odd;
    const uint64_t middle = multiply_to_odd(g, (4 * c) << h);
    const uint64_t upper = multiply_to_odd(g, (4 * c + 2) << h) - is_odd;
    const uint64_t s = middle / 4;
    if (s >= 10) {
        const uint64_t shorter = s / 10;
        const bool is_low_inside = lower <= 40 * shorter;
        const bool is_high_inside = 40 * shorter + 40 <= upper;
        if (is_low_inside != is_high_inside) {
            return (decimal){shorter + is_high_inside, k + 1};
        }
    }
    const bool is_low_inside = lower <= 4 * s;
    const bool is_high_inside = 4 * s + 4 <= upper;
    if (is_low_inside != is_high_inside) {
        return (decimal){s + is_high_inside, k};
    }
    const uint64_t half = 4 * s + 2;
    const bool rounds_up = middle > half || (middle == half && (s & 1) == 1);
    return (decimal){s + rounds_up, k};
}

/* Splits the bits of a number that is not negative, finite and not 0. */
static binary split_bits(uint64_t bits, int fraction_bits, int bias) {
    const uint64_t hidden = UINT64_C(1) << fraction_bits;
    const uint64_t fraction = bits & (hidden - 1);
    const int exponent = (int)(bits >> fraction_bits);
    if (exponent == 0) {
        return (binary){fraction, 1 - bias - fraction_bits, false};
    }
    const bool is_lower_closer = fraction == 0 && exponent > 1;
    return (binary){fraction | hidden, exponent - bias - fraction_bits, is_lower_closer};
}

/* Whole numbers below 2^(bits of the significand) are their own shortest digits. */
static decimal find_decimal(binary number, int significand_bits) {
    const int shift = -number.exponent;
    if (shift >= 0 && shift < significand_bits) {
        const uint64_t whole = number.significand >> shift;
        if (whole << shift == number.significand) {
            return (decimal){whole, 0};
        }
    }
    return shorten(number);
}

static decimal drop_zeros(decimal number) {
    while (number.digits % 10 == 0) {
        number.digits /= 10;
        number.exponent++;
    }
    return number;
}

/* Writes the digits so that they end before `end`; returns where they begin. */
static char *write_digits(uint64_t digits, char *end) {
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    while (digits >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * (digits % 100), 2);
        digits /= 100;
    }
    if (digits > 0) {
        *--end = (char)('0' + digits);
    }
    return end;
}

static char *fill_zeros(char *out, int n) {
    for (int i = 0; i < n; i++) {
        *out++ = '0';
    }
    return out;
}

/* n digits with the first at 10^top, without exponent: 1230, 12.3, 0.00123 */
static char *write_plain(const char *digits, int n, int top, char *out) {
    const int n_whole = top + 1;
    if (n_whole <= 0) {
        *out++ = '0';
        *out++ = '.';
        out = fill_zeros(out, -n_whole);
        memcpy(out, digits, (size_t)n);
        return out + n;
    }
    if (n <= n_whole) {
        memcpy(out, digits, (size_t)n);
        return fill_zeros(out + n, n_whole - n);
    }
    memcpy(out, digits, (size_t)n_whole);
    out += n_whole;
    *out++ = '.';
    memcpy(out, digits + n_whole, (size_t)(n - n_whole));
    return out + (n - n_whole);
}

/* The same as 1.23e-07: an exponent of two digits at least. */
static char *write_scientific(const char *digits, int n, int top, char *out) {
    *out++ = digits[0];
    if (n > 1) {
        *out++ = '.';
        memcpy(out, digits + 1, (size_t)(n - 1));
        out += n - 1;
    }
    *out++ = 'e';
    *out++ = top < 0 ? '-' : '+';
    const unsigned size = (unsigned)(top < 0 ? -top : top);
    if (size >= 100) {
        *out++ = (char)('0' + size / 100);
    }
    *out++ = (char)('0' + size / 10 % 10);
    *out++ = (char)('0' + size % 10);
    return out;
}

static char *write_decimal(decimal number, char *out) {
    char room[24]; /* 2^64 has 20 digits */
    char *const end = room + sizeof room;
    number = drop_zeros(number);
    const char *digits = write_digits(number.digits, end);
    const int n = (int)(end - digits);
    const int top = number.exponent + n - 1;
    if (top < LOWEST_PLAIN || top > HIGHEST_PLAIN) {
        return write_scientific(digits, n, top, out);
    }
    return write_plain(digits, n, top, out);
}

/* The text of what has no digits of its own; NULL for all other numbers. */
static const char *find_special(double number) {
    if (isnan(number)) {
        return "nan";
    }
    if (isinf(number)) {
        return number < 0 ? "-inf" : "inf";
    }
    if (number == 0) {
        return signbit(number) ? "-0" : "0";
    }
    return NULL;
}

static size_t print_special(const char *text, char out[NNT_NUMBER_ROOM]) {
    const size_t length = strlen(text);
    memcpy(out, text, length + 1);
    return length;
}

static size_t
print_binary(binary number, int significand_bits, bool is_negative, char out[NNT_NUMBER_ROOM]) {
    char *end = out;
    if (is_negative) {
        *end++ = '-';
    }
    end = write_decimal(find_decimal(number, significand_bits), end);
    *end = '\0';
    return (size_t)(end - out);
}

size_t nnt_number_print(double number, char out[NNT_NUMBER_ROOM]) {
    const char *special = find_special(number);
    if (special) {
        return print_special(special, out);
    }
    uint64_t bits = 0;
    memcpy(&bits, &number, sizeof bits);
    const binary magnitude = split_bits(bits & INT64_MAX, 52, 1023);
    return print_binary(magnitude, 53, number < 0, out);
}

size_t nnt_number_print_float(float number, char out[NNT_NUMBER_ROOM]) {
    const char *special = find_special((double)number);
    if (special) {
        return print_special(special, out);
    }
    uint32_t bits = 0;
    memcpy(&bits, &number, sizeof bits);
    const binary magnitude = split_bits(bits & INT32_MAX, 23, 127);
    return print_binary(magnitude, 24, number < 0, out);
}
