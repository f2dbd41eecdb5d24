/* The columns of a CSV file by name, and messages about them. */
#include "data/csv_columns.h"

#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------- */

/* A column whose header field is empty goes by its number, and the user is told. */
static char *read_name(const nnt_csv_columns *columns,
                       size_t column,
                       const nnt_csv_field *field,
                       nnt_messages *notes) {
    if (field->length > 0) {
        return nnt_csv_field_copy(field);
    }
    char name[NNT_NAME_ROOM];
    snprintf(name, sizeof name, "column%zu", column);
    nnt_messages_add(notes, 0, 0, "%s: column %zu has no name in the header; it is called '%s'",
                     columns->file->name, column, name);
    return nnt_copy_text(name);
}

static int compare_names(const void *a, const void *b) {
    char *const *const *x = a;
    char *const *const *y = b;
    return strcmp(**x, **y);
}

static int compare_with_name(const void *name, const void *place) {
    char *const *const *it = place;
    return strcmp(name, **it);
}

static nnt_status
sort_names(nnt_csv_columns *columns, const nnt_csv_field *header, nnt_error *error) {
    const size_t n = columns->layout.n_columns;
    for (size_t i = 0; i < n; i++) {
        columns->by_name[i] = &columns->names[i];
    }
    qsort(columns->by_name, n, sizeof *columns->by_name, compare_names);
    for (size_t i = 1; i < n; i++) {
        char **a = columns->by_name[i - 1];
        char **b = columns->by_name[i];
        if (strcmp(*a, *b) == 0) {
            char **later = a > b ? a : b;
            return nnt_csv_file_refuse(columns->file, header[later - columns->names].start, error,
                                       "two columns are called '%s'; names in the header must be "
                                       "different",
                                       *a);
        }
    }
    return NNT_OK;
}

static nnt_status read_header(nnt_csv_columns *columns,
                              nnt_csv_cursor *cursor,
                              nnt_messages *notes,
                              nnt_error *error) {
    const size_t n = columns->layout.n_columns;
    bool is_there = false;
    const nnt_status status = nnt_csv_cursor_next(cursor, &is_there, error);
    if (status) {
        return status;
    }
    columns->names = nnt_allocate(n, sizeof *columns->names);
    columns->by_name = nnt_allocate(n, sizeof *columns->by_name);
    bool is_complete = columns->names && columns->by_name;
    for (size_t i = 0; is_complete && i < n; i++) {
        columns->names[i] = read_name(columns, i, &cursor->fields[i], notes);
        is_complete = columns->names[i] != NULL;
    }
    if (!is_complete) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for the names of %zu columns",
                             columns->file->name, n);
    }
    return sort_names(columns, cursor->fields, error);
}

nnt_status nnt_csv_columns_start(const nnt_csv_file *file,
                                 const nnt_csv_layout *layout,
                                 nnt_csv_columns *columns,
                                 nnt_csv_cursor *cursor,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    *columns = (nnt_csv_columns){.file = file, .layout = *layout, .weight = SIZE_MAX};
    nnt_csv_cursor_start(file, layout->delimiter, layout->n_columns, cursor);
    nnt_status status = NNT_OK;
    if (layout->has_header) {
        status = read_header(columns, cursor, notes, error);
    }
    if (status) {
        nnt_csv_cursor_clear(cursor);
        nnt_csv_columns_clear(columns);
    }
    return status;
}

void nnt_csv_columns_clear(nnt_csv_columns *columns) {
    nnt_text_array_free(columns->names, columns->layout.n_columns);
    nnt_free(columns->by_name);
    nnt_text_array_free(columns->levels, columns->n_levels);
    nnt_free(columns->features);
    nnt_free(columns->targets);
    *columns = (nnt_csv_columns){0};
}

size_t nnt_csv_columns_find(const nnt_csv_columns *columns, const char *name) {
    if (!columns->names) {
        return SIZE_MAX;
    }
    char ***place = bsearch(name, columns->by_name, columns->layout.n_columns,
                            sizeof *columns->by_name, compare_with_name);
    return place ? (size_t)(*place - columns->names) : SIZE_MAX;
}

/* ---- messages ------------------------------------------------------------- */

const char *nnt_csv_column_show(const nnt_csv_columns *columns,
                                const char *role,
                                size_t column,
                                char room[NNT_CSV_COLUMN_ROOM]) {
    if (columns->names) {
        snprintf(room, NNT_CSV_COLUMN_ROOM, "%s '%.80s'", role, columns->names[column]);
    } else {
        snprintf(room, NNT_CSV_COLUMN_ROOM, "column %zu", column);
    }
    return room;
}

void nnt_csv_columns_list(const nnt_csv_columns *columns,
                          const size_t *chosen,
                          size_t n,
                          nnt_text *list) {
    enum { MOST_NAMES = 8 };
    for (size_t i = 0; i < n && i < MOST_NAMES; i++) {
        const size_t column = chosen ? chosen[i] : i;
        nnt_text_add(list, i > 0 ? ", " : "");
        if (columns->names) {
            nnt_text_addf(list, "%.80s", columns->names[column]);
        } else {
            nnt_text_add_unsigned(list, column);
        }
        if (chosen == columns->features && columns->levels && columns->levels[i]) {
            nnt_text_addf(list, "=%.80s", columns->levels[i]);
        }
    }
    nnt_text_add(list, n > MOST_NAMES ? ", …" : "");
}

nnt_status nnt_csv_columns_refuse(const nnt_csv_columns *columns,
                                  const char *asked,
                                  const char *name,
                                  nnt_error *error) {
    const char *file = columns->file->name;
    if (!columns->names) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: %s: no column \"%s\", because the file has no header; columns "
                             "go by their number, 0 to %zu",
                             file, asked, name, columns->layout.n_columns - 1);
    }
    const char *const *names = (const char *const *)columns->names;
    const char *near = nnt_suggest(name, names, columns->layout.n_columns);
    nnt_text list = {0};
    nnt_csv_columns_list(columns, NULL, columns->layout.n_columns, &list);
    const nnt_status status =
        nnt_error_set(error, NNT_ERR_DATA, "%s: %s: no column \"%s\"%s%s%scolumns: %s", file, asked,
                      name, near ? "; did you mean \"" : "; ", near ? near : "", near ? "\"? " : "",
                      list.failed ? "(out of memory)" : list.data);
    nnt_text_clear(&list);
    return status;
}
