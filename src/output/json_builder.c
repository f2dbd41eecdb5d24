/* Making a JSON file member by member. */
#include "output/json_builder.h"

#include <math.h>

static nnt_json *add(nnt_builder *builder, nnt_json *parent, const char *key, nnt_json *value) {
    if (!parent || !nnt_json_append(&builder->document, parent, key, value)) {
        builder->failed = true;
        return NULL;
    }
    return value;
}

nnt_json *nnt_builder_root(nnt_builder *builder) {
    builder->document.root = nnt_json_new(&builder->document, NNT_JSON_OBJECT);
    builder->failed = !builder->document.root;
    return builder->document.root;
}

nnt_json *nnt_builder_add_object(nnt_builder *builder, nnt_json *parent, const char *key) {
    return add(builder, parent, key, nnt_json_new(&builder->document, NNT_JSON_OBJECT));
}

nnt_json *nnt_builder_add_array(nnt_builder *builder, nnt_json *parent, const char *key) {
    return add(builder, parent, key, nnt_json_new(&builder->document, NNT_JSON_ARRAY));
}

void nnt_builder_add_null(nnt_builder *builder, nnt_json *parent, const char *key) {
    add(builder, parent, key, nnt_json_new(&builder->document, NNT_JSON_NULL));
}

void nnt_builder_add_number(nnt_builder *builder,
                            nnt_json *parent,
                            const char *key,
                            double number) {
    if (isfinite(number)) {
        add(builder, parent, key, nnt_json_new_number(&builder->document, number));
    } else {
        nnt_builder_add_null(builder, parent, key);
    }
}

void nnt_builder_add_count(nnt_builder *builder,
                           nnt_json *parent,
                           const char *key,
                           uint64_t count) {
    nnt_builder_add_number(builder, parent, key, (double)count);
}

void nnt_builder_add_string(nnt_builder *builder,
                            nnt_json *parent,
                            const char *key,
                            const char *string) {
    if (string) {
        add(builder, parent, key, nnt_json_new_string(&builder->document, string));
    } else {
        nnt_builder_add_null(builder, parent, key);
    }
}

void nnt_builder_finish(nnt_builder *builder, nnt_text *text) {
    if (builder->failed) {
        text->failed = true;
    } else {
        nnt_json_write(text, builder->document.root, 0);
        nnt_text_add(text, "\n");
    }
    nnt_json_clear(&builder->document);
    *builder = (nnt_builder){0};
}
