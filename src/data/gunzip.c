/* Unpacking gzip data in memory. Not with zlib's gzread, which lets pass a file cut
 * in its last eight bytes and whatever stands behind the packed data. */
#include "data/gunzip.h"

#include "base/limits.h"
#include "base/memory.h"
#include <limits.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

/* 15: the largest window; 16: with gzip's header and trailer. */
enum { GZIP_WINDOW = 15 + 16, LARGEST_RATIO = 1032 };

bool nnt_gzip_is(const char *data, size_t length) {
    return length >= 2 && memcmp(data, "\x1f\x8b", 2) == 0;
}

bool nnt_gzip_can_hold(size_t packed, size_t unpacked) {
    return unpacked / LARGEST_RATIO <= packed;
}

/* zlib counts in 32 bits, so both sides are handed over in pieces. */
typedef struct unpacking {
    z_stream stream;
    const char *name;
    const unsigned char *begin; /* of the file */
    const unsigned char *in;
    size_t n_in;
    unsigned char *out;
    size_t n_out;
} unpacking;

static uInt take(size_t *left) {
    const uInt n = *left < UINT_MAX ? (uInt)*left : UINT_MAX;
    *left -= n;
    return n;
}

static void refill(unpacking *it) {
    if (it->stream.avail_in == 0) {
        it->stream.next_in = it->in;
        it->stream.avail_in = take(&it->n_in);
        it->in += it->stream.avail_in;
    }
    if (it->stream.avail_out == 0) {
        it->stream.next_out = it->out;
        it->stream.avail_out = take(&it->n_out);
        it->out += it->stream.avail_out;
    }
}

static size_t count_room(const unpacking *it) {
    return it->n_out + it->stream.avail_out;
}

static nnt_status start(unpacking *it,
                        const char *name,
                        const char *data,
                        size_t length,
                        unsigned char *out,
                        size_t n_out,
                        nnt_error *error) {
    *it = (unpacking){.name = name,
                      .begin = (const unsigned char *)data,
                      .in = (const unsigned char *)data,
                      .n_in = length,
                      .out = out,
                      .n_out = n_out};
    if (inflateInit2(&it->stream, GZIP_WINDOW) != Z_OK) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to unpack it", name);
    }
    return NNT_OK;
}

/* One call of zlib's: Z_OK, Z_STREAM_END at the end of a member, Z_BUF_ERROR when
 * it can go no further; anything else is damage. */
static nnt_status step(unpacking *it, int *result, nnt_error *error) {
    refill(it);
    *result = inflate(&it->stream, Z_NO_FLUSH);
    if (*result == Z_OK || *result == Z_STREAM_END || *result == Z_BUF_ERROR) {
        return NNT_OK;
    }
    if (*result == Z_MEM_ERROR) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to unpack it", it->name);
    }
    return nnt_error_set(error, NNT_ERR_DATA, "%s: the gzip data are damaged: %s", it->name,
                         it->stream.msg ? it->stream.msg : "not in gzip form");
}

nnt_status nnt_gzip_peek(const char *name,
                         const char *data,
                         size_t length,
                         unsigned char *out,
                         size_t n_out,
                         nnt_error *error) {
    unpacking it;
    nnt_status status = start(&it, name, data, length, out, n_out, error);
    int result = Z_OK;
    while (!status && count_room(&it) > 0 && result == Z_OK) {
        status = step(&it, &result, error);
    }
    if (!status && count_room(&it) > 0) {
        status =
            nnt_error_set(error, NNT_ERR_DATA,
                          "%s: the unpacked file ends within its first %zu bytes", name, n_out);
    }
    inflateEnd(&it.stream);
    return status;
}

/* After a member: another one, or the end of the file. */
static nnt_status finish_member(unpacking *it, bool *is_done, nnt_error *error) {
    *is_done = it->n_in == 0 && it->stream.avail_in == 0;
    if (*is_done) {
        return NNT_OK;
    }
    refill(it);
    if (it->stream.next_in[0] != 0x1f || inflateReset(&it->stream) != Z_OK) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset %td: there are bytes behind the gzip data", it->name,
                             it->stream.next_in - it->begin);
    }
    return NNT_OK;
}

