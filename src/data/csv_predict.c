/* Reading the features of a CSV file for a model that is already trained. */
#include "data/csv_predict.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/csv_levels.h"
#include "data/csv_values.h"
#include "data/missing.h"
#include <math.h>
#include <stdint.h>

/* What the model expects, and the file on the way. */
typedef struct reading {
    nnt_csv_wanted wanted;
    nnt_csv_file file;
    nnt_csv_columns columns;
    nnt_csv_cursor cursor;
    size_t n_unseen;
} reading;

/* ---- the header ----------------------------------------------------------- */

static bool holds(const nnt_csv_cursor *cursor, const char *name) {
    for (size_t i = 0; i < cursor->n_fields; i++) {
        if (nnt_csv_field_equals(&cursor->fields[i], name)) {
            return true;
        }
    }
    return false;
}

/* Whether the first row has the names of all features: then it is a header, even
 * if it does not look like one. */
static nnt_status
find_names(const reading *it, const nnt_csv_layout *layout, bool *has_names, nnt_error *error) {
    *has_names = it->wanted.feature_names && layout->n_columns >= it->wanted.n_features;
    if (!*has_names) {
        return NNT_OK;
    }
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(&it->file, layout->delimiter, 0, &cursor);
    bool is_there = false;
    const nnt_status status = nnt_csv_cursor_next(&cursor, &is_there, error);
    for (size_t i = 0; !status && *has_names && i < it->wanted.n_features; i++) {
        *has_names = holds(&cursor, it->wanted.feature_names[i]);
    }
    nnt_csv_cursor_clear(&cursor);
    return status;
}

static nnt_status start(reading *it, nnt_messages *notes, nnt_error *error) {
    nnt_csv_layout layout;
    bool has_names = false;
    nnt_status status = nnt_csv_detect(&it->file, '\0', NNT_CSV_HEADER_AUTO, &layout, error);
    if (!status && !layout.has_header) {
        status = find_names(it, &layout, &has_names, error);
        layout.has_header = has_names;
    }
    if (status) {
        return status;
    }
    return nnt_csv_columns_start(&it->file, &layout, &it->columns, &it->cursor, notes, error);
}

/* ---- the columns ---------------------------------------------------------- */

static nnt_status refuse_count(const reading *it, nnt_error *error) {
    enum { MOST_NAMES = 8 };
    nnt_text list = {0};
    for (size_t i = 0; it->wanted.feature_names && i < it->wanted.n_features && i < MOST_NAMES;
         i++) {
        nnt_text_addf(&list, "%s%.80s", i > 0 ? ", " : ": ", it->wanted.feature_names[i]);
    }
    if (it->wanted.feature_names && it->wanted.n_features > MOST_NAMES) {
        nnt_text_add(&list, ", …");
    }
    nnt_text_add(&list, "");
    const size_t n = it->columns.layout.n_columns;
    const nnt_status status = nnt_error_set(
        error, NNT_ERR_DATA,
        "%s: %zu column%s without a header that names the model's features; expected "
        "its %zu features%s, or these and then its %zu target%s",
        it->file.name, n, n == 1 ? "" : "s", it->wanted.n_features, list.failed ? "" : list.data,
        it->wanted.n_targets, it->wanted.n_targets == 1 ? "" : "s");
    nnt_text_clear(&list);
    return status;
}

static nnt_status match_names(reading *it, nnt_error *error) {
    for (size_t i = 0; i < it->wanted.n_features; i++) {
        const char *name = it->wanted.feature_names[i];
        const char *level = NULL;
        const size_t column = nnt_csv_levels_find(&it->columns, name, &level);
        if (column == SIZE_MAX) {
            return nnt_csv_columns_refuse(&it->columns, "feature of the model", name, error);
        }
        const nnt_status status =
            nnt_csv_levels_set(&it->columns, it->wanted.n_features, i, column, level, error);
        if (status) {
            return status;
        }
    }
    return NNT_OK;
}

static nnt_status match_places(reading *it, nnt_messages *notes, nnt_error *error) {
    const size_t n = it->columns.layout.n_columns;
    const bool has_targets =
        it->wanted.n_targets > 0 && n == it->wanted.n_features + it->wanted.n_targets;
    if (n != it->wanted.n_features && !has_targets) {
        return refuse_count(it, error);
    }
    for (size_t i = 0; i < it->wanted.n_features; i++) {
        it->columns.features[i] = i;
    }
    const bool is_one = it->wanted.n_targets == 1;
    if (has_targets && is_one) {
        nnt_messages_add(notes, 0, 0,
                         "%s: columns are taken by position; the last, %s%s%s, is passed over",
                         it->file.name, it->wanted.target_names ? "'" : "the target",
                         it->wanted.target_names ? it->wanted.target_names[0] : "",
                         it->wanted.target_names ? "'" : "");
    } else if (has_targets) {
        nnt_messages_add(notes, 0, 0,
                         "%s: columns are taken by position; the last %zu, the targets, are "
                         "passed over",
                         it->file.name, it->wanted.n_targets);
    }
    return NNT_OK;
}

