/* Finding a CSV file's delimiter and header. */
#include "data/csv_detect.h"

#include "base/memory.h"
#include "base/number.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_FOR_DELIMITER = 50, ROWS_FOR_HEADER = 100 };

/* ---- the delimiter -------------------------------------------------------- */

static const char candidates[] = {'\t', ';', '|', ',', ' '};

/* How one candidate cuts the first rows. */
typedef struct cut {
    size_t n_rows;
    size_t n_rows_cut; /* into two fields or more */
    bool is_even;      /* all rows into the same number of fields */
} cut;

/* A quote within unquoted text: most often the delimiter cut a quoted field. */
static bool has_stray_quote(const nnt_csv_cursor *cursor) {
    for (size_t i = 0; i < cursor->n_fields; i++) {
        const nnt_csv_field *field = &cursor->fields[i];
        const bool is_quoted = field->start != field->text;
        if (!is_quoted && memchr(field->text, '"', field->length)) {
            return true;
        }
    }
    return false;
}

/* Broken quotes end the sample: under another delimiter they may be whole. So only
 * memory can fail. */
static nnt_status
try_delimiter(const nnt_csv_file *file, char delimiter, cut *it, nnt_error *error) {
    *it = (cut){.is_even = true};
    size_t n_first = 0;
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(file, delimiter, 0, &cursor);
    bool is_there = true;
    nnt_status status = NNT_OK;
    while (it->n_rows < ROWS_FOR_DELIMITER) {
        status = nnt_csv_cursor_next(&cursor, &is_there, error);
        if (status || !is_there) {
            break;
        }
        n_first = it->n_rows == 0 ? cursor.n_fields : n_first;
        it->is_even = it->is_even && cursor.n_fields == n_first && !has_stray_quote(&cursor);
        it->n_rows_cut += cursor.n_fields >= 2;
        it->n_rows++;
    }
    nnt_csv_cursor_clear(&cursor);
    it->is_even = it->is_even && status == NNT_OK;
    return status == NNT_ERR_DATA ? NNT_OK : status;
}

static nnt_status find_delimiter(const nnt_csv_file *file, char *delimiter, nnt_error *error) {
    size_t most = 0;
    *delimiter = ',';
    for (size_t i = 0; i < sizeof candidates; i++) {
        cut it;
        const nnt_status status = try_delimiter(file, candidates[i], &it, error);
        if (status) {
            return status;
        }
        if (it.is_even && it.n_rows_cut > 0) {
            *delimiter = candidates[i];
            break;
        }
        if (2 * it.n_rows_cut > it.n_rows && it.n_rows_cut > most) {
            *delimiter = candidates[i];
            most = it.n_rows_cut;
        }
    }
    return NNT_OK;
}

const char *nnt_csv_delimiter_show(char delimiter, char room[NNT_CSV_DELIMITER_ROOM]) {
    if (delimiter == '\t') {
        return "tab";
    }
    if (delimiter == ' ') {
        return "blank";
    }
    snprintf(room, NNT_CSV_DELIMITER_ROOM, "'%c'", delimiter);
    return room;
}

/* ---- the header ----------------------------------------------------------- */

static bool is_number(const nnt_csv_field *field) {
    double number = 0;
    return nnt_number_parse(field->text, field->length, &number);
}

