/* From CSV fields to numbers and class labels. */
#ifndef NNT_DATA_CSV_VALUES_H
#define NNT_DATA_CSV_VALUES_H

#include "data/class_set.h"
#include "data/csv_columns.h"

/* What to do where a value is missing: refuse it, put the mean of the training
 * rows (features only), or drop the row. */
typedef enum nnt_csv_missing {
    NNT_CSV_MISSING_ERROR,
    NNT_CSV_MISSING_MEAN,
    NNT_CSV_MISSING_DROP
} nnt_csv_missing;

/* One pass over the rows of data. */
typedef struct nnt_csv_reading {
    const nnt_csv_columns *columns;
    nnt_csv_missing missing;
    nnt_class_set *classes; /* of a classification; grows unless they are fixed */
    bool classes_are_fixed;
    size_t n_dropped; /* out: rows */
    size_t n_unseen;  /* out: words of categorical features that are none of the known */
} nnt_csv_reading;

/* Counts the rows from the cursor on, and checks that each is well formed and has
 * as many fields as the first; the cursor stays where it is. */
NNT_MUST_CHECK nnt_status nnt_csv_rows_count(nnt_csv_cursor *cursor,
                                             size_t *n_rows,
                                             nnt_error *error);

/* Fills the dataset's features, its labels (ids of the class set) or targets, and its
 * weights unless they are NULL, row by row. A missing feature that is to become a mean is
 * NaN. n_rows of the dataset shrinks by the rows that are dropped. */
NNT_MUST_CHECK nnt_status nnt_csv_rows_read(nnt_csv_reading *reading,
                                            nnt_csv_cursor *cursor,
                                            nnt_dataset *dataset,
                                            nnt_error *error);

/* The number in a field, or NNT_ERR_DATA "… expected a number for feature 'x',
 * found "abc"". `role` is what the column is, "feature". */
NNT_MUST_CHECK nnt_status nnt_csv_number_read(const nnt_csv_columns *columns,
                                              const char *role,
                                              size_t column,
                                              const nnt_csv_field *field,
                                              double *number,
                                              nnt_error *error);

#endif
