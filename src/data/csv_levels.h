/* Features of words: a column becomes one feature for each of its levels, which is 1 in
 * the rows that have it and 0 in others. It is called "column=level", so that the names
 * of the features alone tell how another file is to be read. */
#ifndef NNT_DATA_CSV_LEVELS_H
#define NNT_DATA_CSV_LEVELS_H

#include "base/limits.h"
#include "data/csv_columns.h"

/* Puts the levels that the rows from the cursor on have, in order, in the place of the
 * features that the list names; the cursor stays where it is. A note says which. */
NNT_MUST_CHECK nnt_status nnt_csv_levels_expand(const nnt_value *asked,
                                                const nnt_csv_cursor *cursor,
                                                nnt_csv_columns *columns,
                                                nnt_messages *notes,
                                                nnt_error *error);

/* The column that a feature of this name is read from: one called so (then *level is
 * NULL), or one called what stands before an '='; SIZE_MAX when there is neither. */
size_t nnt_csv_levels_find(const nnt_csv_columns *columns, const char *name, const char **level);

/* Makes feature i (of n at most) one of a column, and of a level unless that is NULL. */
NNT_MUST_CHECK nnt_status nnt_csv_levels_set(nnt_csv_columns *columns,
                                             size_t n,
                                             size_t i,
                                             size_t column,
                                             const char *level,
                                             nnt_error *error);

/* Fills all features from i on that are levels of one column; returns how many these
 * are. *is_known tells whether the field is one of them. */
size_t nnt_csv_levels_read(const nnt_csv_columns *columns,
                           size_t i,
                           const nnt_csv_field *field,
                           double *features,
                           bool *is_known);

/* Says that values were none of the levels known; nothing when n is 0. */
void nnt_csv_levels_note(const nnt_csv_columns *columns, size_t n, nnt_messages *notes);

#endif
