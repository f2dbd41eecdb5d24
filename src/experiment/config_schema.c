/* The JSON Schema (draft-07) of the config, made from the option table. */
#include "base/json.h"
#include "base/text.h"
#include "experiment/config_table.h"
#include "experiment/config_words.h"
#include "nntrain/catalog.h"
#include <string.h>

/* The schema under construction. A node that cannot be had is NULL, which makes
 * all that builds on it do nothing. */
typedef struct schema {
    nnt_json_document tree;
    bool failed;
} schema;

static nnt_json *option_schema(schema *s, const nnt_option *option);

/* ---- building ------------------------------------------------------------- */

static nnt_json *put(schema *s, nnt_json *parent, const char *key, nnt_json *value) {
    if (!parent || !nnt_json_append(&s->tree, parent, key, value)) {
        s->failed = true;
        return NULL;
    }
    return value;
}

static nnt_json *put_new(schema *s, nnt_json *parent, const char *key, nnt_json_type type) {
    return put(s, parent, key, nnt_json_new(&s->tree, type));
}

static void put_text(schema *s, nnt_json *parent, const char *key, const char *text) {
    put(s, parent, key, nnt_json_new_string(&s->tree, text));
}

static void put_number(schema *s, nnt_json *parent, const char *key, double number) {
    put(s, parent, key, nnt_json_new_number(&s->tree, number));
}

static void put_boolean(schema *s, nnt_json *parent, const char *key, bool is_true) {
    nnt_json *value = put_new(s, parent, key, NNT_JSON_BOOLEAN);
    if (value) {
        value->number = is_true;
    }
}

/* A new form at the end of a list of forms. */
static nnt_json *new_form(schema *s, nnt_json *forms, const char *type) {
    nnt_json *form = put_new(s, forms, NULL, NNT_JSON_OBJECT);
    put_text(s, form, "type", type);
    return form;
}

/* Puts the names as an array and clears them. */
static void put_names(schema *s, nnt_json *parent, const char *key, nnt_names *names) {
    nnt_json *list = put_new(s, parent, key, NNT_JSON_ARRAY);
    for (size_t i = 0; i < names->count; i++) {
        put_text(s, list, NULL, names->items[i]);
    }
    s->failed = s->failed || names->failed;
    nnt_names_clear(names);
}

/* ---- objects -------------------------------------------------------------- */

static nnt_json *put_properties(schema *s, nnt_json *form) {
    nnt_json *properties = put_new(s, form, "properties", NNT_JSON_OBJECT);
    put_boolean(s, properties, "$schema", true);
    put_boolean(s, properties, "$comment", true);
    return properties;
}

static void put_options(schema *s, nnt_json *properties, const nnt_option *options) {
    for (const nnt_option *option = options; option && option->name; option++) {
        put(s, properties, option->name, option_schema(s, option));
    }
}

static void add_required(nnt_names *names, const nnt_option *options) {
    for (const nnt_option *option = options; option && option->name; option++) {
        if (!option->fallback) {
            nnt_names_add(names, option->name, strlen(option->name));
        }
    }
}

/* Ends an object's schema: what it needs, and that there is nothing else. */
static void close_object(schema *s, nnt_json *form, nnt_names *required) {
    s->failed = s->failed || required->failed;
    if (required->count > 0) {
        put_names(s, form, "required", required);
    }
    nnt_names_clear(required);
    put_boolean(s, form, "additionalProperties", false);
}

static void put_section(schema *s, nnt_json *form, const nnt_option *options) {
    nnt_names required = {0};
    put_options(s, put_properties(s, form), options);
    add_required(&required, options);
    close_object(s, form, &required);
}

/* ---- choices -------------------------------------------------------------- */

/* The keys that every row of a kind has beside its own, by the choice that says so. */
static const nnt_option *find_shared(const nnt_option *options, const char *kind) {
    const nnt_option *shared = NULL;
    for (const nnt_option *option = options; option && option->name && !shared; option++) {
        if (option->accepts & NNT_ACCEPT_OBJECT) {
            shared = find_shared(option->section, kind);
        } else if (option->accepts & NNT_ACCEPT_CHOICE && strcmp(option->registry, kind) == 0) {
            shared = option->section;
        }
    }
    return shared;
}

