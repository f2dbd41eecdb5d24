/* IDX files for tests, built byte by byte and packed by zlib. */
#ifndef NNT_TESTS_DATA_IDX_BYTES_H
#define NNT_TESTS_DATA_IDX_BYTES_H

#include "data_support.h"
#include <zlib.h>

typedef struct idx_bytes {
    unsigned char data[4096];
    size_t length;
} idx_bytes;

static inline void add_big_endian(idx_bytes *it, uint64_t value, size_t n) {
    while (n-- > 0) {
        it->data[it->length++] = (unsigned char)(value >> 8 * n);
    }
}

/* The header: type code, number of dimensions and their sizes. */
static inline idx_bytes start_idx(unsigned type, size_t n, const uint32_t *sizes) {
    idx_bytes it = {.length = 0};
    add_big_endian(&it, type, 3);
    add_big_endian(&it, n, 1);
    for (size_t i = 0; i < n; i++) {
        add_big_endian(&it, sizes[i], 4);
    }
    return it;
}

/* Labels in one dimension of bytes. */
static inline idx_bytes make_labels(const unsigned char *labels, uint32_t n) {
    idx_bytes it = start_idx(0x08, 1, &n);
    memcpy(it.data + it.length, labels, n);
    it.length += n;
    return it;
}

/* n images of 2 by 3 bytes, all different: 0, 1, 2, … */
static inline idx_bytes make_images(uint32_t n) {
    const uint32_t sizes[] = {n, 2, 3};
    idx_bytes it = start_idx(0x08, 3, sizes);
    for (uint32_t i = 0; i < 6 * n; i++) {
        it.data[it.length++] = (unsigned char)i;
    }
    return it;
}

static inline idx_bytes pack(const idx_bytes *plain) {
    idx_bytes packed = {.length = 0};
    z_stream stream = {0};
    cr_assert(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    unsigned char input[sizeof plain->data];
    memcpy(input, plain->data, plain->length);
    stream.next_in = input;
    stream.avail_in = (uInt)plain->length;
    stream.next_out = packed.data;
    stream.avail_out = sizeof packed.data;
    cr_assert(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.length = stream.total_out;
    cr_assert(deflateEnd(&stream) == Z_OK);
    return packed;
}

#endif
