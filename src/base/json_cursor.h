/* A place in a JSON text that moves forward, counts lines and columns, and
 * reports what is wrong there. Part of the scanner. */
#ifndef NNT_BASE_JSON_CURSOR_H
#define NNT_BASE_JSON_CURSOR_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct nnt_json_cursor {
    const char *at;
    const char *end;
    size_t line, column;
    const char *name; /* of the text, for messages */
    nnt_messages *problems;
    nnt_error *error;
    nnt_status status; /* what the scan will return */
} nnt_json_cursor;

/* The byte here, or -1 at the end. */
int nnt_json_peek(const nnt_json_cursor *cursor);

/* Over n bytes of ASCII, none of them a line break. */
void nnt_json_skip(nnt_json_cursor *cursor, size_t n);

/* Over one character of any kind; reports broken UTF-8 and returns false. */
bool nnt_json_next(nnt_json_cursor *cursor);

/* Reports a problem at a place, or where the cursor is; always false, so that a
 * scanning function can fail in one line. */
bool nnt_json_fail_at(nnt_json_cursor *cursor, size_t line, size_t column, const char *format, ...)
    NNT_PRINTF(4, 5);

/* The same for "expected <what>, found <what stands here>". */
bool nnt_json_fail_expected(nnt_json_cursor *cursor, const char *what);

#endif
