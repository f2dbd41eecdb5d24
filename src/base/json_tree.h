/* What the reader of JSON needs to build a tree. */
#ifndef NNT_BASE_JSON_TREE_H
#define NNT_BASE_JSON_TREE_H

#include "base/json.h"

/* A copy of `length` bytes with a NUL that lives as long as the document; NULL
 * when memory is out. */
const char *nnt_json_keep_text(nnt_json_document *document, const char *text, size_t length);

/* Appends a value whose key is set already. */
void nnt_json_link(nnt_json *parent, nnt_json *value);

#endif
