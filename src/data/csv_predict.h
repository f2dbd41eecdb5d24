/* Reading the features of a CSV file for a model that is already trained. */
#ifndef NNT_DATA_CSV_PREDICT_H
#define NNT_DATA_CSV_PREDICT_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stddef.h>

/* What a model knows of its columns. */
typedef struct nnt_csv_wanted {
    const char *const *feature_names; /* (n_features); NULL: only the position counts */
    size_t n_features;
    const char *const *target_names; /* (n_targets); may be NULL */
    size_t n_targets;
    const double *means; /* (n_features) what takes the place of a missing value; NULL: nothing */
} nnt_csv_wanted;

/* Reads `path` ("-": standard input) and takes the model's feature columns:
 *   - by name, in any order, when the first row holds all feature names; target
 *     columns and others are passed over,
 *   - else by position: n_features columns, or n_features + n_targets with the
 *     targets last, and then a note says so.
 * Anything else is NNT_ERR_DATA that says which columns are expected. Values
 * that are not finite, and missing ones when there are no means, are errors with their
 * place. A header without rows of data
 * gives *n_rows = 0 and *values = NULL; a file with nothing at all is an error.
 *   *values  (n_rows, n_features) row-major, freed by the caller with nnt_free */
NNT_MUST_CHECK nnt_status nnt_csv_read_features(const char *path,
                                                const nnt_csv_wanted *wanted,
                                                double **values,
                                                size_t *n_rows,
                                                nnt_messages *notes,
                                                nnt_error *error);

#endif
