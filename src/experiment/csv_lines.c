/* Tables of a run folder read back by rows and column names. */
#include "experiment/csv_lines.h"

#include "base/memory.h"
#include "base/number.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* A piece of the text. */
typedef struct field {
    const char *start;
    size_t length;
} field;

/* The field with this index in the line at `line`; length 0 when there is none. */
static field find_field(const char *line, size_t index) {
    while (index > 0) {
        line += strcspn(line, ",\n");
        if (*line != ',') {
            return (field){line, 0};
        }
        line++;
        index--;
    }
    return (field){line, strcspn(line, ",\n")};
}

static bool is_equal(field found, const char *text) {
    return found.length == strlen(text) && memcmp(found.start, text, found.length) == 0;
}

/* Index of a column by the header, or SIZE_MAX. */
static size_t find_column(const nnt_csv_lines *lines, const char *name) {
    size_t index = 0;
    const char *next = lines->text;
    for (;; index++) {
        const field found = {next, strcspn(next, ",\n")};
        if (is_equal(found, name)) {
            return index;
        }
        next += found.length;
        if (*next != ',') {
            return SIZE_MAX;
        }
        next++;
    }
}

bool nnt_csv_lines_open(char *text, size_t length, nnt_csv_lines *lines) {
    size_t n_ends = 0;
    for (const char *end = strchr(text, '\n'); end; end = strchr(end + 1, '\n')) {
        n_ends++;
    }
    size_t *starts = nnt_allocate(n_ends + 1, sizeof *starts);
    if (!starts) {
        return false;
    }
    size_t n = 0;
    for (const char *end = strchr(text, '\n'); end; end = strchr(end + 1, '\n')) {
        starts[n++] = (size_t)(end - text) + 1;
    }
    const bool is_ended = n > 0 && starts[n - 1] >= length; /* the last line has its end */
    *lines = (nnt_csv_lines){text, starts, is_ended ? n - 1 : n};
    return true;
}

void nnt_csv_lines_clear(nnt_csv_lines *lines) {
    nnt_free(lines->text);
    nnt_free(lines->starts);
    *lines = (nnt_csv_lines){0};
}

double nnt_csv_lines_get(const nnt_csv_lines *lines, size_t line, const char *column) {
    double number = (double)NAN;
    const size_t index = find_column(lines, column);
    if (index == SIZE_MAX || line >= lines->n_lines) {
        return number;
    }
    const field found = find_field(lines->text + lines->starts[line], index);
    return nnt_number_parse(found.start, found.length, &number) ? number : (double)NAN;
}

size_t nnt_csv_lines_count(const nnt_csv_lines *lines, const char *column, const char *text) {
    const size_t index = find_column(lines, column);
    size_t n = 0;
    for (size_t line = 0; index != SIZE_MAX && line < lines->n_lines; line++) {
        n += is_equal(find_field(lines->text + lines->starts[line], index), text);
    }
    return n;
}
