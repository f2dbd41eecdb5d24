/* The tables of a run folder read back as they were in memory. */
#ifndef NNT_EXPERIMENT_STORED_TABLE_H
#define NNT_EXPERIMENT_STORED_TABLE_H

#include "base/table.h"
#include "nntrain/status.h"

/* How a file's columns differ from the table's. */
typedef struct nnt_table_format {
    const char *file;
    const char *const *left_out; /* columns that are no measurements; ends with NULL; or NULL */
    const char *word_column;     /* whose words stand for 0, 1, …; NULL: none */
    const char *const *words;    /* ends with NULL */
} nnt_table_format;

/* Which rows are kept, by their number in the first column: those at multiples of
 * `stride`, and those of the last. 0: only the first and the last. */
typedef struct nnt_row_choice {
    size_t stride; /* 1: all */
} nnt_row_choice;

typedef struct nnt_stored_table {
    nnt_table face;
    char *text;         /* of the header, which the names borrow from */
    const char **names; /* (face.n_columns) */
} nnt_stored_table;

/* NNT_ERR_IO when the file cannot be read, NNT_ERR_DATA with file and line when it is
 * no table of numbers. On failure *table can still be cleared. */
NNT_MUST_CHECK nnt_status nnt_stored_table_read(const char *folder,
                                                const nnt_table_format *format,
                                                nnt_row_choice choice,
                                                nnt_stored_table *table,
                                                nnt_error *error);
void nnt_stored_table_clear(nnt_stored_table *table);

#endif
