/* Going once through a CSV file to see what its columns hold. */
#include "data/csv_survey.h"

#include "base/memory.h"
#include "base/number.h"
#include <math.h>
#include <string.h>

/* ---- the target ----------------------------------------------------------- */

static nnt_status find_target(nnt_csv_survey *it, const char *name, nnt_error *error) {
    uint64_t number = 0;
    it->target = it->columns.layout.n_columns - 1;
    if (!name) {
        return NNT_OK;
    }
    const size_t column = nnt_csv_columns_find(&it->columns, name);
    if (column != SIZE_MAX) {
        it->target = column;
        return NNT_OK;
    }
    if (nnt_number_parse_unsigned(name, strlen(name), &number) &&
        number < it->columns.layout.n_columns) {
        it->target = (size_t)number;
        return NNT_OK;
    }
    return nnt_csv_columns_refuse(&it->columns, "target", name, error);
}

/* Adds the field's value to the set, unless it is there. */
static nnt_status collect(const nnt_csv_survey *it,
                          const nnt_csv_field *field,
                          nnt_class_set *set,
                          nnt_error *error) {
    char *label = nnt_csv_field_copy(field);
    nnt_status status = NNT_OK;
    uint32_t id = 0;
    if (!label) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", it->file.name);
    }
    if (nnt_class_set_find(set, label, strlen(label)) == UINT32_MAX) {
        status = nnt_class_set_add(set, label, strlen(label), &id, error);
    }
    if (status == NNT_ERR_DATA) {
        status = nnt_csv_file_refuse(&it->file, field->start, error,
                                     "more than %d different texts in the target",
                                     (int)NNT_MOST_CLASSES);
    }
    nnt_free(label);
    return status;
}

/* Values of a target that may be classes; no more of numbers than tell amounts. */
static nnt_status collect_class(nnt_csv_survey *it, const nnt_csv_field *field, nnt_error *error) {
    const bool is_enough =
        it->about[it->target].n_texts == 0 && it->classes.count > NNT_CSV_MOST_NUMBERED_CLASSES;
    return is_enough || nnt_csv_field_is_missing(field) ? NNT_OK
                                                        : collect(it, field, &it->classes, error);
}

/* ---- rows ----------------------------------------------------------------- */

static bool is_same(const nnt_csv_field *a, const nnt_csv_field *b) {
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static nnt_status look_at_field(const nnt_csv_survey *it,
                                const nnt_csv_field *field,
                                nnt_csv_about *about,
                                nnt_error *error) {
    const size_t row = it->n_rows;
    double number = 0;
    if (row == 0) {
        *about = (nnt_csv_about){.is_whole = true, .counts_up = true, .first = *field};
    }
    about->varies = about->varies || !is_same(field, &about->first);
    if (nnt_number_parse(field->text, field->length, &number)) {
        const bool follows = row == 0 || number == about->last + 1;
        about->n_numbers++;
        about->is_whole = about->is_whole && number == floor(number);
        about->counts_up = about->counts_up && about->is_whole && follows;
        about->start = row == 0 ? number : about->start;
        about->last = number;
        return NNT_OK;
    }
    about->counts_up = false;
    if (nnt_csv_field_is_missing(field)) {
        about->n_missing++;
        return NNT_OK;
    }
    about->first_text = about->n_texts++ == 0 ? *field : about->first_text;
    return about->words.count > NNT_CSV_MOST_WORDS ? NNT_OK
                                                   : collect(it, field, &about->words, error);
}

static nnt_status look_at_rows(nnt_csv_survey *it, nnt_csv_cursor *cursor, nnt_error *error) {
    for (;;) {
        bool is_there = false;
        nnt_status status = nnt_csv_cursor_next(cursor, &is_there, error);
        if (status || !is_there) {
            return status;
        }
        for (size_t i = 0; i < cursor->n_fields && !status; i++) {
            status = look_at_field(it, &cursor->fields[i], &it->about[i], error);
        }
        if (!status) {
            status = collect_class(it, &cursor->fields[it->target], error);
        }
        if (status) {
            return status;
        }
        it->n_rows++;
    }
}

/* ---- the file ------------------------------------------------------------- */

static nnt_status survey_columns(nnt_csv_survey *it, const char *target, nnt_error *error) {
    nnt_csv_layout layout;
    nnt_csv_cursor cursor = {0};
    nnt_status status = nnt_csv_detect(&it->file, '\0', NNT_CSV_HEADER_AUTO, &layout, error);
    if (!status) {
        status = nnt_csv_columns_start(&it->file, &layout, &it->columns, &cursor, NULL, error);
    }
    if (!status) {
        status = find_target(it, target, error);
    }
    if (!status) {
        it->about = nnt_allocate(layout.n_columns, sizeof *it->about);
        status = it->about ? look_at_rows(it, &cursor, error)
                           : nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for %zu columns",
                                           it->file.name, layout.n_columns);
    }
    if (!status && it->n_rows == 0) {
        status = nnt_error_set(error, NNT_ERR_DATA, "%s: no rows of data below the header",
                               it->file.name);
    }
    nnt_csv_cursor_clear(&cursor);
    return status;
}

nnt_status nnt_csv_survey_read(const char *path,
                               const char *target,
                               nnt_csv_survey *survey,
                               nnt_error *error) {
    *survey = (nnt_csv_survey){0};
    nnt_status status = nnt_csv_file_open(path, &survey->file, error);
    if (!status) {
        status = survey_columns(survey, target, error);
    }
    if (status) {
        nnt_csv_survey_clear(survey);
    }
    return status;
}

void nnt_csv_survey_clear(nnt_csv_survey *survey) {
    for (size_t i = 0; survey->about && i < survey->columns.layout.n_columns; i++) {
        nnt_class_set_clear(&survey->about[i].words);
    }
    nnt_class_set_clear(&survey->classes);
    nnt_free(survey->about);
    nnt_csv_columns_clear(&survey->columns);
    nnt_csv_file_clear(&survey->file);
    *survey = (nnt_csv_survey){0};
}
