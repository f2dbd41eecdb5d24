/* Reading files in IDX form. */
#include "data/idx_file.h"

#include "base/file.h"
#include "base/memory.h"
#include "data/gunzip.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { HEADER_START = 4, SIZE_BYTES = 4 };

/* ---- values --------------------------------------------------------------- */

static uint64_t read_big_endian(const unsigned char *bytes, size_t n) {
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static double read_u8(const unsigned char *bytes) {
    return bytes[0];
}

static double read_i8(const unsigned char *bytes) {
    return bytes[0] < 0x80 ? bytes[0] : bytes[0] - 0x100;
}

static double read_i16(const unsigned char *bytes) {
    const int32_t value = (int32_t)read_big_endian(bytes, 2);
    return value < 0x8000 ? value : value - 0x10000;
}

static double read_i32(const unsigned char *bytes) {
    const int64_t value = (int64_t)read_big_endian(bytes, 4);
    return (double)(value < INT64_C(0x80000000) ? value : value - INT64_C(0x100000000));
}

static double read_f32(const unsigned char *bytes) {
    const uint32_t bits = (uint32_t)read_big_endian(bytes, 4);
    float value = 0;
    memcpy(&value, &bits, sizeof value);
    return (double)value;
}

static double read_f64(const unsigned char *bytes) {
    const uint64_t bits = read_big_endian(bytes, 8);
    double value = 0;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static const nnt_idx_type types[] = {
    {NNT_IDX_U8, "u8", 1, true, read_u8}, {0x09, "i8", 1, true, read_i8},
    {0x0B, "i16", 2, true, read_i16},     {0x0C, "i32", 4, true, read_i32},
    {0x0D, "f32", 4, false, read_f32},    {0x0E, "f64", 8, false, read_f64},
};

static const nnt_idx_type *find_type(unsigned char code) {
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (types[i].code == code) {
            return &types[i];
        }
    }
    return NULL;
}

/* ---- the header ----------------------------------------------------------- */

/* The first four bytes: type and number of dimensions. */
static nnt_status
read_start(const char *path, const unsigned char *bytes, nnt_idx *idx, nnt_error *error) {
    if (bytes[0] != 0 || bytes[1] != 0) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset 0: not an IDX file, which begins with two bytes 0; found "
                             "0x%02x 0x%02x",
                             path, bytes[0], bytes[1]);
    }
    idx->type = find_type(bytes[2]);
    if (!idx->type) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset 2: unknown type 0x%02x; known: 0x08 (u8), 0x09 (i8), 0x0b "
                             "(i16), 0x0c (i32), 0x0d (f32), 0x0e (f64)",
                             path, bytes[2]);
    }
    idx->n_dimensions = bytes[3];
    if (idx->n_dimensions < 1 || idx->n_dimensions > NNT_IDX_MOST_DIMENSIONS) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset 3: %zu dimensions; 1 to %d are allowed", path,
                             idx->n_dimensions, (int)NNT_IDX_MOST_DIMENSIONS);
    }
    idx->values_at = HEADER_START + SIZE_BYTES * idx->n_dimensions;
    return NNT_OK;
}

/* The sizes, and the length that the file must have with them. */
static nnt_status read_sizes(
    const char *path, const unsigned char *bytes, nnt_idx *idx, size_t *length, nnt_error *error) {
    size_t n_values = 1;
    idx->n_columns = 1;
    for (size_t i = 0; i < idx->n_dimensions; i++) {
        const size_t at = HEADER_START + SIZE_BYTES * i;
        idx->sizes[i] = (size_t)read_big_endian(bytes + at, SIZE_BYTES);
        if (idx->sizes[i] == 0) {
            return nnt_error_set(error, NNT_ERR_DATA, "%s: offset %zu: dimension %zu has size 0",
                                 path, at, i + 1);
        }
        if (!nnt_size_multiply(n_values, idx->sizes[i], &n_values) ||
            n_values > NNT_MOST_TABLE_BYTES / idx->type->width) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: offset %zu: the sizes make more than %zu bytes, the most "
                                 "that is read here",
                                 path, at, NNT_MOST_TABLE_BYTES);
        }
        idx->n_columns *= i > 0 ? idx->sizes[i] : 1;
    }
    idx->n_rows = idx->sizes[0];
    *length = idx->values_at + n_values * idx->type->width;
    return NNT_OK;
}

