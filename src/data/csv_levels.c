/* Features of words: one for each level of a column. */
#include "data/csv_levels.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/class_set.h"
#include <string.h>

/* ---- by name -------------------------------------------------------------- */

size_t nnt_csv_levels_find(const nnt_csv_columns *columns, const char *name, const char **level) {
    size_t column = nnt_csv_columns_find(columns, name);
    *level = NULL;
    for (const char *at = strchr(name, '='); at && column == SIZE_MAX; at = strchr(at + 1, '=')) {
        const size_t length = (size_t)(at - name);
        for (size_t i = 0; columns->names && i < columns->layout.n_columns; i++) {
            const char *other = columns->names[i];
            if (strncmp(other, name, length) == 0 && other[length] == '\0') {
                column = i;
                *level = at + 1;
            }
        }
    }
    return column;
}

static nnt_status refuse_memory(const nnt_csv_columns *columns, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for levels", columns->file->name);
}

nnt_status nnt_csv_levels_set(nnt_csv_columns *columns,
                              size_t n,
                              size_t i,
                              size_t column,
                              const char *level,
                              nnt_error *error) {
    columns->features[i] = column;
    if (!level) {
        return NNT_OK;
    }
    if (!columns->levels) {
        columns->levels = nnt_allocate(n, sizeof *columns->levels);
        columns->n_levels = n;
    }
    if (columns->levels) {
        columns->levels[i] = nnt_copy_text(level);
    }
    return columns->levels && columns->levels[i] ? NNT_OK : refuse_memory(columns, error);
}

/* ---- levels that a file has ----------------------------------------------- */

/* Adds the field's value to the levels, unless it is missing. */
static nnt_status take_level(const nnt_csv_columns *columns,
                             size_t column,
                             const nnt_csv_field *field,
                             nnt_class_set *levels,
                             nnt_error *error) {
    if (nnt_csv_field_is_missing(field)) {
        return NNT_OK;
    }
    char *level = nnt_csv_field_copy(field);
    uint32_t id = 0;
    nnt_status status = level ? NNT_OK : refuse_memory(columns, error);
    if (!status && nnt_class_set_find(levels, level, strlen(level)) == UINT32_MAX) {
        if (levels->count == NNT_CSV_MOST_LEVELS) {
            char room[NNT_CSV_COLUMN_ROOM];
            status = nnt_csv_file_refuse(columns->file, field->start, error,
                                         "more than %d different values in %s, which is "
                                         "\"categorical\"",
                                         (int)NNT_CSV_MOST_LEVELS,
                                         nnt_csv_column_show(columns, "feature", column, room));
        } else {
            status = nnt_class_set_add(levels, level, strlen(level), &id, error);
        }
    }
    nnt_free(level);
    return status;
}

static nnt_status
sort_levels(const nnt_csv_columns *columns, nnt_class_set *levels, nnt_error *error) {
    uint32_t *rank = nnt_allocate(levels->count, sizeof *rank);
    const nnt_status status =
        rank ? nnt_class_set_sort(levels, rank, error) : refuse_memory(columns, error);
    nnt_free(rank);
    return status;
}

/* All levels of a column in the rows from a place on, in order. */
static nnt_status collect_levels(const nnt_csv_columns *columns,
                                 const char *at,
                                 size_t column,
                                 nnt_class_set *levels,
                                 nnt_error *error) {
    nnt_csv_cursor cursor;
    bool is_there = true;
    nnt_csv_cursor_start(columns->file, columns->layout.delimiter, columns->layout.n_columns,
                         &cursor);
    cursor.at = at;
    nnt_status status = NNT_OK;
    while (!status && is_there) {
        status = nnt_csv_cursor_next(&cursor, &is_there, error);
        if (!status && is_there) {
            status = take_level(columns, column, &cursor.fields[column], levels, error);
        }
    }
    nnt_csv_cursor_clear(&cursor);
    return status ? status : sort_levels(columns, levels, error);
}

static void note_levels(const nnt_csv_columns *columns,
                        size_t column,
                        const nnt_class_set *levels,
                        nnt_messages *notes) {
    enum { MOST_SHOWN = 8 };
    nnt_text text = {0};
    for (size_t i = 0; i < levels->count && i < MOST_SHOWN; i++) {
        nnt_text_addf(&text, "%s%.80s", i > 0 ? ", " : "", levels->labels[i]);
    }
    nnt_text_add(&text, levels->count > MOST_SHOWN ? ", …" : "");
    if (!text.failed) {
        nnt_messages_add(notes, 0, 0, "%s: '%.80s' becomes %zu feature%s, 1 or 0 for each of: %s",
                         columns->file->name, columns->names[column], levels->count,
                         levels->count == 1 ? "" : "s", text.data);
    }
    nnt_text_clear(&text);
}

/* ---- putting them in place ------------------------------------------------ */

