/* Reading files in NPY form. */
#include "data/npy_file.h"

#include "base/file.h"
#include "base/memory.h"
#include "data/npy_header.h"
#include <math.h>
#include <string.h>

static const char MAGIC[] = "\x93NUMPY";

/* Version 1 has two bytes for the header's length, 2 and 3 have four. */
enum { MAGIC_BYTES = 6, LENGTH_AT = 8 };

/* ---- values --------------------------------------------------------------- */

size_t nnt_npy_offset(const nnt_npy *npy, size_t row, size_t column) {
    size_t index = row * npy->n_columns + column;
    if (npy->is_fortran) {
        index = 0;
        for (size_t i = npy->n_dimensions; i-- > 1;) {
            size_t stride = 1;
            for (size_t j = 0; j < i; j++) {
                stride *= npy->sizes[j];
            }
            index += column % npy->sizes[i] * stride;
            column /= npy->sizes[i];
        }
        index += row;
    }
    return npy->values_at + index * npy->type->width;
}

double nnt_npy_value(const nnt_npy *npy, size_t row, size_t column) {
    const unsigned char *bytes = npy->values + (nnt_npy_offset(npy, row, column) - npy->values_at);
    const size_t width = npy->type->width;
    uint64_t bits = 0;
    for (size_t i = 0; i < width; i++) {
        bits = bits << 8 | bytes[npy->is_big_endian ? i : width - 1 - i];
    }
    return npy->type->read(bits);
}

nnt_status nnt_npy_values(const nnt_npy *npy,
                          const char *path,
                          size_t first,
                          size_t n,
                          double *values,
                          nnt_error *error) {
    const bool may_round = npy->type->letter != 'f' && npy->type->width == 8;
    for (size_t i = 0; i < n * npy->n_columns; i++) {
        const size_t row = first + i / npy->n_columns;
        const size_t column = i % npy->n_columns;
        values[i] = nnt_npy_value(npy, row, column);
        if (!isfinite(values[i]) || (may_round && fabs(values[i]) > 0x1p53)) {
            return nnt_error_set(error, NNT_ERR_DATA, "%s: offset %zu: value %zu of row %zu is %s",
                                 path, nnt_npy_offset(npy, row, column), column + 1, row + 1,
                                 isnan(values[i])      ? "not a number"
                                 : isfinite(values[i]) ? "beyond 2^53, where doubles have gaps"
                                                       : "infinite");
        }
    }
    return NNT_OK;
}

/* ---- the file ------------------------------------------------------------- */

static nnt_status
check_beginning(const char *path, const char *beginning, size_t length, nnt_error *error) {
    const unsigned char *bytes = (const unsigned char *)beginning;
    if (length < LENGTH_AT + 4 || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: offset 0: not an NPY file", path);
    }
    const unsigned version = bytes[MAGIC_BYTES];
    if (version < 1 || version > 3 || bytes[MAGIC_BYTES + 1] != 0) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset 6: NPY version %u.%u; 1.0, 2.0 and 3.0 are known", path,
                             version, (unsigned)bytes[MAGIC_BYTES + 1]);
    }
    return NNT_OK;
}

/* Where the header lies. */
static nnt_status find_header(const char *path,
                              const unsigned char *bytes,
                              size_t length,
                              size_t *at,
                              size_t *n_header,
                              nnt_error *error) {
    const nnt_status status = check_beginning(path, (const char *)bytes, length, error);
    if (status) {
        return status;
    }
    const size_t width = bytes[MAGIC_BYTES] == 1 ? 2 : 4;
    *n_header = 0;
    for (size_t i = width; i-- > 0;) {
        *n_header = *n_header << 8 | bytes[LENGTH_AT + i];
    }
    *at = LENGTH_AT + width;
    if (*n_header > NNT_MOST_NPY_HEADER_BYTES || *n_header > length - *at) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: offset 8: a header of %zu bytes; the file has %zu more, and %d "
                             "are allowed",
                             path, *n_header, length - *at, (int)NNT_MOST_NPY_HEADER_BYTES);
    }
    return NNT_OK;
}

/* Rows and columns, and that the file has just the bytes of its values. */
static nnt_status check_length(const char *path, size_t length, nnt_npy *npy, nnt_error *error) {
    size_t n_bytes = npy->type->width;
    npy->n_columns = 1;
    npy->n_rows = npy->sizes[0];
    for (size_t i = 0; i < npy->n_dimensions; i++) {
        if (!nnt_size_multiply(n_bytes, npy->sizes[i], &n_bytes) ||
            n_bytes > NNT_MOST_TABLE_BYTES) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: the sizes make more than %zu bytes, the most that is read "
                                 "here",
                                 path, NNT_MOST_TABLE_BYTES);
        }
        npy->n_columns *= i > 0 ? npy->sizes[i] : 1;
    }
    if (length - npy->values_at != n_bytes) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: the file has %zu bytes of values, but its header says %zu", path,
                             length - npy->values_at, n_bytes);
    }
    return NNT_OK;
}

static nnt_status read_block(const char *path, size_t length, nnt_npy *npy, nnt_error *error) {
    size_t at = 0;
    size_t n_header = 0;
    const unsigned char *bytes = (const unsigned char *)npy->block;
    nnt_status status = find_header(path, bytes, length, &at, &n_header, error);
    if (!status) {
        status = nnt_npy_header_read(path, npy->block, at, n_header, npy, error);
    }
    if (!status) {
        npy->values_at = at + n_header;
        npy->values = bytes + npy->values_at;
        status = check_length(path, length, npy, error);
    }
    return status;
}

nnt_status nnt_npy_read(const char *path, nnt_npy *npy, nnt_error *error) {
    *npy = (nnt_npy){0};
    size_t length = 0;
    nnt_status status = nnt_file_read_after(check_beginning, path, NNT_MOST_TABLE_BYTES,
                                            &npy->block, &length, error);
    if (!status) {
        status = read_block(path, length, npy, error);
    }
    if (status) {
        nnt_npy_clear(npy);
    }
    return status;
}

void nnt_npy_clear(nnt_npy *npy) {
    nnt_free(npy->block);
    *npy = (nnt_npy){0};
}
