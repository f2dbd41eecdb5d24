/* Fields of CSV. */
#include "output/csv_text.h"

#include "base/number.h"
#include <string.h>

/* Bytes gathered before they go to the text: tables have a million numbers. */
enum { BUFFER_BYTES = 1024 };

void nnt_csv_add_numbers(nnt_text *text, const double *numbers, size_t n) {
    char buffer[BUFFER_BYTES];
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        if (length + 1 + NNT_NUMBER_ROOM > BUFFER_BYTES) {
            nnt_text_add_bytes(text, buffer, length);
            length = 0;
        }
        if (i > 0) {
            buffer[length++] = ',';
        }
        length += nnt_number_print(numbers[i], buffer + length);
    }
    nnt_text_add_bytes(text, buffer, length);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool needs_quotes(const char *field) {
    const size_t length = strlen(field);
    return strpbrk(field, ",\"\r\n") ||
           (length > 0 && (is_blank(field[0]) || is_blank(field[length - 1])));
}

void nnt_csv_add_field(nnt_text *text, const char *field) {
    if (!needs_quotes(field)) {
        nnt_text_add(text, field);
        return;
    }
    nnt_text_add(text, "\"");
    for (const char *quote = strchr(field, '"'); quote; quote = strchr(field, '"')) {
        nnt_text_add_bytes(text, field, (size_t)(quote - field));
        nnt_text_add(text, "\"\"");
        field = quote + 1;
    }
    nnt_text_add(text, field);
    nnt_text_add(text, "\"");
}

void nnt_csv_add_names(nnt_text *text, const nnt_table *table) {
    for (size_t c = 0; c < table->n_columns; c++) {
        nnt_text_add(text, c > 0 ? "," : "");
        nnt_csv_add_field(text, table->names[c]);
    }
    nnt_text_add(text, "\n");
}

void nnt_csv_add_table(nnt_text *text, const nnt_table *table) {
    nnt_csv_add_names(text, table);
    for (size_t r = 0; r < table->n_rows; r++) {
        nnt_csv_add_numbers(text, table->cells + r * table->n_columns, table->n_columns);
        nnt_text_add(text, "\n");
    }
}
