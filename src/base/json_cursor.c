/* Moving through a JSON text and reporting errors in it. */
#include "base/json_cursor.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Letters of a word that is shown in a message. */
enum { MOST_LETTERS = 24 };

int nnt_json_peek(const nnt_json_cursor *cursor) {
    return cursor->at < cursor->end ? (unsigned char)*cursor->at : -1;
}

void nnt_json_skip(nnt_json_cursor *cursor, size_t n) {
    cursor->at += n;
    cursor->column += n;
}

/* Decodes the UTF-8 sequence at `at`: its length, or 0 when it is broken, too
 * long for its value, a surrogate, or over U+10FFFF (RFC 3629). */
static size_t decode(const char *at, const char *end, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char lead = (unsigned char)*at;
    size_t length = 1;
    *code = lead;
    if (lead >= 0x80) {
        length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        *code = lead & (0x7Fu >> length);
    }
    if (lead >= 0xF8 || (lead >= 0x80 && lead < 0xC0) || (size_t)(end - at) < length) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        const unsigned char byte = (unsigned char)at[i];
        if ((byte & 0xC0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (byte & 0x3F);
    }
    const bool is_surrogate = *code >= 0xD800 && *code < 0xE000;
    return *code < least[length] || is_surrogate || *code > 0x10FFFF ? 0 : length;
}

bool nnt_json_next(nnt_json_cursor *cursor) {
    uint32_t code = 0;
    const size_t length = decode(cursor->at, cursor->end, &code);
    if (length == 0) {
        return nnt_json_fail_at(cursor, cursor->line, cursor->column,
                                "the text is not valid UTF-8: byte 0x%02X",
                                (unsigned)(unsigned char)*cursor->at);
    }
    cursor->at += length;
    cursor->column++;
    if (code == '\n') {
        cursor->line++;
        cursor->column = 1;
    }
    return true;
}

bool nnt_json_fail_at(
    nnt_json_cursor *cursor, size_t line, size_t column, const char *format, ...) {
    char text[400] = "";
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    nnt_messages_add(cursor->problems, line, column, "%s:%zu:%zu: %s", cursor->name, line, column,
                     text);
    cursor->status = nnt_error_set(cursor->error, NNT_ERR_CONFIG, "%s:%zu:%zu: %s", cursor->name,
                                   line, column, text);
    return false;
}

static bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* Names what stands at the cursor: a word, a character, or the end. */
static void describe(const nnt_json_cursor *cursor, char *out, size_t room) {
    if (cursor->at == cursor->end) {
        (void)snprintf(out, room, "the end of the text");
        return;
    }
    size_t letters = 0;
    const size_t left = (size_t)(cursor->end - cursor->at);
    while (letters < left && letters < MOST_LETTERS && is_word_byte(cursor->at[letters])) {
        letters++;
    }
    uint32_t code = 0;
    if (letters > 0) {
        (void)snprintf(out, room, "\"%.*s\"", (int)letters, cursor->at);
    } else if (decode(cursor->at, cursor->end, &code) == 0) {
        (void)snprintf(out, room, "the byte 0x%02X", (unsigned)(unsigned char)*cursor->at);
    } else if (code > 0x20 && code < 0x7F) {
        (void)snprintf(out, room, "'%c'", (char)code);
    } else {
        (void)snprintf(out, room, "the character U+%04X", (unsigned)code);
    }
}

bool nnt_json_fail_expected(nnt_json_cursor *cursor, const char *what) {
    char found[64];
    describe(cursor, found, sizeof found);
    return nnt_json_fail_at(cursor, cursor->line, cursor->column, "expected %s, found %s", what,
                            found);
}
