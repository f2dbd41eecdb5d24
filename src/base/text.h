/* A growing text buffer. The first allocation that fails sets `failed`; what
 * follows does nothing, so callers check once at the end. */
#ifndef NNT_BASE_TEXT_H
#define NNT_BASE_TEXT_H

#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with all fields zero; data is NUL-terminated once something was added. */
typedef struct nnt_text {
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
} nnt_text;

void nnt_text_add(nnt_text *text, const char *string);
void nnt_text_add_bytes(nnt_text *text, const char *bytes, size_t length);
/* printf, but not for floating point, whose point depends on the locale. */
void nnt_text_addf(nnt_text *text, const char *format, ...) NNT_PRINTF(2, 3);

/* Shortest decimal that reads back as the same double; "nan", "inf", "-inf". */
void nnt_text_add_number(nnt_text *text, double number);
/* The same for a float widened to double: shortest that reads back as that float. */
void nnt_text_add_float(nnt_text *text, float number);
void nnt_text_add_unsigned(nnt_text *text, uint64_t number);

/* A JSON string with quotes and escapes; "null" when `string` is NULL. */
void nnt_text_add_json_string(nnt_text *text, const char *string);
/* A JSON number; not finite numbers become null, which JSON cannot hold. */
void nnt_text_add_json_number(nnt_text *text, double number);

/* Hands the buffer over (caller frees with nnt_free) and empties `text`;
 * NULL when an addition had failed. */
char *nnt_text_take(nnt_text *text);
void nnt_text_clear(nnt_text *text);

#endif
