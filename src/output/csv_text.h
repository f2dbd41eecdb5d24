/* CSV as RFC 4180 has it, with a line feed at the end of a row. */
#ifndef NNT_OUTPUT_CSV_TEXT_H
#define NNT_OUTPUT_CSV_TEXT_H

#include "base/text.h"
#include "nntrain/history.h"

/* n numbers with commas between them, each the shortest that reads back as the
 * same double; "nan", "inf", "-inf" for those that are not finite. */
void nnt_csv_add_numbers(nnt_text *text, const double *numbers, size_t n);

/* One field, in quotes when it holds a comma, a quote, a line break, or begins or
 * ends with white space, which some readers would strip. Separators are the
 * caller's. */
void nnt_csv_add_field(nnt_text *text, const char *field);

/* The line of the columns' names; and the same with all rows. */
void nnt_csv_add_names(nnt_text *text, const nnt_table *table);
void nnt_csv_add_table(nnt_text *text, const nnt_table *table);

#endif
