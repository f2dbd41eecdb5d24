/* Features in files of numbers, for a model that is already trained. */
#ifndef NNT_DATA_FEATURE_FILE_H
#define NNT_DATA_FEATURE_FILE_H

#include "data/idx_file.h"
#include "data/npy_file.h"

typedef enum nnt_data_format { NNT_FORMAT_CSV, NNT_FORMAT_IDX, NNT_FORMAT_NPY } nnt_data_format;

/* What a file holds, by its first bytes, packed with gzip or not. Whatever is neither
 * IDX nor NPY is a CSV, and so is what can be read only once: a pipe, "-". */
nnt_data_format nnt_data_format_find(const char *path);

/* An IDX or NPY file whose values stay as they are stored. */
typedef struct nnt_feature_file {
    const char *path; /* borrowed */
    nnt_data_format format;
    size_t n_rows, n_columns;
    nnt_idx idx; /* that of the format; the other is empty */
    nnt_npy npy;
} nnt_feature_file;

/* Rows must have n_features values, else NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_feature_file_open(const char *path,
                                                nnt_data_format format,
                                                size_t n_features,
                                                nnt_feature_file *file,
                                                nnt_error *error);
void nnt_feature_file_clear(nnt_feature_file *file);

/* Some rows as doubles (n, n_columns). Values that are not finite, or that doubles
 * cannot tell apart, are NNT_ERR_DATA with their place. */
NNT_MUST_CHECK nnt_status nnt_feature_file_read(
    const nnt_feature_file *file, size_t first, size_t n, double *values, nnt_error *error);

#endif
