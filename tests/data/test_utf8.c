/* UTF-8 against the table of well-formed bytes, checked by an encoder. */
#include "data/utf8.h"

#include "support/nnt_test.h"
#include <stdint.h>
#include <string.h>

/* The encoding of a code point as RFC 3629 defines it; returns its length. */
static size_t encode(uint32_t code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    const size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    const unsigned marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(marks[length] | code);
    return length;
}

NNT_TEST(utf8, takes_every_code_point_but_surrogates) {
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char text[4];
        const size_t length = encode(code, text);
        const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
        cr_assert((nnt_utf8_find_fault(text, length) != NULL) == is_surrogate, "U+%04X",
                  (unsigned)code);
    }
}

/* Of all pairs of bytes only two of ASCII and the 1920 characters of two bytes. */
NNT_TEST(utf8, refuses_other_pairs) {
    size_t n_good = 0;
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        const char text[2] = {(char)(pair >> 8), (char)(pair & 0xFF)};
        n_good += nnt_utf8_find_fault(text, 2) == NULL;
    }
    cr_assert(n_good == 128 * 128 + 1920);
}

static void expect_fault(const char *text, size_t at) {
    const char *fault = nnt_utf8_find_fault(text, strlen(text));
    cr_assert(fault == text + at, "\"%s\"", text);
}

NNT_TEST(utf8, finds_the_place) {
    expect_fault("\x80", 0);
    expect_fault("0123456789\xff", 10);
    expect_fault("01234567\xc3", 8);             /* cut */
    expect_fault("\xc3\xa4\xc0\xaf", 2);         /* overlong */
    expect_fault("a\xe2\x82", 1);                /* cut */
    expect_fault("\xf4\x90\x80\x80", 0);         /* above U+10FFFF */
    expect_fault("\xe2\x82\xac\xe2\x28\xa1", 3); /* no continuation */
    cr_assert(nnt_utf8_find_fault("", 0) == NULL);
}
