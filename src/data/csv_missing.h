/* Filling the missing features of a CSV file. */
#ifndef NNT_DATA_CSV_MISSING_H
#define NNT_DATA_CSV_MISSING_H

#include "data/dataset.h"
#include "nntrain/messages.h"

/* Puts the column's mean where a feature is NaN: the mean of the values that the
 * column has, or that of the training data when `like` is given. A column of which
 * nothing is known is NNT_ERR_DATA. `file` stands in messages. */
NNT_MUST_CHECK nnt_status nnt_csv_missing_fill(nnt_dataset *dataset,
                                               const nnt_dataset *like,
                                               const char *file,
                                               nnt_messages *notes,
                                               nnt_error *error);

#endif