/* ---- files ---------------------------------------------------------------- */

static nnt_status
check_plain(const char *path, const char *data, size_t length, nnt_idx *idx, nnt_error *error) {
    const unsigned char *bytes = (const unsigned char *)data;
    size_t n_expected = 0;
    nnt_status status = NNT_OK;
    if (length < HEADER_START) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: %zu bytes are too few for an IDX file", path,
                             length);
    }
    status = read_start(path, bytes, idx, error);
    if (!status && length < idx->values_at) {
        status = nnt_error_set(error, NNT_ERR_DATA,
                               "%s: the file ends within the sizes of its %zu dimensions", path,
                               idx->n_dimensions);
    }
    if (!status) {
        status = read_sizes(path, bytes, idx, &n_expected, error);
    }
    if (!status && length != n_expected) {
        status = nnt_error_set(error, NNT_ERR_DATA,
                               "%s: the file has %zu bytes, but its header says %zu", path, length,
                               n_expected);
    }
    return status;
}

/* Puts the unpacked file in the place of the packed one. */
static nnt_status
unpack(const char *path, char **data, size_t length, nnt_idx *idx, nnt_error *error) {
    unsigned char header[HEADER_START + SIZE_BYTES * NNT_IDX_MOST_DIMENSIONS];
    size_t n_expected = 0;
    nnt_status status = nnt_gzip_peek(path, *data, length, header, HEADER_START, error);
    if (!status) {
        status = read_start(path, header, idx, error);
    }
    if (!status) {
        status = nnt_gzip_peek(path, *data, length, header, idx->values_at, error);
    }
    if (!status) {
        status = read_sizes(path, header, idx, &n_expected, error);
    }
    if (!status && !nnt_gzip_can_hold(length, n_expected)) {
        status = nnt_error_set(error, NNT_ERR_DATA,
                               "%s: the header says %zu bytes, which %zu packed bytes cannot hold",
                               path, n_expected, length);
    }
    if (status) {
        return status;
    }
    unsigned char *unpacked = nnt_allocate(n_expected + 1, 1);
    if (!unpacked) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for %zu bytes", path,
                             n_expected);
    }
    status = nnt_gzip_unpack(path, *data, length, unpacked, n_expected, error);
    nnt_free(*data);
    *data = (char *)unpacked;
    return status;
}

/* Of a packed file nothing is known before it is unpacked. */
static nnt_status
check_beginning(const char *path, const char *bytes, size_t length, nnt_error *error) {
    nnt_idx idx;
    return nnt_gzip_is(bytes, length) ? NNT_OK
                                      : read_start(path, (const unsigned char *)bytes, &idx, error);
}

nnt_status nnt_idx_read(const char *path, nnt_idx *idx, nnt_error *error) {
    *idx = (nnt_idx){0};
    char *data = NULL;
    size_t length = 0;
    nnt_status status =
        nnt_file_read_after(check_beginning, path, NNT_MOST_TABLE_BYTES, &data, &length, error);
    if (status) {
        return status;
    }
    status = nnt_gzip_is(data, length) ? unpack(path, &data, length, idx, error)
                                       : check_plain(path, data, length, idx, error);
    if (status) {
        nnt_free(data);
        *idx = (nnt_idx){0};
        return status;
    }
    idx->block = data;
    idx->values = (const unsigned char *)data + idx->values_at;
    return NNT_OK;
}

nnt_status nnt_idx_values(const nnt_idx *idx,
                          const char *path,
                          size_t first,
                          size_t n,
                          double *values,
                          nnt_error *error) {
    for (size_t i = 0; i < n * idx->n_columns; i++) {
        const size_t at = (first * idx->n_columns + i) * idx->type->width;
        values[i] = idx->type->read(idx->values + at);
        if (!isfinite(values[i])) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: offset %zu: value %zu of row %zu is %s; only finite numbers "
                                 "are allowed",
                                 path, idx->values_at + at, i % idx->n_columns + 1,
                                 first + i / idx->n_columns + 1,
                                 isnan(values[i]) ? "not a number" : "infinite");
        }
    }
    return NNT_OK;
}

void nnt_idx_clear(nnt_idx *idx) {
    nnt_free(idx->block);
    *idx = (nnt_idx){0};
}
