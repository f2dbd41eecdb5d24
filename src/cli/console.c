/* Streams, colours and symbols of the terminal. */
#include "console.h"

#include "exit_code.h"
#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, WIDEST_TEXT = 100, LONGEST_MESSAGE = 2048, ELLIPSIS_BYTES = 3 };

static const nnt_symbols unicode_symbols = {
    .arrow = "→",
    .ellipsis = "…",
    .at_least = "≥",
    .squared = "²",
    .zero = "·",
    .plus_minus = "±",
    .bar_full = "█",
    .bar_empty = "░",
    .blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
    .is_unicode = true,
};

static const nnt_symbols ascii_symbols = {
    .arrow = "->",
    .ellipsis = "...",
    .at_least = ">=",
    .squared = "2",
    .zero = "0",
    .plus_minus = "+-",
    .bar_full = "#",
    .bar_empty = ".",
    .blocks = {"_", ".", "-", "~", "=", "+", "*", "#"},
};

static const nnt_styles no_styles = {"", "", "", "", "", ""};
static const nnt_styles ansi_styles = {
    .bold = "\033[1m",
    .dim = "\033[2m",
    .red = "\033[31m",
    .green = "\033[32m",
    .yellow = "\033[33m",
    .reset = "\033[0m",
};

static bool terminal_is_dumb(void) {
    const char *terminal = getenv("TERM");
    return terminal == NULL || *terminal == '\0' || strcmp(terminal, "dumb") == 0;
}

static nnt_styles choose_styles(nnt_color_choice color, int stream) {
    const char *no_color = getenv("NO_COLOR");
    const bool is_refused = (no_color != NULL && *no_color != '\0') || terminal_is_dumb();
    const bool automatic = isatty(stream) && !is_refused;
    return color == NNT_COLOR_ALWAYS || (color == NNT_COLOR_AUTO && automatic) ? ansi_styles
                                                                               : no_styles;
}

void nnt_console_init(nnt_console *console, nnt_color_choice color) {
    const bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    *console = (nnt_console){
        .symbols = is_utf8 ? &unicode_symbols : &ascii_symbols,
        .out = choose_styles(color, STDOUT_FILENO),
        .err = choose_styles(color, STDERR_FILENO),
        .err_can_rewrite = isatty(STDERR_FILENO) && !terminal_is_dumb(),
        .out_is_terminal = isatty(STDOUT_FILENO) == 1,
    };
}

static void keep_output_error(nnt_console *console, bool is_written) {
    if (!is_written && console->output_error == 0) {
        console->output_error = errno;
    }
}

void nnt_console_print(nnt_console *console, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (console->output_error == 0) {
        keep_output_error(console, vprintf(format, arguments) >= 0);
    }
    va_end(arguments);
}

void nnt_console_write(nnt_console *console, const char *bytes, size_t length) {
    if (console->output_error == 0) {
        keep_output_error(console, fwrite(bytes, 1, length, stdout) == length);
    }
}

void nnt_console_flush(nnt_console *console) {
    if (console->output_error == 0) {
        keep_output_error(console, fflush(stdout) == 0);
    }
}

/* The one sign beyond ASCII in texts of the library, "0 … 1"; both forms have three bytes. */
static bool is_ellipsis(const char *text) {
    return strncmp(text, unicode_symbols.ellipsis, ELLIPSIS_BYTES) == 0;
}

/* As many bytes of `text` as have to be written in one piece, and what shows them. */
static size_t take_piece(const nnt_console *console, const char *text, const char **shown) {
    const bool is_sign = is_ellipsis(text);
    *shown = is_sign ? console->symbols->ellipsis : text;
    return is_sign ? ELLIPSIS_BYTES : 1;
}

/* Columns that UTF-8 text takes when every character takes one. */
static size_t count_columns(const char *text, size_t length) {
    size_t columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return columns;
}

size_t nnt_console_count_columns(const char *text) {
    return count_columns(text, strlen(text));
}