static nnt_status match_columns(reading *it, nnt_messages *notes, nnt_error *error) {
    it->columns.features = nnt_allocate(it->wanted.n_features, sizeof *it->columns.features);
    if (!it->columns.features) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", it->file.name);
    }
    it->columns.n_features = it->wanted.n_features;
    return it->wanted.feature_names && it->columns.names ? match_names(it, error)
                                                         : match_places(it, notes, error);
}

/* ---- the values ----------------------------------------------------------- */

static nnt_status refuse_missing(const reading *it, size_t column, nnt_error *error) {
    const nnt_csv_field *field = &it->cursor.fields[column];
    char name[NNT_CSV_COLUMN_ROOM];
    char found[NNT_CSV_SHOWN_ROOM];
    return nnt_csv_file_refuse(&it->file, field->start, error,
                               "the value of %s is missing (%s); a model that was trained with "
                               "\"missing\": \"mean\" knows what to put there, this one does not",
                               nnt_csv_column_show(&it->columns, "feature", column, name),
                               nnt_csv_field_show(field, found));
}

/* The features that are levels of one column; *i goes on to the last of them. */
static nnt_status read_levels(reading *it, size_t *i, double *values, nnt_error *error) {
    const size_t first = *i;
    const size_t column = it->columns.features[first];
    const nnt_csv_field *field = &it->cursor.fields[column];
    bool is_known = false;
    const size_t n = nnt_csv_levels_read(&it->columns, first, field, values, &is_known);
    *i += n - 1;
    if (is_known || !nnt_csv_field_is_missing(field)) {
        it->n_unseen += !is_known;
        return NNT_OK;
    }
    for (size_t k = 0; k < n; k++) {
        values[first + k] = (double)NAN;
    }
    return it->wanted.means ? NNT_OK : refuse_missing(it, column, error);
}

static nnt_status read_number(const reading *it, size_t column, double *value, nnt_error *error) {
    const nnt_csv_field *field = &it->cursor.fields[column];
    if (nnt_csv_field_is_missing(field)) {
        *value = (double)NAN;
        return it->wanted.means ? NNT_OK : refuse_missing(it, column, error);
    }
    return nnt_csv_number_read(&it->columns, "feature", column, field, value, error);
}

/* What is missing stays NaN. */
static nnt_status read_row(reading *it, double *values, nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < it->wanted.n_features && !status; i++) {
        const bool is_level = it->columns.levels && it->columns.levels[i];
        status = is_level ? read_levels(it, &i, values, error)
                          : read_number(it, it->columns.features[i], &values[i], error);
    }
    return status;
}

static nnt_status read_values(reading *it, double **values, size_t *n_rows, nnt_error *error) {
    size_t n = 0;
    size_t n_values = 0;
    nnt_status status = nnt_csv_rows_count(&it->cursor, &n, error);
    if (status || n == 0) {
        return status;
    }
    double *block = nnt_size_multiply(n, it->wanted.n_features, &n_values)
                        ? nnt_allocate(n_values, sizeof *block)
                        : NULL;
    if (!block) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for %zu rows", it->file.name, n);
    }
    for (size_t row = 0; row < n && !status; row++) {
        bool is_there = false;
        status = nnt_csv_cursor_next(&it->cursor, &is_there, error);
        if (!status) {
            status = read_row(it, block + row * it->wanted.n_features, error);
        }
    }
    if (status) {
        nnt_free(block);
        return status;
    }
    *values = block;
    *n_rows = n;
    return NNT_OK;
}

static nnt_status fill_missing(
    const reading *it, double *values, size_t n_rows, nnt_messages *notes, nnt_error *error) {
    const nnt_csv_wanted *wanted = &it->wanted;
    const size_t n = wanted->n_features;
    return nnt_missing_note(values, n_rows, n, it->file.name, notes) == 0
               ? NNT_OK
               : nnt_missing_fill(values, n_rows, n, wanted->means, wanted->feature_names, error);
}

nnt_status nnt_csv_read_features(const char *path,
                                 const nnt_csv_wanted *wanted,
                                 double **values,
                                 size_t *n_rows,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    reading it = {.wanted = *wanted};
    *values = NULL;
    *n_rows = 0;
    nnt_status status = nnt_csv_file_open(path, &it.file, error);
    if (!status) {
        status = start(&it, notes, error);
    }
    if (!status) {
        status = match_columns(&it, notes, error);
    }
    if (!status) {
        status = read_values(&it, values, n_rows, error);
    }
    if (!status) {
        nnt_csv_levels_note(&it.columns, it.n_unseen, notes);
        status = fill_missing(&it, *values, *n_rows, notes, error);
    }
    if (status) {
        nnt_free(*values);
        *values = NULL;
        *n_rows = 0;
    }
    nnt_csv_cursor_clear(&it.cursor);
    nnt_csv_columns_clear(&it.columns);
    nnt_csv_file_clear(&it.file);
    return status;
}
