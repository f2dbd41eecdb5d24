/* From CSV fields to numbers and class labels. */
#include "data/csv_values.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/suggest.h"
#include "base/text.h"
#include "data/csv_levels.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

nnt_status nnt_csv_rows_count(nnt_csv_cursor *cursor, size_t *n_rows, nnt_error *error) {
    const char *start = cursor->at;
    bool is_there = true;
    nnt_status status = NNT_OK;
    *n_rows = 0;
    for (;;) {
        status = nnt_csv_cursor_next(cursor, &is_there, error);
        if (status || !is_there) {
            break;
        }
        ++*n_rows;
    }
    cursor->at = start;
    return status;
}

/* ---- numbers -------------------------------------------------------------- */

/* "1,5": what a number with a decimal comma looks like. */
static bool has_decimal_comma(const nnt_csv_field *field) {
    char copy[NNT_NUMBER_ROOM];
    const char *comma = memchr(field->text, ',', field->length);
    if (!comma || field->length > sizeof copy) {
        return false;
    }
    memcpy(copy, field->text, field->length);
    copy[comma - field->text] = '.';
    double number = 0;
    return nnt_number_parse(copy, field->length, &number);
}

/* Whether a field stands in the first row of a file that was taken to have no header. */
static bool may_be_header(const nnt_csv_columns *columns, const nnt_csv_field *field) {
    const char *text = columns->file->text;
    const size_t before = (size_t)(field->start - text);
    return !columns->names && !memchr(text, '\n', before) && !memchr(text, '\r', before);
}

static nnt_status refuse_number(const nnt_csv_columns *columns,
                                const char *role,
                                size_t column,
                                const nnt_csv_field *field,
                                nnt_error *error) {
    char name[NNT_CSV_COLUMN_ROOM];
    char found[NNT_CSV_SHOWN_ROOM];
    const char *hint = "";
    if (has_decimal_comma(field)) {
        hint = "; write decimals with a point";
    } else if (may_be_header(columns, field)) {
        hint = "; if this row names the columns, set \"header\": true";
    }
    return nnt_csv_file_refuse(
        columns->file, field->start, error, "expected a number for %s, found %s%s",
        nnt_csv_column_show(columns, role, column, name), nnt_csv_field_show(field, found), hint);
}

nnt_status nnt_csv_number_read(const nnt_csv_columns *columns,
                               const char *role,
                               size_t column,
                               const nnt_csv_field *field,
                               double *number,
                               nnt_error *error) {
    if (nnt_number_parse(field->text, field->length, number)) {
        return NNT_OK;
    }
    return refuse_number(columns, role, column, field, error);
}

/* ---- missing values ------------------------------------------------------- */

/* A row that is read; `row` is its place in the dataset. */
typedef struct target_row {
    nnt_csv_reading *reading;
    const nnt_csv_cursor *cursor;
    nnt_dataset *dataset;
    size_t row;
    bool is_dropped;
} target_row;

static nnt_status
refuse_missing(const target_row *it, const char *role, size_t column, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    const nnt_csv_field *field = &it->cursor->fields[column];
    const bool is_feature = strcmp(role, "feature") == 0;
    char name[NNT_CSV_COLUMN_ROOM];
    char found[NNT_CSV_SHOWN_ROOM];
    return nnt_csv_file_refuse(
        columns->file, field->start, error, "the value of %s is missing (%s); %s",
        nnt_csv_column_show(columns, role, column, name), nnt_csv_field_show(field, found),
        is_feature
            ? "\"missing\": \"mean\" puts the mean of the training rows, \"drop\" drops the row"
            : "\"missing\": \"drop\" drops the row");
}

/* ---- features and targets ------------------------------------------------- */

/* The features that are levels of one column; *i goes on to the last of them. */
static nnt_status read_levels(target_row *it, size_t *i, double *x, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    const size_t column = columns->features[*i];
    const nnt_csv_field *field = &it->cursor->fields[column];
    bool is_known = false;
    const size_t first = *i;
    const size_t n = nnt_csv_levels_read(columns, first, field, x, &is_known);
    *i += n - 1;
    if (is_known || !nnt_csv_field_is_missing(field)) {
        it->reading->n_unseen += !is_known;
        return NNT_OK;
    }
    if (it->reading->missing == NNT_CSV_MISSING_ERROR) {
        return refuse_missing(it, "feature", column, error);
    }
    for (size_t k = 0; k < n; k++) {
        x[first + k] = (double)NAN;
    }
    it->is_dropped = it->reading->missing == NNT_CSV_MISSING_DROP;
    return NNT_OK;
}

static nnt_status read_features(target_row *it, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    double *x = (double *)it->dataset->features + it->row * columns->n_features;
    for (size_t i = 0; i < columns->n_features && !it->is_dropped; i++) {
        const size_t column = columns->features[i];
        const nnt_csv_field *field = &it->cursor->fields[column];
        if (columns->levels && columns->levels[i]) {
            const nnt_status status = read_levels(it, &i, x, error);
            if (status) {
                return status;
            }
            continue;
        }
        if (nnt_number_parse(field->text, field->length, &x[i])) {
            continue;
        }
        if (!nnt_csv_field_is_missing(field)) {
            return refuse_number(columns, "feature", column, field, error);
        }
        if (it->reading->missing == NNT_CSV_MISSING_ERROR) {
            return refuse_missing(it, "feature", column, error);
        }
        x[i] = (double)NAN;
        it->is_dropped = it->reading->missing == NNT_CSV_MISSING_DROP;
    }
    return NNT_OK;
}

