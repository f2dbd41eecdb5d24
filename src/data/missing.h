/* Missing features: values that are NaN until the mean of the training rows takes their
 * place, in data whose `takes_means` is set and in what a trained model is given. */
#ifndef NNT_DATA_MISSING_H
#define NNT_DATA_MISSING_H

#include "data/dataset.h"
#include "nntrain/messages.h"

/* Whether any of n values is missing. */
bool nnt_missing_exists(const double *values, size_t n);

/* Says in a note how many of the values (n_rows, n_features) are missing and what becomes of
 * them; nothing when none are. `file` stands in it. Returns their number. */
size_t nnt_missing_note(
    const double *values, size_t n_rows, size_t n_features, const char *file, nnt_messages *notes);

/* The mean of each feature over those of the rows that have it; NaN where none does. *means
 * (n_features) is the caller's, freed with nnt_free. */
NNT_MUST_CHECK nnt_status nnt_missing_means(const nnt_view *train,
                                            double **means,
                                            nnt_error *error);

/* Puts means (n_features) in place of what is missing. A feature that needs its mean and
 * has none is NNT_ERR_DATA with its name, made up where `names` (n_features) is NULL. */
NNT_MUST_CHECK nnt_status nnt_missing_fill(double *values,
                                           size_t n_rows,
                                           size_t n_features,
                                           const double *means,
                                           const char *const *names,
                                           nnt_error *error);

#endif
