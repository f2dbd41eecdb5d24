/* Making a JSON file member by member. The first allocation that fails sets
 * `failed`; what follows does nothing, so callers check once at the end. */
#ifndef NNT_OUTPUT_JSON_BUILDER_H
#define NNT_OUTPUT_JSON_BUILDER_H

#include "base/json.h"
#include "base/text.h"

/* Start with all fields zero. */
typedef struct nnt_builder {
    nnt_json_document document;
    bool failed;
} nnt_builder;

/* The value that a file consists of. */
nnt_json *nnt_builder_root(nnt_builder *builder);

/* New members at the end of `parent`: an object with a key, or an array with the
 * key NULL. A NULL parent comes from a failure before and is passed over. */
nnt_json *nnt_builder_add_object(nnt_builder *builder, nnt_json *parent, const char *key);
nnt_json *nnt_builder_add_array(nnt_builder *builder, nnt_json *parent, const char *key);
void nnt_builder_add_null(nnt_builder *builder, nnt_json *parent, const char *key);
/* null when the number is not finite. */
void nnt_builder_add_number(nnt_builder *builder, nnt_json *parent, const char *key, double number);
/* A count or a number of bytes; exact below 2^53. */
void nnt_builder_add_count(nnt_builder *builder, nnt_json *parent, const char *key, uint64_t count);
/* null when there is no string. */
void nnt_builder_add_string(nnt_builder *builder,
                            nnt_json *parent,
                            const char *key,
                            const char *string);

/* Appends the file with its last line's end, and empties the builder. */
void nnt_builder_finish(nnt_builder *builder, nnt_text *text);

#endif