/* Puts the levels in the place of feature i. */
static nnt_status
replace_feature(nnt_csv_columns *columns, size_t i, const nnt_class_set *levels, nnt_error *error) {
    const size_t column = columns->features[i];
    const size_t n = columns->n_features + levels->count - 1;
    size_t *features = nnt_reallocate(columns->features, n + 1, sizeof *features);
    char **old = columns->levels;
    char **names = nnt_allocate(n + 1, sizeof *names);
    columns->features = features ? features : columns->features;
    if (!features || !names) {
        nnt_free(names);
        return refuse_memory(columns, error);
    }
    const size_t n_behind = columns->n_features - i - 1;
    memmove(features + i + levels->count, features + i + 1, n_behind * sizeof *features);
    if (old) {
        memcpy(names, old, i * sizeof *names);
        memcpy(names + i + levels->count, old + i + 1, n_behind * sizeof *names);
        nnt_free(old);
    }
    columns->levels = names;
    columns->n_levels = columns->n_features = n;
    nnt_status status = NNT_OK;
    for (size_t k = 0; k < levels->count && !status; k++) {
        status = nnt_csv_levels_set(columns, n, i + k, column, levels->labels[k], error);
    }
    return status;
}

/* The name of a level's feature must lead back to its column and no other. */
static nnt_status check_names(const nnt_csv_columns *columns,
                              size_t column,
                              const nnt_class_set *levels,
                              nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < levels->count && !status; i++) {
        const char *level = NULL;
        nnt_text name = {0};
        nnt_text_addf(&name, "%s=%s", columns->names[column], levels->labels[i]);
        if (name.failed) {
            status = refuse_memory(columns, error);
        } else if (nnt_csv_levels_find(columns, name.data, &level) != column || !level ||
                   strcmp(level, levels->labels[i]) != 0) {
            status = nnt_error_set(error, NNT_ERR_DATA,
                                   "%s: categorical: a feature '%.80s' of column '%.80s' could be "
                                   "one of another column, too; rename one",
                                   columns->file->name, name.data, columns->names[column]);
        }
        nnt_text_clear(&name);
    }
    return status;
}

static nnt_status expand_column(const char *at,
                                size_t column,
                                nnt_csv_columns *columns,
                                nnt_messages *notes,
                                nnt_error *error) {
    size_t i = 0;
    nnt_class_set levels = {0};
    while (i < columns->n_features && columns->features[i] != column) {
        i++;
    }
    if (i == columns->n_features || (columns->levels && columns->levels[i])) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: categorical: column '%s' is %s",
                             columns->file->name, columns->names[column],
                             i == columns->n_features ? "no feature" : "named twice");
    }
    nnt_status status = collect_levels(columns, at, column, &levels, error);
    if (!status && levels.count == 0) {
        status = nnt_error_set(error, NNT_ERR_DATA, "%s: categorical: column '%s' has no values",
                               columns->file->name, columns->names[column]);
    }
    if (!status) {
        status = check_names(columns, column, &levels, error);
    }
    if (!status) {
        note_levels(columns, column, &levels, notes);
        status = replace_feature(columns, i, &levels, error);
    }
    nnt_class_set_clear(&levels);
    return status;
}

nnt_status nnt_csv_levels_expand(const nnt_value *asked,
                                 const nnt_csv_cursor *cursor,
                                 nnt_csv_columns *columns,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    if (asked->kind != NNT_VALUE_LIST) {
        return NNT_OK;
    }
    if (!columns->names) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: categorical: the file has no header, and features of words are "
                             "called after their columns",
                             columns->file->name);
    }
    for (size_t i = 0; i < asked->n_items; i++) {
        const size_t column = nnt_csv_columns_find(columns, asked->items[i].text);
        const nnt_status status =
            column == SIZE_MAX
                ? nnt_csv_columns_refuse(columns, "categorical", asked->items[i].text, error)
                : expand_column(cursor->at, column, columns, notes, error);
        if (status) {
            return status;
        }
    }
    return NNT_OK;
}

/* ---- values --------------------------------------------------------------- */

size_t nnt_csv_levels_read(const nnt_csv_columns *columns,
                           size_t i,
                           const nnt_csv_field *field,
                           double *features,
                           bool *is_known) {
    const size_t first = i;
    const size_t column = columns->features[i];
    *is_known = false;
    for (; i < columns->n_features && columns->features[i] == column && columns->levels[i]; i++) {
        const bool is_it = nnt_csv_field_equals(field, columns->levels[i]);
        features[i] = is_it ? 1 : 0;
        *is_known = *is_known || is_it;
    }
    return i - first;
}

void nnt_csv_levels_note(const nnt_csv_columns *columns, size_t n, nnt_messages *notes) {
    if (n > 0) {
        nnt_messages_add(notes, 0, 0,
                         "%s: %zu value%s that the training data do not have in a categorical "
                         "column; there all its features are 0",
                         columns->file->name, n, n == 1 ? "" : "s");
    }
}
