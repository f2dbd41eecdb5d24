/* The terminal: results to standard output, errors, notes and progress to
 * standard error; colours and symbols as each stream can show them. */
#ifndef NNT_CLI_CONSOLE_H
#define NNT_CLI_CONSOLE_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum nnt_color_choice {
    NNT_COLOR_AUTO,
    NNT_COLOR_ALWAYS,
    NNT_COLOR_NEVER
} nnt_color_choice;

enum { NNT_BLOCK_LEVELS = 8 };

/* Signs beyond ASCII, or what stands for them. */
typedef struct nnt_symbols {
    const char *arrow, *ellipsis, *at_least, *squared, *zero, *plus_minus;
    const char *bar_full, *bar_empty;
    const char *blocks[NNT_BLOCK_LEVELS]; /* lowest first */
    bool is_unicode;                      /* signs beyond ASCII can be shown */
} nnt_symbols;

/* Escape sequences; all "" where there is no colour. */
typedef struct nnt_styles {
    const char *bold, *dim, *red, *green, *yellow, *reset;
} nnt_styles;

typedef struct nnt_console {
    const nnt_symbols *symbols;
    nnt_styles out, err;  /* of the two streams */
    bool err_can_rewrite; /* standard error is a terminal that can erase a line */
    bool out_is_terminal;
    bool quiet, verbose;
    int output_error; /* errno of the first write to standard output that failed, or 0 */
} nnt_console;

/* Looks at the streams, the locale, TERM and NO_COLOR. */
void nnt_console_init(nnt_console *console, nnt_color_choice color);

/* To standard output. Once a write has failed, nothing more is written. */
void nnt_console_print(nnt_console *console, const char *format, ...) NNT_PRINTF(2, 3);
void nnt_console_write(nnt_console *console, const char *bytes, size_t length);
void nnt_console_flush(nnt_console *console);

/* Prints `text` wrapped to the width, words apart by one blank. The line already
 * holds `indent` columns, and further lines start with as many blanks. */
void nnt_console_wrap(nnt_console *console, size_t indent, const char *text);

/* To standard error, with control characters made harmless, since texts may come
 * from files. An error: texts about the content of a file start with their
 * place, which stays in front; others get the program's name. A note is not
 * printed when quiet. */
void nnt_console_error(const nnt_console *console, const nnt_error *error);
void nnt_console_problem(const nnt_console *console, const char *text);
void nnt_console_note(const nnt_console *console, const char *text);
void nnt_console_notes(const nnt_console *console, const nnt_messages *notes);

/* Columns that UTF-8 text takes when every character takes one. */
size_t nnt_console_count_columns(const char *text);

/* Columns of the terminal behind standard error or output, 80 when unknown. */
size_t nnt_console_width(void);

/* Copies `text` with control characters replaced by '?'; cuts what does not fit. */
void nnt_console_clean(const char *text, char *clean, size_t size);

/* Writes what is left in the buffers. Returns `code`, or the code of a failed
 * write when `code` is 0. A reader that went away is no failure. */
int nnt_console_finish(nnt_console *console, int code);

#endif
