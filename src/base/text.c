/* A growing text buffer. */
#include "base/text.h"

#include "base/memory.h"
#include "base/number.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Makes room for `more` bytes and the NUL behind them. */
static bool reserve(nnt_text *text, size_t more) {
    size_t needed = 0;
    if (text->failed) {
        return false;
    }
    if (!nnt_size_add(text->length, more, &needed) || !nnt_size_add(needed, 1, &needed)) {
        text->failed = true;
        return false;
    }
    if (text->data && needed <= text->capacity) {
        return true;
    }
    size_t capacity = 64;
    if (text->capacity <= SIZE_MAX / 2 && capacity < 2 * text->capacity) {
        capacity = 2 * text->capacity;
    }
    if (capacity < needed) {
        capacity = needed;
    }
    char *data = nnt_reallocate(text->data, capacity, 1);
    if (!data) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void nnt_text_add_bytes(nnt_text *text, const char *bytes, size_t length) {
    if (!reserve(text, length)) {
        return;
    }
    if (length > 0) {
        memcpy(text->data + text->length, bytes, length);
    }
    text->length += length;
    text->data[text->length] = '\0';
}

void nnt_text_add(nnt_text *text, const char *string) {
    nnt_text_add_bytes(text, string, strlen(string));
}

void nnt_text_addf(nnt_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->failed = true;
        return;
    }
    if (!reserve(text, (size_t)length)) {
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

void nnt_text_add_number(nnt_text *text, double number) {
    char digits[NNT_NUMBER_ROOM];
    nnt_text_add_bytes(text, digits, nnt_number_print(number, digits));
}

void nnt_text_add_float(nnt_text *text, float number) {
    char digits[NNT_NUMBER_ROOM];
    nnt_text_add_bytes(text, digits, nnt_number_print_float(number, digits));
}

void nnt_text_add_unsigned(nnt_text *text, uint64_t number) {
    char digits[NNT_NUMBER_ROOM];
    char *first = digits + sizeof digits;
    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    nnt_text_add_bytes(text, first, (size_t)(digits + sizeof digits - first));
}

/* The letter of the two-character escape of `byte`, or 0 when there is none. */
static char find_escape(char byte) {
    static const char bytes[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *place = byte ? strchr(bytes, byte) : NULL;
    if (!place) {
        return '\0';
    }
    return letters[place - bytes];
}

static void add_escaped(nnt_text *text, char byte) {
    const char letter = find_escape(byte);
    if (letter) {
        const char escape[2] = {'\\', letter};
        nnt_text_add_bytes(text, escape, 2);
    } else {
        nnt_text_addf(text, "\\u%04x", (unsigned)(unsigned char)byte);
    }
}

void nnt_text_add_json_string(nnt_text *text, const char *string) {
    if (!string) {
        nnt_text_add(text, "null");
        return;
    }
    nnt_text_add_bytes(text, "\"", 1);
    while (*string) {
        size_t plain = 0;
        while ((unsigned char)string[plain] >= 0x20 && string[plain] != '"' &&
               string[plain] != '\\') {
            plain++;
        }
        nnt_text_add_bytes(text, string, plain);
        string += plain;
        if (*string) {
            add_escaped(text, *string++);
        }
    }
    nnt_text_add_bytes(text, "\"", 1);
}

void nnt_text_add_json_number(nnt_text *text, double number) {
    if (isfinite(number)) {
        nnt_text_add_number(text, number);
    } else {
        nnt_text_add(text, "null");
    }
}

char *nnt_text_take(nnt_text *text) {
    if (!text->data && !text->failed) {
        nnt_text_add_bytes(text, "", 0);
    }
    if (text->failed) {
        nnt_text_clear(text);
        return NULL;
    }
    char *data = text->data;
    *text = (nnt_text){0};
    return data;
}

void nnt_text_clear(nnt_text *text) {
    nnt_free(text->data);
    *text = (nnt_text){0};
}
