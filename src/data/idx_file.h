/* Reading files in IDX form, the format of MNIST: two bytes 0, a type, the number
 * of dimensions, their sizes as big-endian u32, then the values, big-endian. */
#ifndef NNT_DATA_IDX_FILE_H
#define NNT_DATA_IDX_FILE_H

#include "base/limits.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

/* Code of the type whose values are stored as they are. */
enum { NNT_IDX_U8 = 0x08 };

/* A type of values. */
typedef struct nnt_idx_type {
    unsigned char code; /* third byte of the file */
    const char *name;
    size_t width; /* bytes a value */
    bool is_whole;
    double (*read)(const unsigned char *bytes);
} nnt_idx_type;

typedef struct nnt_idx {
    const nnt_idx_type *type;
    size_t n_dimensions; /* at least 1 */
    size_t sizes[NNT_IDX_MOST_DIMENSIONS];
    size_t n_rows;               /* sizes[0] */
    size_t n_columns;            /* values a row: the product of the other sizes */
    size_t values_at;            /* offset of the first value in the file */
    const unsigned char *values; /* within the block */
    void *block;
} nnt_idx;

/* Reads a file, packed with gzip or not. Room is made only for what the file can
 * hold; its length must be what its header says. Errors of the contents are
 * NNT_ERR_DATA with the path, and the offset in the unpacked file. */
NNT_MUST_CHECK nnt_status nnt_idx_read(const char *path, nnt_idx *idx, nnt_error *error);
/* Some rows as doubles (n, n_columns), row-major. Values that are not finite are
 * NNT_ERR_DATA with the path and their place. */
NNT_MUST_CHECK nnt_status nnt_idx_values(
    const nnt_idx *idx, const char *path, size_t first, size_t n, double *values, nnt_error *error);
void nnt_idx_clear(nnt_idx *idx);

#endif
