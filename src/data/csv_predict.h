/* Reading the features of a CSV file for a model that is already trained. */
#ifndef NNT_DATA_CSV_PREDICT_H
#define NNT_DATA_CSV_PREDICT_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stddef.h>

/* Reads `path` ("-": standard input) and takes the model's feature columns:
 *   - by name, in any order, when the first row holds all feature names; target
 *     columns and others are passed over,
 *   - else by position: n_features columns, or n_features + n_targets with the
 *     targets last, and then a note says so.
 * Anything else is NNT_ERR_DATA that says which columns are expected. Missing and
 * not finite values are errors with their place. A header without rows of data
 * gives *n_rows = 0 and *values = NULL; a file with nothing at all is an error.
 *   feature_names  n_features; may be NULL, then only the position counts
 *   target_names   n_targets;  may be NULL
 *   *values        (n_rows, n_features) row-major, freed by the caller with nnt_free */
NNT_MUST_CHECK nnt_status nnt_csv_read_features(const char *path,
                                                const char *const *feature_names,
                                                size_t n_features,
                                                const char *const *target_names,
                                                size_t n_targets,
                                                double **values,
                                                size_t *n_rows,
                                                nnt_messages *notes,
                                                nnt_error *error);

#endif
