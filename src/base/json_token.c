/* Strings, numbers, literals and comments of JSON. */
#include "base/json_token.h"

#include "base/number.h"
#include <stdint.h>
#include <string.h>

static bool fail_here(nnt_json_cursor *cursor, const char *text) {
    return nnt_json_fail_at(cursor, cursor->line, cursor->column, "%s", text);
}

static bool is_digit(int byte) {
    return byte >= '0' && byte <= '9';
}

/* 0 … 15, or -1. */
static int hex_value(char byte) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *place = memchr(digits, byte, sizeof digits - 1);
    return place ? (int)((place - digits) % 16) : -1;
}

/* The number in "\uXXXX" at the cursor, or -1 when that is not there. */
static int32_t read_unit(const nnt_json_cursor *cursor) {
    if (cursor->end - cursor->at < 6 || cursor->at[0] != '\\' || cursor->at[1] != 'u') {
        return -1;
    }
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        const int digit = hex_value(cursor->at[i]);
        if (digit < 0) {
            return -1;
        }
        unit = 16 * unit + digit;
    }
    return unit;
}

/* "\uXXXX", or two of them that are a pair of surrogates (RFC 8259, 7). */
static bool pass_unicode_escape(nnt_json_cursor *cursor) {
    const int32_t unit = read_unit(cursor);
    if (unit < 0) {
        return fail_here(cursor, "expected four hexadecimal digits behind \\u");
    }
    if (unit == 0) {
        return fail_here(cursor, "the character \\u0000 is not allowed");
    }
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return fail_here(cursor, "expected the first half of a surrogate pair before this one");
    }
    nnt_json_skip(cursor, 6);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        const int32_t second = read_unit(cursor);
        if (second < 0xDC00 || second > 0xDFFF) {
            return fail_here(cursor,
                             "expected the second half of a surrogate pair, \\uDC00 … \\uDFFF");
        }
        nnt_json_skip(cursor, 6);
    }
    return true;
}

static bool pass_escape(nnt_json_cursor *cursor) {
    const int letter = cursor->end - cursor->at >= 2 ? (unsigned char)cursor->at[1] : 0;
    if (letter == 'u') {
        return pass_unicode_escape(cursor);
    }
    if (letter == 0 || !strchr("\"\\/bfnrt", letter)) {
        return fail_here(cursor,
                         "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found another "
                         "escape; a backslash itself is written \\\\");
    }
    nnt_json_skip(cursor, 2);
    return true;
}

bool nnt_json_pass_string(nnt_json_cursor *cursor) {
    const size_t line = cursor->line;
    const size_t column = cursor->column;
    nnt_json_skip(cursor, 1);
    for (;;) {
        const int byte = nnt_json_peek(cursor);
        if (byte == '"') {
            nnt_json_skip(cursor, 1);
            return true;
        }
        if (byte < 0 || byte == '\n' || byte == '\r') {
            return nnt_json_fail_at(cursor, line, column,
                                    "expected a closing quote on the line of this string");
        }
        if (byte < 0x20) {
            return nnt_json_fail_at(cursor, cursor->line, cursor->column,
                                    "expected an escape in place of the control character "
                                    "U+%04X: \\u%04x",
                                    (unsigned)byte, (unsigned)byte);
        }
        if (byte == '\\' ? !pass_escape(cursor) : !nnt_json_next(cursor)) {
            return false;
        }
    }
}

/* At least one digit. */
static bool pass_digits(nnt_json_cursor *cursor, const char *what) {
    if (!is_digit(nnt_json_peek(cursor))) {
        return nnt_json_fail_expected(cursor, what);
    }
    while (is_digit(nnt_json_peek(cursor))) {
        nnt_json_skip(cursor, 1);
    }
    return true;
}

static bool pass_whole_part(nnt_json_cursor *cursor) {
    if (nnt_json_peek(cursor) == '-') {
        nnt_json_skip(cursor, 1);
    }
    const bool begins_with_zero = nnt_json_peek(cursor) == '0';
    const char *start = cursor->at;
    if (!pass_digits(cursor, "a digit behind '-'")) {
        return false;
    }
    if (begins_with_zero && cursor->at - start > 1) {
        return fail_here(cursor, "expected no digits behind a leading 0");
    }
    return true;
}

static bool pass_exponent(nnt_json_cursor *cursor) {
    const int letter = nnt_json_peek(cursor);
    if (letter != 'e' && letter != 'E') {
        return true;
    }
    nnt_json_skip(cursor, 1);
    const int sign = nnt_json_peek(cursor);
    if (sign == '-' || sign == '+') {
        nnt_json_skip(cursor, 1);
    }
    return pass_digits(cursor, "a digit in the exponent");
}

bool nnt_json_pass_number(nnt_json_cursor *cursor) {
    const char *start = cursor->at;
    const size_t column = cursor->column;
    if (!pass_whole_part(cursor)) {
        return false;
    }
    if (nnt_json_peek(cursor) == '.') {
        nnt_json_skip(cursor, 1);
        if (!pass_digits(cursor, "a digit behind the decimal point")) {
            return false;
        }
    }
    if (!pass_exponent(cursor)) {
        return false;
    }
    double number = 0;
    if (!nnt_number_parse(start, (size_t)(cursor->at - start), &number)) {
        return nnt_json_fail_at(cursor, cursor->line, column,
                                "expected a number of at most 1.7976931348623157e308 in size");
    }
    return true;
}

static bool begins_with(const nnt_json_cursor *cursor, const char *word, size_t length) {
    return (size_t)(cursor->end - cursor->at) >= length && memcmp(cursor->at, word, length) == 0;
}

bool nnt_json_pass_literal(nnt_json_cursor *cursor) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t length = strlen(words[i]);
        if (begins_with(cursor, words[i], length)) {
            nnt_json_skip(cursor, length);
            return true;
        }
    }
    if (nnt_json_peek(cursor) == '\'') {
        return nnt_json_fail_expected(cursor, "a value (strings stand in double quotes)");
    }
    return nnt_json_fail_expected(cursor, "a value");
}

static bool pass_line_comment(nnt_json_cursor *cursor) {
    while (cursor->at < cursor->end && *cursor->at != '\n') {
        if (!nnt_json_next(cursor)) {
            return false;
        }
    }
    return true;
}

static bool pass_block_comment(nnt_json_cursor *cursor) {
    const size_t line = cursor->line;
    const size_t column = cursor->column;
    nnt_json_skip(cursor, 2);
    while (cursor->at < cursor->end) {
        if (begins_with(cursor, "*/", 2)) {
            nnt_json_skip(cursor, 2);
            return true;
        }
        if (!nnt_json_next(cursor)) {
            return false;
        }
    }
    return nnt_json_fail_at(cursor, line, column, "expected */ at the end of this comment");
}

bool nnt_json_pass_comment(nnt_json_cursor *cursor) {
    if (begins_with(cursor, "/*", 2)) {
        return pass_block_comment(cursor);
    }
    if (begins_with(cursor, "//", 2)) {
        return pass_line_comment(cursor);
    }
    return nnt_json_fail_expected(cursor, "a comment (// or /*)");
}