/* `room` is what is left of the n_out + 1 bytes. */
static nnt_status check_length(const char *name, size_t n_out, size_t room, nnt_error *error) {
    if (room == 1) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_DATA,
                         "%s: the unpacked file is %s than the %zu bytes that its header says",
                         name, room == 0 ? "longer" : "shorter", n_out);
}

nnt_status nnt_gzip_unpack(const char *name,
                           const char *data,
                           size_t length,
                           unsigned char *out,
                           size_t n_out,
                           nnt_error *error) {
    unpacking it;
    nnt_status status = start(&it, name, data, length, out, n_out + 1, error);
    bool is_done = false;
    while (!status && !is_done && count_room(&it) > 0) {
        int result = Z_OK;
        status = step(&it, &result, error);
        if (!status && result == Z_STREAM_END) {
            status = finish_member(&it, &is_done, error);
        } else if (!status && result == Z_BUF_ERROR) {
            status = nnt_error_set(error, NNT_ERR_DATA, "%s: the gzip data are cut off", name);
        }
    }
    if (!status) {
        status = check_length(name, n_out, count_room(&it), error);
    }
    inflateEnd(&it.stream);
    return status;
}

/* ---- files of unknown length ---------------------------------------------- */

enum { FIRST_ROOM = 1 << 16, HARMLESS_LENGTH = 1 << 24 };

/* What is unpacked so far. */
typedef struct growing {
    char *data;
    size_t capacity; /* beside the NUL */
    size_t limit;
} growing;

static nnt_status check_growth(const unpacking *it, const growing *text, nnt_error *error) {
    if (text->capacity == text->limit) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: unpacked it is larger than %zu bytes, the most that is read here",
                             it->name, text->limit);
    }
    const size_t n_packed = (size_t)(it->stream.next_in - it->begin);
    if (text->capacity >= HARMLESS_LENGTH && text->capacity / NNT_MOST_TEXT_RATIO > n_packed) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: its first %zu bytes unpack to %zu, more than %d times as many; "
                             "that is no table of use",
                             it->name, n_packed, text->capacity, (int)NNT_MOST_TEXT_RATIO);
    }
    return NNT_OK;
}

/* More room when all of it is used. */
static nnt_status grow(unpacking *it, growing *text, nnt_error *error) {
    if (count_room(it) > 0) {
        return NNT_OK;
    }
    const nnt_status status = check_growth(it, text, error);
    if (status) {
        return status;
    }
    const size_t doubled = text->capacity > 0 ? text->capacity * 2 : FIRST_ROOM;
    const size_t capacity = text->capacity < text->limit / 2 ? doubled : text->limit;
    char *larger = nnt_reallocate(text->data, capacity + 1, 1);
    if (!larger) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to unpack it to %zu bytes",
                             it->name, capacity);
    }
    it->out = (unsigned char *)larger + text->capacity;
    it->n_out = capacity - text->capacity;
    text->data = larger;
    text->capacity = capacity;
    return NNT_OK;
}

nnt_status nnt_gzip_unpack_text(const char *name,
                                const char *data,
                                size_t length,
                                size_t limit,
                                char **out,
                                size_t *n_out,
                                nnt_error *error) {
    unpacking it;
    growing text = {.limit = limit};
    nnt_status status = start(&it, name, data, length, NULL, 0, error);
    bool is_done = false;
    while (!status && !is_done) {
        int result = Z_OK;
        status = grow(&it, &text, error);
        if (!status) {
            status = step(&it, &result, error);
        }
        if (!status && result == Z_STREAM_END) {
            status = finish_member(&it, &is_done, error);
        } else if (!status && result == Z_BUF_ERROR && count_room(&it) > 0) {
            status = nnt_error_set(error, NNT_ERR_DATA, "%s: the gzip data are cut off", name);
        }
    }
    inflateEnd(&it.stream);
    if (status) {
        nnt_free(text.data);
        return status;
    }
    *n_out = text.capacity - count_room(&it);
    text.data[*n_out] = '\0';
    *out = text.data;
    return NNT_OK;
}
