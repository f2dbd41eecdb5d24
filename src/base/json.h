/* Strict JSON with places. The only file that knows cJSON is json.c.
 *
 * cJSON builds the tree; a scanner of our own walks the same text first, because
 * cJSON gives no places, rounds large integers and lets much pass. The scanner
 * refuses: text after the value, control characters in strings, numbers outside
 * RFC 8259's grammar or not finite, \u0000, broken UTF-8, more than 100 levels.
 * It allows // and block comments where white space may stand, and a BOM. */
#ifndef NNT_BASE_JSON_H
#define NNT_BASE_JSON_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum nnt_json_type {
    NNT_JSON_NULL,
    NNT_JSON_BOOLEAN,
    NNT_JSON_NUMBER,
    NNT_JSON_STRING,
    NNT_JSON_ARRAY,
    NNT_JSON_OBJECT
} nnt_json_type;

/* A value. Children of an array or object are a linked list in document order. */
typedef struct nnt_json {
    nnt_json_type type;
    const char *key;     /* in an object; else NULL */
    const char *text;    /* string: its value; number: as it was written */
    double number;       /* number: nearest double; boolean: 0 or 1 */
    size_t line, column; /* of the value, from 1; 0 in trees that were not read */
    size_t key_line, key_column;
    size_t n_children;
    struct nnt_json *first, *last, *next;
} nnt_json;

/* A tree and the memory that holds it. Start with all fields zero. */
typedef struct nnt_json_document {
    nnt_json *root;
    struct nnt_json_block *blocks;
} nnt_json_document;

/* Reads `length` bytes. The first syntax error ends the reading and is the one
 * message; duplicate keys are all reported (up to NNT_TAKEN_PROBLEMS), each with the place of
 * the first.
 * Messages are "name:line:column: text", columns counted in characters.
 * NNT_ERR_CONFIG when there was any, NNT_ERR_MEMORY; `error` has the first
 * message. If duplicate keys are the only problem, `document` holds the tree
 * nonetheless, so that the rest can be checked in the same pass; else root is NULL. */
NNT_MUST_CHECK nnt_status nnt_json_read(const char *text,
                                        size_t length,
                                        const char *name,
                                        nnt_json_document *document,
                                        nnt_messages *problems,
                                        nnt_error *error);

/* New nodes owned by `document`; NULL when memory is out. Text is copied. */
nnt_json *nnt_json_new(nnt_json_document *document, nnt_json_type type);
nnt_json *nnt_json_new_number(nnt_json_document *document, double number);
nnt_json *nnt_json_new_string(nnt_json_document *document, const char *text);
/* Deep copy into `document`, places included. */
nnt_json *nnt_json_copy(nnt_json_document *document, const nnt_json *value);

/* Appends `value` to an array (key NULL) or object. `value` must not be in
 * another list. The key is copied; false when memory is out or value is NULL. */
bool nnt_json_append(nnt_json_document *document,
                     nnt_json *parent,
                     const char *key,
                     nnt_json *value);
/* Puts `value` in place of the member `key` (keeping its position), or appends. */
bool nnt_json_set(nnt_json_document *document, nnt_json *object, const char *key, nnt_json *value);
void nnt_json_remove(nnt_json *object, const char *key);

/* Member of an object by exact key, or NULL; also when `object` is no object. */
nnt_json *nnt_json_get(const nnt_json *object, const char *key);
/* By a dotted path, array elements by index: "network.hidden.0". */
nnt_json *nnt_json_find(const nnt_json *root, const char *path);

/* Whole number without rounding, from a number's or a string's own digits: plain
 * digits only, neither "1e3" nor "-0". Of a number that was not read: a whole one
 * of at most 2^53. */
bool nnt_json_unsigned(const nnt_json *value, uint64_t *number);

/* What the value is, for messages: "a string", "an object", "null", … */
const char *nnt_json_type_text(const nnt_json *value);

struct nnt_text;
/* Writes the value: two blanks an indent level, arrays of plain values on one
 * line; `indent` is the level of the first line. Numbers that were read keep the
 * digits they were written with, others are printed shortest and exact. */
void nnt_json_write(struct nnt_text *text, const nnt_json *value, size_t indent);
/* The same on one line without blanks. */
void nnt_json_write_compact(struct nnt_text *text, const nnt_json *value);

void nnt_json_clear(nnt_json_document *document);

#endif