/* A row in full: {"type": name, …} */
static void put_row(schema *s, nnt_json *forms, const nnt_row *row, const nnt_option *shared) {
    nnt_json *form = new_form(s, forms, "object");
    put_text(s, form, "description", row->summary);
    nnt_json *properties = put_properties(s, form);
    nnt_json *type = put_new(s, properties, "type", NNT_JSON_OBJECT);
    put_text(s, type, "const", row->name);
    put_options(s, properties, row->options);
    put_options(s, properties, shared);
    nnt_names required = {0};
    nnt_names_add(&required, "type", strlen("type"));
    add_required(&required, row->options);
    close_object(s, form, &required);
}

/* A kind: the names that can stand alone, then every row in full. */
static void put_kind(schema *s, nnt_json *definitions, const nnt_catalog_kind *kind) {
    const nnt_option *shared = find_shared(nnt_config_options(), kind->name);
    nnt_json *definition = put_new(s, definitions, kind->name, NNT_JSON_OBJECT);
    put_text(s, definition, "description", kind->summary);
    nnt_json *forms = put_new(s, definition, "anyOf", NNT_JSON_ARRAY);
    nnt_names alone = {0};
    for (size_t i = 0; i < kind->count(); i++) {
        const nnt_row *row = kind->row(i);
        nnt_names required = {0};
        add_required(&required, row->options);
        if (required.count == 0) {
            nnt_names_add(&alone, row->name, strlen(row->name));
        }
        s->failed = s->failed || required.failed;
        nnt_names_clear(&required);
    }
    put_names(s, new_form(s, forms, "string"), "enum", &alone);
    for (size_t i = 0; i < kind->count(); i++) {
        put_row(s, forms, kind->row(i), shared);
    }
}

/* ---- forms of a value ----------------------------------------------------- */

static void put_range(schema *s, nnt_json *form, const nnt_option *option) {
    const bool above = option->accepts & NNT_ABOVE_LOW;
    const bool below = option->accepts & NNT_BELOW_HIGH;
    if (option->low != 0 || option->high != 0) {
        put_number(s, form, above ? "exclusiveMinimum" : "minimum", option->low);
        put_number(s, form, below ? "exclusiveMaximum" : "maximum", option->high);
    }
}

static void add_number(schema *s, nnt_json *forms, const nnt_option *option) {
    put_range(s, new_form(s, forms, "number"), option);
}

static void add_integer(schema *s, nnt_json *forms, const nnt_option *option) {
    put_range(s, new_form(s, forms, "integer"), option);
}

static void add_seed(schema *s, nnt_json *forms, const nnt_option *option) {
    (void)option;
    nnt_json *number = new_form(s, forms, "integer");
    put_number(s, number, "minimum", 0);
    nnt_json *highest = put_new(s, number, "maximum", NNT_JSON_NUMBER);
    if (highest) {
        highest->text = "18446744073709551615"; /* a double would round it */
    }
    put_text(s, new_form(s, forms, "string"), "pattern", "^[0-9]+$");
}

static void add_boolean(schema *s, nnt_json *forms, const nnt_option *option) {
    (void)option;
    new_form(s, forms, "boolean");
}

static void add_text(schema *s, nnt_json *forms, const nnt_option *option) {
    (void)option;
    new_form(s, forms, "string");
}

static void add_path(schema *s, nnt_json *forms, const nnt_option *option) {
    (void)option;
    put_number(s, new_form(s, forms, "string"), "minLength", 1);
}

static void put_words(schema *s, nnt_json *form, const char *words) {
    nnt_names names = {0};
    nnt_names_add_words(&names, words);
    put_names(s, form, "enum", &names);
}

/* Beside a choice, {"type": word} says the same as the word. */
static void add_words(schema *s, nnt_json *forms, const nnt_option *option) {
    put_words(s, new_form(s, forms, "string"), option->words);
    if (option->accepts & NNT_ACCEPT_CHOICE) {
        nnt_json *form = new_form(s, forms, "object");
        nnt_json *type = put_new(s, put_properties(s, form), "type", NNT_JSON_OBJECT);
        put_words(s, type, option->words);
        nnt_names required = {0};
        nnt_names_add(&required, "type", strlen("type"));
        close_object(s, form, &required);
    }
}

static void add_choice(schema *s, nnt_json *forms, const nnt_option *option) {
    nnt_text path = {0};
    nnt_text_addf(&path, "#/definitions/%s", option->registry);
    put_text(s, put_new(s, forms, NULL, NNT_JSON_OBJECT), "$ref", path.data ? path.data : "");
    s->failed = s->failed || path.failed;
    nnt_text_clear(&path);
}

static void add_section(schema *s, nnt_json *forms, const nnt_option *option) {
    put_section(s, new_form(s, forms, "object"), option->section);
}

