/* Checking that bytes are UTF-8. */
#ifndef NNT_DATA_UTF8_H
#define NNT_DATA_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The first byte that is not part of a well-formed character (Unicode, table 3-7:
 * nothing overlong, no surrogates, nothing above U+10FFFF), or NULL. */
const char *nnt_utf8_find_fault(const char *text, size_t length);

/* Whether a byte continues a character that began before it. */
static inline bool nnt_utf8_is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

#endif
