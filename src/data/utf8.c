/* Checking that bytes are UTF-8. */
#include "data/utf8.h"

#include <stdint.h>
#include <string.h>

/* Unicode, table 3-7: the first bytes `low` … `high` begin characters of `length`
 * bytes whose second byte lies in second_low … second_high. */
typedef struct lead {
    unsigned char low, high;
    unsigned char length;
    unsigned char second_low, second_high;
} lead;

static const lead leads[] = {
    {0x00, 0x7F, 1, 0x00, 0x00}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const lead *find_lead(unsigned char byte) {
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (byte >= leads[i].low && byte <= leads[i].high) {
            return &leads[i];
        }
    }
    return NULL;
}

/* Length of the well-formed character at `text`, 0 when there is none. */
static size_t measure_character(const char *text, size_t room) {
    const lead *it = find_lead((unsigned char)text[0]);
    if (!it || it->length > room) {
        return 0;
    }
    for (size_t i = 1; i < it->length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        const unsigned char low = i == 1 ? it->second_low : 0x80;
        const unsigned char high = i == 1 ? it->second_high : 0xBF;
        if (byte < low || byte > high) {
            return 0;
        }
    }
    return it->length;
}

/* Most text is ASCII: eight bytes at a time. */
static size_t skip_ascii(const char *text, size_t length) {
    size_t at = 0;
    uint64_t word = 0;
    while (length - at >= sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) {
            break;
        }
        at += sizeof word;
    }
    return at;
}

const char *nnt_utf8_find_fault(const char *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        at += skip_ascii(text + at, length - at);
        if (at == length) {
            break;
        }
        const size_t step = measure_character(text + at, length - at);
        if (step == 0) {
            return text + at;
        }
        at += step;
    }
    return NULL;
}
