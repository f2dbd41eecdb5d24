/* Column scaling x' = (x - offset) / scale, fitted on training rows only. */
#ifndef NNT_DATA_SCALING_H
#define NNT_DATA_SCALING_H

#include "data/dataset.h"
#include "nntrain/messages.h"

/* "none", "standard" (mean 0, standard deviation 1, divisor n), "minmax" (to
 * 0 … 1), "unit" (offset 0, scale 255). A constant column gets scale 1, with a note. */
typedef struct nnt_scaling {
    size_t n_columns;
    double *offset; /* (n_columns) */
    double *scale;  /* (n_columns), never 0 */
} nnt_scaling;

/* The words above, for option tables. */
#define NNT_SCALING_WORDS "none|standard|minmax|unit"

NNT_MUST_CHECK nnt_status nnt_scaling_fit_features(const char *word,
                                                   const nnt_view *train,
                                                   nnt_scaling *scaling,
                                                   nnt_messages *notes,
                                                   nnt_error *error);
/* Of the target columns of a regression. */
NNT_MUST_CHECK nnt_status nnt_scaling_fit_targets(const char *word,
                                                  const nnt_view *train,
                                                  nnt_scaling *scaling,
                                                  nnt_messages *notes,
                                                  nnt_error *error);
/* Offset 0 and scale 1 everywhere. */
NNT_MUST_CHECK nnt_status nnt_scaling_identity(size_t n_columns,
                                               nnt_scaling *scaling,
                                               nnt_error *error);
NNT_MUST_CHECK nnt_status nnt_scaling_copy(const nnt_scaling *from,
                                           nnt_scaling *scaling,
                                           nnt_error *error);
/* Columns in which two scalings of as many columns differ. */
size_t nnt_scaling_count_differences(const nnt_scaling *a, const nnt_scaling *b);
void nnt_scaling_clear(nnt_scaling *scaling);

#endif
