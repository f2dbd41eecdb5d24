/* Going through the rows of CSV text: RFC 4180, and these beyond it. Lines end with
 * CRLF, LF or CR. Empty lines are passed over. Blanks around a field do not
 * belong to it unless it is quoted. With a blank as the delimiter any run of blanks
 * and tabs separates, and those at the ends of a line count for nothing. */
#ifndef NNT_DATA_CSV_READER_H
#define NNT_DATA_CSV_READER_H

#include "base/limits.h"
#include "data/csv_file.h"
#include <stdbool.h>
#include <stddef.h>

/* A field, borrowed from the file. */
typedef struct nnt_csv_field {
    const char *text; /* without quotes around it */
    size_t length;
    const char *start;   /* its place for messages: the opening quote, if any */
    bool doubles_quotes; /* holds "" that stand for one quote */
} nnt_csv_field;

/* A place between two rows. Start with nnt_csv_cursor_start, end with clear. */
typedef struct nnt_csv_cursor {
    const nnt_csv_file *file;
    const char *at;
    char delimiter;
    bool stops[256];   /* bytes that end an unquoted field */
    size_t n_required; /* fields that every row must have; 0: any number */
    /* The row that was read last; the array is used again for the next. */
    nnt_csv_field *fields;
    size_t n_fields;
    size_t capacity;
} nnt_csv_cursor;

void nnt_csv_cursor_start(const nnt_csv_file *file,
                          char delimiter,
                          size_t n_required,
                          nnt_csv_cursor *cursor);

/* Reads the next row; *is_there is false at the end of the text. */
NNT_MUST_CHECK nnt_status nnt_csv_cursor_next(nnt_csv_cursor *cursor,
                                              bool *is_there,
                                              nnt_error *error);
void nnt_csv_cursor_clear(nnt_csv_cursor *cursor);

/* The field's value in a new string (nnt_free), doubled quotes made single; NULL
 * when memory is out. */
char *nnt_csv_field_copy(const nnt_csv_field *field);

/* Whether the field has exactly this value. */
bool nnt_csv_field_equals(const nnt_csv_field *field, const char *value);

/* Nothing, NA, NaN, null (in any case), or a question mark. */
bool nnt_csv_field_is_missing(const nnt_csv_field *field);

/* The field in quotes for a message: "abc", cut when it is long, control
 * characters shown as blanks. */
enum { NNT_CSV_SHOWN_ROOM = 64 };
const char *nnt_csv_field_show(const nnt_csv_field *field, char room[NNT_CSV_SHOWN_ROOM]);

#endif