static bool are_equal(const nnt_csv_field *a, const nnt_csv_field *b) {
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* What the rows below the first have in one column. */
typedef struct column {
    bool has_number, has_word;
    bool repeats_first; /* the first row's field comes again */
} column;

/* The first rows, taken apart. */
typedef struct sample {
    nnt_csv_field *first; /* (n) fields of the first row */
    column *columns;      /* (n) */
    size_t n;
} sample;

static void observe_row(const nnt_csv_cursor *cursor, sample *it) {
    for (size_t i = 0; i < it->n && i < cursor->n_fields; i++) {
        const nnt_csv_field *field = &cursor->fields[i];
        if (is_number(field)) {
            it->columns[i].has_number = true;
        } else if (!nnt_csv_field_is_missing(field)) {
            it->columns[i].has_word = true;
        }
        it->columns[i].repeats_first |= are_equal(field, &it->first[i]);
    }
}

/* Numbers of the first row that count up by one, as the names of numbered columns. */
static bool counts_up(const sample *it) {
    bool is_first = true;
    uint64_t last = 0;
    for (size_t i = 0; i < it->n; i++) {
        const nnt_csv_field *field = &it->first[i];
        uint64_t number = 0;
        if (nnt_number_parse_unsigned(field->text, field->length, &number)) {
            if (!is_first && number != last + 1) {
                return false;
            }
            last = number;
            is_first = false;
        } else if (is_number(field)) {
            return false;
        }
    }
    return true;
}

static int compare_fields(const void *a, const void *b) {
    const nnt_csv_field *x = a;
    const nnt_csv_field *y = b;
    const size_t shorter = x->length < y->length ? x->length : y->length;
    const int order = memcmp(x->text, y->text, shorter);
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* Whether the first row holds words that are all different. Sorts it. */
static bool has_distinct_words(sample *it) {
    for (size_t i = 0; i < it->n; i++) {
        if (is_number(&it->first[i]) || nnt_csv_field_is_missing(&it->first[i])) {
            return false;
        }
    }
    qsort(it->first, it->n, sizeof *it->first, compare_fields);
    for (size_t i = 1; i < it->n; i++) {
        if (are_equal(&it->first[i - 1], &it->first[i])) {
            return false;
        }
    }
    return true;
}

static bool judge_header(sample *it) {
    bool repeats = false;
    bool has_words_only = true;
    for (size_t i = 0; i < it->n; i++) {
        const column *below = &it->columns[i];
        const bool is_headed = below->has_number && !below->has_word && !is_number(&it->first[i]) &&
                               !nnt_csv_field_is_missing(&it->first[i]);
        if (is_headed) {
            return counts_up(it);
        }
        repeats |= below->repeats_first;
        has_words_only &= !below->has_number;
    }
    return has_words_only && !repeats && has_distinct_words(it);
}

static nnt_status create_sample(const nnt_csv_cursor *cursor, sample *it, nnt_error *error) {
    it->n = cursor->n_fields;
    it->first = nnt_allocate(it->n, sizeof *it->first);
    it->columns = nnt_allocate(it->n, sizeof *it->columns);
    if (!it->first || !it->columns) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for a row of %zu fields",
                             cursor->file->name, it->n);
    }
    memcpy(it->first, cursor->fields, it->n * sizeof *it->first);
    return NNT_OK;
}

static nnt_status find_header(nnt_csv_cursor *cursor, bool *has_header, nnt_error *error) {
    sample it = {0};
    bool is_there = true;
    nnt_status status = create_sample(cursor, &it, error);
    for (size_t i = 0; !status && i < ROWS_FOR_HEADER; i++) {
        status = nnt_csv_cursor_next(cursor, &is_there, error);
        if (status || !is_there) {
            break;
        }
        observe_row(cursor, &it);
    }
    if (!status) {
        *has_header = judge_header(&it);
    }
    nnt_free(it.first);
    nnt_free(it.columns);
    return status;
}

/* ---- both ----------------------------------------------------------------- */

nnt_status nnt_csv_detect(const nnt_csv_file *file,
                          char delimiter,
                          nnt_csv_header header,
                          nnt_csv_layout *layout,
                          nnt_error *error) {
    *layout =
        (nnt_csv_layout){.delimiter = delimiter, .has_header = header == NNT_CSV_HEADER_PRESENT};
    nnt_status status = delimiter ? NNT_OK : find_delimiter(file, &layout->delimiter, error);
    if (status) {
        return status;
    }
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(file, layout->delimiter, 0, &cursor);
    bool is_there = false;
    status = nnt_csv_cursor_next(&cursor, &is_there, error);
    if (!status && !is_there) {
        status = nnt_error_set(error, NNT_ERR_DATA, "%s: the file is empty", file->name);
    }
    if (!status) {
        layout->n_columns = cursor.n_fields;
        cursor.n_required = cursor.n_fields;
    }
    if (!status && header == NNT_CSV_HEADER_AUTO) {
        status = find_header(&cursor, &layout->has_header, error);
    }
    nnt_csv_cursor_clear(&cursor);
    return status;
}