static void add_list(schema *s, nnt_json *forms, const nnt_option *option) {
    nnt_json *form = new_form(s, forms, "array");
    put(s, form, "items", option_schema(s, option->item));
    if (!(option->accepts & NNT_NUMBER_FORMS) && option->high > 0) {
        put_number(s, form, "minItems", option->low);
        put_number(s, form, "maxItems", option->high);
    }
}

static void add_map(schema *s, nnt_json *forms, const nnt_option *option) {
    nnt_json *form = new_form(s, forms, "object");
    const char *keys = nnt_option_keys(option);
    if (!keys) {
        put(s, form, "additionalProperties", option_schema(s, option->item));
        return;
    }
    nnt_json *properties = put_properties(s, form);
    nnt_names words = {0};
    nnt_names_add_words(&words, keys);
    for (size_t i = 0; i < words.count; i++) {
        put(s, properties, words.items[i], option_schema(s, option->item));
    }
    s->failed = s->failed || words.failed;
    nnt_names_clear(&words);
    put_boolean(s, form, "additionalProperties", false);
}

static void add_null(schema *s, nnt_json *forms, const nnt_option *option) {
    (void)option;
    new_form(s, forms, "null");
}

static const struct {
    unsigned form;
    void (*add)(schema *s, nnt_json *forms, const nnt_option *option);
} form_writers[] = {
    {NNT_ACCEPT_NUMBER, add_number}, {NNT_ACCEPT_INTEGER, add_integer},
    {NNT_ACCEPT_SEED, add_seed},     {NNT_ACCEPT_BOOLEAN, add_boolean},
    {NNT_ACCEPT_TEXT, add_text},     {NNT_ACCEPT_PATH, add_path},
    {NNT_ACCEPT_WORD, add_words},    {NNT_ACCEPT_CHOICE, add_choice},
    {NNT_ACCEPT_LIST, add_list},     {NNT_ACCEPT_OBJECT, add_section},
    {NNT_ACCEPT_MAP, add_map},       {NNT_ACCEPT_NULL, add_null},
};

/* ---- options -------------------------------------------------------------- */

static void put_default(schema *s, nnt_json *node, const nnt_option *option) {
    nnt_json_document fallback = {0};
    if (!option->fallback || option->fallback[0] == '\0') {
        return;
    }
    const size_t length = strlen(option->fallback);
    if (nnt_json_read(option->fallback, length, "default", &fallback, NULL, NULL) == NNT_OK) {
        put(s, node, "default", nnt_json_copy(&s->tree, fallback.root));
    } else {
        s->failed = true;
    }
    nnt_json_clear(&fallback);
}

/* Draft-07 ignores whatever stands beside a "$ref", hence "anyOf" even for one. */
static nnt_json *option_schema(schema *s, const nnt_option *option) {
    nnt_json *node = nnt_json_new(&s->tree, NNT_JSON_OBJECT);
    nnt_json *forms = nnt_json_new(&s->tree, NNT_JSON_ARRAY);
    if (!node || !forms) {
        s->failed = true;
        return NULL;
    }
    put_text(s, node, "description", option->help);
    put_default(s, node, option);
    if (option->item == option) {
        return node; /* any value */
    }
    for (size_t i = 0; i < sizeof form_writers / sizeof form_writers[0]; i++) {
        if (option->accepts & form_writers[i].form) {
            form_writers[i].add(s, forms, option);
        }
    }
    if (forms->n_children == 1 && !nnt_json_get(forms->first, "$ref")) {
        for (const nnt_json *member = forms->first->first; member; member = member->next) {
            put(s, node, member->key, nnt_json_copy(&s->tree, member));
        }
    } else {
        put(s, node, "anyOf", forms);
    }
    return node;
}

char *nnt_config_schema(void) {
    schema s = {.failed = false};
    nnt_text text = {0};
    nnt_json *root = nnt_json_new(&s.tree, NNT_JSON_OBJECT);
    put_text(&s, root, "$schema", "http://json-schema.org/draft-07/schema#");
    put_text(&s, root, "title", "nntrain config");
    put_text(&s, root, "description", nnt_config_root.help);
    put_text(&s, root, "type", "object");
    put_section(&s, root, nnt_config_options());
    nnt_json *definitions = put_new(&s, root, "definitions", NNT_JSON_OBJECT);
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        put_kind(&s, definitions, nnt_catalog_get(i));
    }
    if (!s.failed) {
        nnt_json_write(&text, root, 0);
        nnt_text_add(&text, "\n");
    }
    nnt_json_clear(&s.tree);
    text.failed = text.failed || s.failed;
    return nnt_text_take(&text);
}