static nnt_status read_targets(target_row *it, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    double *y = it->dataset->targets + it->row * columns->n_targets;
    for (size_t i = 0; i < columns->n_targets && !it->is_dropped; i++) {
        const size_t column = columns->targets[i];
        const nnt_csv_field *field = &it->cursor->fields[column];
        if (nnt_number_parse(field->text, field->length, &y[i])) {
            continue;
        }
        if (!nnt_csv_field_is_missing(field)) {
            return refuse_number(columns, "target", column, field, error);
        }
        if (it->reading->missing != NNT_CSV_MISSING_DROP) {
            return refuse_missing(it, "target", column, error);
        }
        it->is_dropped = true;
    }
    return NNT_OK;
}

/* The weight of a row must not be missing, whatever is done about features. */
static nnt_status read_weight(target_row *it, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    const size_t column = columns->weight;
    const nnt_csv_field *field = &it->cursor->fields[column];
    double *weight = &it->dataset->weights[it->row];
    char name[NNT_CSV_COLUMN_ROOM];
    if (nnt_number_parse(field->text, field->length, weight)) {
        return *weight >= 0
                   ? NNT_OK
                   : nnt_csv_file_refuse(
                         columns->file, field->start, error, "%s is %g; a weight is 0 or more",
                         nnt_csv_column_show(columns, "weight", column, name), *weight);
    }
    if (!nnt_csv_field_is_missing(field)) {
        return refuse_number(columns, "weight", column, field, error);
    }
    it->is_dropped = it->reading->missing == NNT_CSV_MISSING_DROP;
    return it->is_dropped ? NNT_OK : refuse_missing(it, "weight", column, error);
}

/* ---- class labels --------------------------------------------------------- */

static nnt_status refuse_class(const target_row *it, const char *label, nnt_error *error) {
    const nnt_csv_columns *columns = it->reading->columns;
    const nnt_class_set *classes = it->reading->classes;
    const size_t column = columns->targets[0];
    const nnt_csv_field *field = &it->cursor->fields[column];
    const char *near = nnt_suggest(label, (const char *const *)classes->labels, classes->count);
    enum { MOST_NAMES = 8 };
    nnt_text known = {0};
    for (size_t i = 0; i < classes->count && i < MOST_NAMES; i++) {
        nnt_text_addf(&known, "%s%.80s", i > 0 ? ", " : "", classes->labels[i]);
    }
    nnt_text_add(&known, classes->count > MOST_NAMES ? ", …" : "");
    char name[NNT_CSV_COLUMN_ROOM];
    char found[NNT_CSV_SHOWN_ROOM];
    const nnt_status status = nnt_csv_file_refuse(
        columns->file, field->start, error, "unknown class %s in %s%s%s%sknown: %s",
        nnt_csv_field_show(field, found), nnt_csv_column_show(columns, "target", column, name),
        near ? "; did you mean \"" : "; ", near ? near : "", near ? "\"? " : "",
        known.failed ? "(out of memory)" : known.data);
    nnt_text_clear(&known);
    return status;
}

/* `label` is the field's text with its quotes made single. */
static nnt_status take_label(target_row *it, const char *label, size_t length, nnt_error *error) {
    nnt_csv_reading *reading = it->reading;
    const nnt_csv_field *field = &it->cursor->fields[reading->columns->targets[0]];
    uint32_t *id = &it->dataset->labels[it->row];
    *id = nnt_class_set_find(reading->classes, label, length);
    if (*id != UINT32_MAX) {
        return NNT_OK;
    }
    if (nnt_csv_field_is_missing(field)) {
        it->is_dropped = reading->missing == NNT_CSV_MISSING_DROP;
        return it->is_dropped ? NNT_OK
                              : refuse_missing(it, "target", reading->columns->targets[0], error);
    }
    if (reading->classes_are_fixed) {
        char *copy = nnt_copy_bytes(label, length);
        const nnt_status status =
            copy ? refuse_class(it, copy, error)
                 : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a class label");
        nnt_free(copy);
        return status;
    }
    const nnt_status status = nnt_class_set_add(reading->classes, label, length, id, error);
    if (status == NNT_ERR_DATA) {
        char name[NNT_CSV_COLUMN_ROOM];
        return nnt_csv_file_refuse(
            reading->columns->file, field->start, error,
            "more than %d different classes in %s; if it holds numbers, "
            "\"task\": \"regression\" fits them",
            (int)NNT_MOST_CLASSES,
            nnt_csv_column_show(reading->columns, "target", reading->columns->targets[0], name));
    }
    return status;
}

static nnt_status read_label(target_row *it, nnt_error *error) {
    const nnt_csv_field *field = &it->cursor->fields[it->reading->columns->targets[0]];
    if (!field->doubles_quotes) {
        return take_label(it, field->text, field->length, error);
    }
    char *label = nnt_csv_field_copy(field);
    const nnt_status status =
        label ? take_label(it, label, strlen(label), error)
              : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a class label");
    nnt_free(label);
    return status;
}

/* ---- all ------------------------------------------------------------------ */

nnt_status nnt_csv_rows_read(nnt_csv_reading *reading,
                             nnt_csv_cursor *cursor,
                             nnt_dataset *dataset,
                             nnt_error *error) {
    size_t row = 0;
    for (;;) {
        bool is_there = false;
        nnt_status status = nnt_csv_cursor_next(cursor, &is_there, error);
        if (status || !is_there) {
            dataset->n_rows = row;
            return status;
        }
        target_row it = {reading, cursor, dataset, row, false};
        status = read_features(&it, error);
        if (!status && !it.is_dropped) {
            status = dataset->labels ? read_label(&it, error) : read_targets(&it, error);
        }
        if (!status && !it.is_dropped && dataset->weights) {
            status = read_weight(&it, error);
        }
        if (status) {
            return status;
        }
        row += !it.is_dropped;
        reading->n_dropped += it.is_dropped;
    }
}
