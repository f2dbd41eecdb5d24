/* Going through the rows of CSV text. */
#include "data/csv_reader.h"

#include "base/memory.h"
#include <string.h>

/* ---- places in the text --------------------------------------------------- */

static bool is_line_end(char byte) {
    return byte == '\n' || byte == '\r' || byte == '\0';
}

static const char *skip_line_end(const char *at) {
    if (at[0] == '\r' && at[1] == '\n') {
        return at + 2;
    }
    return *at ? at + 1 : at;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* Blanks that are not delimiters themselves. */
static const char *skip_padding(const nnt_csv_cursor *cursor, const char *at) {
    const bool separates = cursor->delimiter == ' ';
    while (is_blank(*at) && (separates || *at != cursor->delimiter)) {
        at++;
    }
    return at;
}

static const char *skip_empty_lines(const nnt_csv_cursor *cursor) {
    const char *at = cursor->at;
    while (*at) {
        const char *content = cursor->delimiter == ' ' ? skip_padding(cursor, at) : at;
        if (!is_line_end(*content)) {
            break;
        }
        at = skip_line_end(content);
    }
    return at;
}

/* ---- fields --------------------------------------------------------------- */

static void read_plain(const nnt_csv_cursor *cursor, const char **at, nnt_csv_field *field) {
    const char *start = *at;
    const char *end = start;
    while (!cursor->stops[(unsigned char)*end]) {
        end++;
    }
    *at = end;
    while (end > start && is_blank(end[-1])) {
        end--;
    }
    *field = (nnt_csv_field){.text = start, .length = (size_t)(end - start), .start = start};
}

/* The quote that closes a field whose text starts at `text`; NULL when none does. */
static const char *
find_closing_quote(const nnt_csv_cursor *cursor, const char *text, bool *doubles) {
    const char *quote = text;
    for (;;) {
        quote = memchr(quote, '"', (size_t)(cursor->file->end - quote));
        if (!quote || quote[1] != '"') {
            return quote;
        }
        *doubles = true;
        quote += 2;
    }
}

static nnt_status
read_quoted(const nnt_csv_cursor *cursor, const char **at, nnt_csv_field *field, nnt_error *error) {
    const char *start = *at;
    bool doubles = false;
    const char *quote = find_closing_quote(cursor, start + 1, &doubles);
    if (!quote) {
        return nnt_csv_file_refuse(cursor->file, start, error,
                                   "a quoted field begins here and is never closed");
    }
    *field = (nnt_csv_field){.text = start + 1,
                             .length = (size_t)(quote - start - 1),
                             .start = start,
                             .doubles_quotes = doubles};
    *at = skip_padding(cursor, quote + 1);
    const bool runs_on = *at == quote + 1 || cursor->delimiter != ' ';
    if (runs_on && !cursor->stops[(unsigned char)**at]) {
        return nnt_csv_file_refuse(cursor->file, *at, error,
                                   "text after the closing quote of a field; a quote inside a "
                                   "quoted field must be doubled");
    }
    return NNT_OK;
}

/* ---- rows ----------------------------------------------------------------- */

void nnt_csv_cursor_start(const nnt_csv_file *file,
                          char delimiter,
                          size_t n_required,
                          nnt_csv_cursor *cursor) {
    *cursor = (nnt_csv_cursor){
        .file = file, .at = file->text, .delimiter = delimiter, .n_required = n_required};
    cursor->stops['\0'] = cursor->stops['\n'] = cursor->stops['\r'] = true;
    cursor->stops[(unsigned char)delimiter] = true;
    cursor->stops['\t'] |= delimiter == ' ';
}

static nnt_status make_room(nnt_csv_cursor *cursor, const char *at, nnt_error *error) {
    if (cursor->n_fields < cursor->capacity) {
        return NNT_OK;
    }
    if (cursor->n_fields == NNT_CSV_MOST_FIELDS) {
        return nnt_csv_file_refuse(cursor->file, at, error,
                                   "the row has more than %d fields, the most that is allowed",
                                   (int)NNT_CSV_MOST_FIELDS);
    }
    const size_t doubled = cursor->capacity > 0 ? 2 * cursor->capacity : 16;
    const size_t capacity = doubled < NNT_CSV_MOST_FIELDS ? doubled : NNT_CSV_MOST_FIELDS;
    nnt_csv_field *fields = nnt_reallocate(cursor->fields, capacity, sizeof *fields);
    if (!fields) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for a row of %zu fields",
                             cursor->file->name, capacity);
    }
    cursor->fields = fields;
    cursor->capacity = capacity;
    return NNT_OK;
}

static nnt_status
check_field(const nnt_csv_cursor *cursor, const nnt_csv_field *field, nnt_error *error) {
    if (field->length <= NNT_CSV_LONGEST_FIELD) {
        return NNT_OK;
    }
    return nnt_csv_file_refuse(cursor->file, field->start, error,
                               "a field of %zu bytes begins here; %d are allowed", field->length,
                               (int)NNT_CSV_LONGEST_FIELD);
}

/* Whether another field follows in the row, and then moves to where it begins. */
static bool pass_delimiter(const nnt_csv_cursor *cursor, const char **at) {
    if (cursor->delimiter == ' ') {
        *at = skip_padding(cursor, *at);
        return !is_line_end(**at);
    }
    if (is_line_end(**at)) {
        return false;
    }
    ++*at;
    return true;
}

static nnt_status check_count(const nnt_csv_cursor *cursor, const char *start, nnt_error *error) {
    if (cursor->n_required == 0 || cursor->n_fields == cursor->n_required) {
        return NNT_OK;
    }
    return nnt_csv_file_refuse(cursor->file, start, error,
                               "the row has %zu field%s; the first row has %zu", cursor->n_fields,
                               cursor->n_fields == 1 ? "" : "s", cursor->n_required);
}

nnt_status nnt_csv_cursor_next(nnt_csv_cursor *cursor, bool *is_there, nnt_error *error) {
    const char *start = skip_empty_lines(cursor);
    const char *at = start;
    cursor->n_fields = 0;
    *is_there = *start != '\0';
    if (!*is_there) {
        cursor->at = start;
        return NNT_OK;
    }
    do {
        nnt_status status = make_room(cursor, at, error);
        if (status) {
            return status;
        }
        nnt_csv_field *field = &cursor->fields[cursor->n_fields++];
        at = skip_padding(cursor, at);
        if (*at != '"') {
            read_plain(cursor, &at, field);
        } else {
            status = read_quoted(cursor, &at, field, error);
        }
        if (!status) {
            status = check_field(cursor, field, error);
        }
        if (status) {
            return status;
        }
    } while (pass_delimiter(cursor, &at));
    cursor->at = skip_line_end(at);
    return check_count(cursor, start, error);
}

void nnt_csv_cursor_clear(nnt_csv_cursor *cursor) {
    nnt_free(cursor->fields);
    *cursor = (nnt_csv_cursor){0};
}
