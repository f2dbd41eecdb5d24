/* The values of CSV fields. */
#include "data/csv_reader.h"

#include "base/memory.h"
#include "data/utf8.h"
#include <string.h>

char *nnt_csv_field_copy(const nnt_csv_field *field) {
    char *copy = nnt_copy_bytes(field->text, field->length);
    if (!copy || !field->doubles_quotes) {
        return copy;
    }
    char *to = copy;
    for (const char *from = copy; *from; from++) {
        *to++ = *from;
        from += *from == '"';
    }
    *to = '\0';
    return copy;
}

bool nnt_csv_field_equals(const nnt_csv_field *field, const char *value) {
    const char *end = field->text + field->length;
    for (const char *at = field->text; at < end; at++, value++) {
        if (*value == '\0' || *at != *value) {
            return false;
        }
        at += field->doubles_quotes && *at == '"';
    }
    return *value == '\0';
}

/* Letters of ASCII only, so that the locale has no say. */
static bool equals_word(const nnt_csv_field *field, const char *lower_word) {
    if (strlen(lower_word) != field->length) {
        return false;
    }
    for (size_t i = 0; i < field->length; i++) {
        const char byte = field->text[i];
        const char lower = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
        if (lower != lower_word[i]) {
            return false;
        }
    }
    return true;
}

bool nnt_csv_field_is_missing(const nnt_csv_field *field) {
    static const char *const words[] = {"", "na", "nan", "null", "?"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (equals_word(field, words[i])) {
            return true;
        }
    }
    return false;
}

const char *nnt_csv_field_show(const nnt_csv_field *field, char room[NNT_CSV_SHOWN_ROOM]) {
    enum { MOST_BYTES = 40 };
    size_t length = field->length;
    if (length > MOST_BYTES) {
        length = MOST_BYTES;
        while (length > 0 && nnt_utf8_is_continuation(field->text[length])) {
            length--;
        }
    }
    char *to = room;
    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)field->text[i];
        *to++ = byte < 0x20 || byte == 0x7F ? ' ' : (char)byte;
    }
    const char *tail = length < field->length ? "…\"" : "\"";
    memcpy(to, tail, strlen(tail) + 1);
    return room;
}
