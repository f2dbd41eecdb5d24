/* The columns of a CSV file, and which of them are features, targets and weights. */
#ifndef NNT_DATA_CSV_COLUMNS_H
#define NNT_DATA_CSV_COLUMNS_H

#include "data/csv_detect.h"
#include "data/dataset.h"
#include "nntrain/messages.h"
#include "nntrain/option.h"

typedef struct nnt_csv_columns {
    const nnt_csv_file *file;
    nnt_csv_layout layout;
    char **names;     /* (layout.n_columns) from the header; NULL without one */
    char ***by_name;  /* (layout.n_columns) places in names, in order of the names */
    size_t *features; /* (n_features) column numbers from 0, in the dataset's order */
    size_t n_features;
    char **levels; /* (n_levels) by feature: the word whose rows have 1, NULL for numbers;
                        NULL when all features are numbers */
    size_t n_levels;
    size_t *targets; /* (n_targets) */
    size_t n_targets;
    size_t weight; /* the column that says what a row counts; SIZE_MAX: none */
} nnt_csv_columns;

/* Reads the header, if there is one, and leaves `cursor` before the first row of
 * data. A column without a name is called "column3"; two of one name are
 * NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_csv_columns_start(const nnt_csv_file *file,
                                                const nnt_csv_layout *layout,
                                                nnt_csv_columns *columns,
                                                nnt_csv_cursor *cursor,
                                                nnt_messages *notes,
                                                nnt_error *error);
void nnt_csv_columns_clear(nnt_csv_columns *columns);

/* The user's choice: names, or numbers from 0; absent where left to us. */
typedef struct nnt_csv_selection {
    const nnt_value *target;   /* one, or a list of several; absent: that of the training
                                  data by its name, else the last column */
    const nnt_value *features; /* list; absent: all that are no target and not ignored */
    const nnt_value *ignore;   /* list */
    const nnt_value *weight;   /* one; absent: that of the training data by its name, if the
                                  file has it */
    nnt_task task;
    /* The training data, or NULL. When it and this file have names, columns are
     * found by its names, and those that it does not have are passed over. */
    const nnt_dataset *like;
} nnt_csv_selection;

/* Fills features, targets and weight. What does not fit is NNT_ERR_DATA with the columns
 * that there are. */
NNT_MUST_CHECK nnt_status nnt_csv_columns_select(const nnt_csv_selection *selection,
                                                 nnt_csv_columns *columns,
                                                 nnt_messages *notes,
                                                 nnt_error *error);

/* The column with a name, or SIZE_MAX; also without a header. */
size_t nnt_csv_columns_find(const nnt_csv_columns *columns, const char *name);

/* "feature 'age'", or "column 2" without a header, for messages. */
enum { NNT_CSV_COLUMN_ROOM = 128 };
const char *nnt_csv_column_show(const nnt_csv_columns *columns,
                                const char *role,
                                size_t column,
                                char room[NNT_CSV_COLUMN_ROOM]);

struct nnt_text;
/* Adds up to eight names of columns "a, b, …". */
void nnt_csv_columns_list(const nnt_csv_columns *columns,
                          const size_t *chosen,
                          size_t n,
                          struct nnt_text *list);

/* An error about a column that the file does not have: the near match, or what
 * there is. `asked` begins the message: "target", "the model's feature". */
nnt_status nnt_csv_columns_refuse(const nnt_csv_columns *columns,
                                  const char *asked,
                                  const char *name,
                                  nnt_error *error);

#endif