static size_t count_shown(const nnt_console *console, const char *text, size_t length) {
    size_t columns = 0;
    for (size_t i = 0, n = 0; i < length; i += n) {
        const char *shown;
        n = take_piece(console, text + i, &shown);
        columns += count_columns(shown, n);
    }
    return columns;
}

static void write_word(nnt_console *console, const char *text, size_t length) {
    for (size_t i = 0, n = 0; i < length; i += n) {
        const char *shown;
        n = take_piece(console, text + i, &shown);
        nnt_console_write(console, shown, n);
    }
}

void nnt_console_wrap(nnt_console *console, size_t indent, const char *text) {
    const size_t width = nnt_console_width() < WIDEST_TEXT ? nnt_console_width() : WIDEST_TEXT;
    size_t column = indent;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        const size_t columns = count_shown(console, text, length);
        if (column > indent && column + 1 + columns > width) {
            nnt_console_print(console, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            nnt_console_print(console, " ");
            column++;
        }
        write_word(console, text, length);
        column += columns;
        text += length;
        text += strspn(text, " ");
    }
    nnt_console_print(console, "\n");
}

/* Bytes that a terminal may obey at `text`: 1 for ASCII control characters, 2 for
 * the control characters U+0080 to U+009F in UTF-8, else 0. */
static size_t count_control_bytes(const char *text) {
    const unsigned char first = (unsigned char)text[0];
    if (first < 0x20 || first == 0x7F) {
        return 1;
    }
    const unsigned char second = (unsigned char)text[1];
    return first == 0xC2 && second >= 0x80 && second < 0xA0 ? 2 : 0;
}

void nnt_console_clean(const char *text, char *clean, size_t size) {
    size_t length = 0;
    while (*text != '\0' && length + 1 < size) {
        const size_t n_control = count_control_bytes(text);
        clean[length++] = n_control > 0 ? '?' : *text;
        text += n_control > 0 ? n_control : 1;
    }
    clean[length] = '\0';
}

static void say(const nnt_console *console, const char *start, const char *text) {
    char clean[LONGEST_MESSAGE];
    nnt_console_clean(text, clean, sizeof clean);
    for (char *sign = strstr(clean, unicode_symbols.ellipsis); sign != NULL;
         sign = strstr(sign + ELLIPSIS_BYTES, unicode_symbols.ellipsis)) {
        memcpy(sign, console->symbols->ellipsis, ELLIPSIS_BYTES);
    }
    fprintf(stderr, "%s%s\n", start, clean);
}

void nnt_console_problem(const nnt_console *console, const char *text) {
    say(console, "", text);
}

void nnt_console_error(const nnt_console *console, const nnt_error *error) {
    const bool has_place = error->status == NNT_ERR_CONFIG || error->status == NNT_ERR_DATA ||
                           error->status == NNT_ERR_MODEL;
    char start[64];
    snprintf(start, sizeof start, "%snntrain:%s ", console->err.red, console->err.reset);
    say(console, has_place ? "" : start,
        error->message[0] != '\0' ? error->message : nnt_status_text(error->status));
}

void nnt_console_note(const nnt_console *console, const char *text) {
    char start[64];
    if (!console->quiet) {
        snprintf(start, sizeof start, "%snote:%s ", console->err.yellow, console->err.reset);
        say(console, start, text);
    }
}

void nnt_console_notes(const nnt_console *console, const nnt_messages *notes) {
    for (size_t i = 0; i < notes->count; i++) {
        nnt_console_note(console, notes->items[i].text);
    }
}

size_t nnt_console_width(void) {
    struct winsize size = {0};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
            return DEFAULT_WIDTH;
        }
    }
    return size.ws_col;
}

int nnt_console_finish(nnt_console *console, int code) {
    nnt_console_flush(console);
    if (console->output_error == 0 || console->output_error == EPIPE) {
        return code;
    }
    fprintf(stderr, "nntrain: cannot write to standard output: %s\n",
            strerror(console->output_error));
    return code == NNT_EXIT_OK ? NNT_EXIT_RUN_TIME : code;
}
