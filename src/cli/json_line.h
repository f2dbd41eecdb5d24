/* JSON Lines on standard output: one object per line, "v":1 first in each. */
#ifndef NNT_CLI_JSON_LINE_H
#define NNT_CLI_JSON_LINE_H

#include "console.h"
#include <stdint.h>

typedef struct nnt_json_line {
    nnt_console *console;
    bool is_empty; /* of the object that is open: no comma is due */
} nnt_json_line;

/* Opens a line; `event` may be NULL. */
nnt_json_line nnt_json_line_begin(nnt_console *console, const char *event);
void nnt_json_line_text(nnt_json_line *line, const char *key, const char *text);
void nnt_json_line_number(nnt_json_line *line, const char *key, double number);
void nnt_json_line_count(nnt_json_line *line, const char *key, uint64_t count);
void nnt_json_line_texts(nnt_json_line *line, const char *key, const char *const *texts);
/* An object inside the line. */
void nnt_json_line_open(nnt_json_line *line, const char *key);
void nnt_json_line_close(nnt_json_line *line);
void nnt_json_line_end(nnt_json_line *line);

#endif
