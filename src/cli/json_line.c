/* Writes JSON objects piece by piece. */
#include "json_line.h"

#include "figures.h"
#include <inttypes.h>
#include <string.h>

/* Length of the well-formed UTF-8 character at `text` (RFC 3629, which excludes
 * overlong forms, surrogates and numbers above 10FFFF); 0 when there is none. */
static size_t measure_character(const unsigned char *text) {
    static const struct {
        unsigned char low, high, second_low, second_high;
        size_t length;
    } forms[] = {
        {0x01, 0x7F, 0x00, 0xFF, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (text[0] < forms[i].low || text[0] > forms[i].high) {
            continue;
        }
        if (text[1] < forms[i].second_low || text[1] > forms[i].second_high) {
            return 0;
        }
        for (size_t k = 2; k < forms[i].length; k++) {
            if ((text[k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return forms[i].length;
    }
    return 0;
}

static void print_string(nnt_console *console, const char *text) {
    nnt_console_print(console, "\"");
    while (*text != '\0') {
        const size_t length = measure_character((const unsigned char *)text);
        if (length == 0) {
            nnt_console_print(console, "\\ufffd");
        } else if (*text == '"' || *text == '\\') {
            nnt_console_print(console, "\\%c", *text);
        } else if (length == 1 && ((unsigned char)*text < 0x20 || *text == 0x7F)) {
            nnt_console_print(console, "\\u%04x", (unsigned)*text);
        } else {
            nnt_console_write(console, text, length);
        }
        text += length > 0 ? length : 1;
    }
    nnt_console_print(console, "\"");
}

static void print_key(nnt_json_line *line, const char *key) {
    nnt_console_print(line->console, line->is_empty ? "" : ",");
    print_string(line->console, key);
    nnt_console_print(line->console, ":");
    line->is_empty = false;
}

nnt_json_line nnt_json_line_begin(nnt_console *console, const char *event) {
    nnt_json_line line = {.console = console, .is_empty = true};
    nnt_console_print(console, "{");
    nnt_json_line_count(&line, "v", 1);
    if (event != NULL) {
        nnt_json_line_text(&line, "event", event);
    }
    return line;
}

void nnt_json_line_text(nnt_json_line *line, const char *key, const char *text) {
    print_key(line, key);
    print_string(line->console, text);
}

void nnt_json_line_number(nnt_json_line *line, const char *key, double number) {
    char text[NNT_FIGURE_SIZE];
    print_key(line, key);
    nnt_console_print(line->console, "%s", nnt_figure_exact(text, number));
}

void nnt_json_line_count(nnt_json_line *line, const char *key, uint64_t count) {
    print_key(line, key);
    nnt_console_print(line->console, "%" PRIu64, count);
}

void nnt_json_line_texts(nnt_json_line *line, const char *key, const char *const *texts) {
    print_key(line, key);
    nnt_console_print(line->console, "[");
    for (size_t i = 0; texts[i] != NULL; i++) {
        nnt_console_print(line->console, i > 0 ? "," : "");
        print_string(line->console, texts[i]);
    }
    nnt_console_print(line->console, "]");
}

void nnt_json_line_open(nnt_json_line *line, const char *key) {
    print_key(line, key);
    nnt_console_print(line->console, "{");
    line->is_empty = true;
}

void nnt_json_line_close(nnt_json_line *line) {
    nnt_console_print(line->console, "}");
    line->is_empty = false;
}

void nnt_json_line_end(nnt_json_line *line) {
    nnt_console_print(line->console, "}\n");
}
