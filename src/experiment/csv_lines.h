/* Tables of a run folder read back by rows and column names. For files that the
 * outputs wrote: their fields need no quotes. */
#ifndef NNT_EXPERIMENT_CSV_LINES_H
#define NNT_EXPERIMENT_CSV_LINES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct nnt_csv_lines {
    char *text;
    size_t *starts; /* (n_lines + 1) of the lines behind the header, then the end */
    size_t n_lines;
} nnt_csv_lines;

/* Takes over `text` (nnt_free), which ends with a NUL; false when memory is out,
 * and then the text stays the caller's. */
bool nnt_csv_lines_open(char *text, size_t length, nnt_csv_lines *lines);
void nnt_csv_lines_clear(nnt_csv_lines *lines);

/* The number of a line in the column of that name; NaN when there is none. */
double nnt_csv_lines_get(const nnt_csv_lines *lines, size_t line, const char *column);

/* How many lines have this text in the column. */
size_t nnt_csv_lines_count(const nnt_csv_lines *lines, const char *column, const char *text);

#endif
