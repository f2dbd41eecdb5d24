/* Reading files in NPY form, as numpy.save writes them: a magic, a version, the length
 * of a header in Python's words, the header, then the values. */
#ifndef NNT_DATA_NPY_FILE_H
#define NNT_DATA_NPY_FILE_H

#include "base/limits.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A type of values by NumPy's letter and width. */
typedef struct nnt_npy_type {
    char letter; /* f, i, u, b */
    size_t width;
    const char *name;
    double (*read)(uint64_t bits);
} nnt_npy_type;

typedef struct nnt_npy {
    const nnt_npy_type *type;
    bool is_big_endian;
    bool is_fortran; /* the first index runs fastest */
    size_t n_dimensions;
    size_t sizes[NNT_NPY_MOST_DIMENSIONS];
    size_t n_rows;    /* sizes[0] */
    size_t n_columns; /* values a row: the product of the other sizes */
    size_t values_at; /* offset of the first value in the file */
    const unsigned char *values;
    char *block;
} nnt_npy;

/* Reads a file, whose length must be what its header says. Errors of the contents are
 * NNT_ERR_DATA with the path and the offset. */
NNT_MUST_CHECK nnt_status nnt_npy_read(const char *path, nnt_npy *npy, nnt_error *error);
void nnt_npy_clear(nnt_npy *npy);

/* Offset in the file of a value; columns count in C's order whatever the file's is. */
size_t nnt_npy_offset(const nnt_npy *npy, size_t row, size_t column);
/* Whole numbers beyond 2^53 give the nearest double. */
double nnt_npy_value(const nnt_npy *npy, size_t row, size_t column);

/* Some rows as doubles (n, n_columns), row-major. Values that are not finite, or that
 * doubles cannot tell apart, are NNT_ERR_DATA with the path and their place. */
NNT_MUST_CHECK nnt_status nnt_npy_values(
    const nnt_npy *npy, const char *path, size_t first, size_t n, double *values, nnt_error *error);

#endif
