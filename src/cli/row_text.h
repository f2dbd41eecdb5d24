/* A row of the catalog as people read it. */
#ifndef NNT_CLI_ROW_TEXT_H
#define NNT_CLI_ROW_TEXT_H

#include "console.h"
#include "nntrain/option.h"

/* "name (kind): summary"; `kind` may be NULL. */
void nnt_row_text_print_title(nnt_console *console,
                              const char *name,
                              const char *kind,
                              const char *summary);

/* "label    text", wrapped; nothing when `text` is NULL. */
void nnt_row_text_print_field(nnt_console *console, const char *label, const char *text);

/* Formula, source and the table of options. */
void nnt_row_text_print(nnt_console *console, const nnt_row *row);

#endif
