/* Prints a row of the catalog. */
#include "row_text.h"

#include "option_text.h"
#include <string.h>

enum { LABEL_COLUMNS = 9 };

void nnt_row_text_print_title(nnt_console *console,
                              const char *name,
                              const char *kind,
                              const char *summary) {
    const size_t kind_columns = kind != NULL ? strlen(kind) + 3 : 0;
    nnt_console_print(console, "%s%s%s", console->out.bold, name, console->out.reset);
    if (kind != NULL) {
        nnt_console_print(console, " (%s)", kind);
    }
    nnt_console_print(console, ": ");
    nnt_console_wrap(console, strlen(name) + kind_columns + 2, summary);
}

void nnt_row_text_print_field(nnt_console *console, const char *label, const char *text) {
    if (text != NULL) {
        nnt_console_print(console, "%-*s", LABEL_COLUMNS, label);
        nnt_console_wrap(console, LABEL_COLUMNS, text);
    }
}

void nnt_row_text_print(nnt_console *console, const nnt_row *row) {
    nnt_row_text_print_field(console, "formula", row->formula);
    nnt_row_text_print_field(console, "source", row->source);
    if (nnt_option_count(row->options) == 0) {
        nnt_row_text_print_field(console, "options", "none");
    } else {
        nnt_console_print(console, "\n");
        nnt_option_text_print_table(console, row->options);
    }
}
