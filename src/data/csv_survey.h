/* What a CSV file of somebody else's holds, to suggest how to train on it. */
#ifndef NNT_DATA_CSV_SURVEY_H
#define NNT_DATA_CSV_SURVEY_H

#include "data/class_set.h"
#include "data/csv_columns.h"

typedef struct nnt_csv_about {
    size_t n_missing, n_numbers, n_texts; /* fields by their kind */
    bool is_whole;                        /* its numbers have no fraction */
    bool varies;                          /* some field differs from the first */
    bool counts_up;                       /* each row one more than the row before */
    double start;                         /* the number in the first row */
    double last;                          /* the number in the row that was read last */
    nnt_csv_field first;                  /* its field in the first row */
    nnt_csv_field first_text;             /* its first text, where it has some */
    nnt_class_set words;                  /* its different texts, one more than the most at most */
} nnt_csv_about;

/* More different numbers than these are taken for amounts, not for classes. */
enum { NNT_CSV_MOST_NUMBERED_CLASSES = 20 };

/* More different words than these are taken for names, not for kinds. */
enum { NNT_CSV_MOST_WORDS = 20 };

typedef struct nnt_csv_survey {
    nnt_csv_file file;
    nnt_csv_columns columns; /* names and layout only */
    nnt_csv_about *about;    /* (columns.layout.n_columns) */
    size_t n_rows;
    size_t target;         /* column number */
    nnt_class_set classes; /* values of the target, one more than the most when numbers are
                              amounts */
} nnt_csv_survey;

/* Reads the file once. `target` is a column's name, or its number from 0 when no column
 * is called so; NULL: the last one. A column that is not there, and rows that are not
 * well formed, are NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_csv_survey_read(const char *path,
                                              const char *target,
                                              nnt_csv_survey *survey,
                                              nnt_error *error);
void nnt_csv_survey_clear(nnt_csv_survey *survey);

#endif
