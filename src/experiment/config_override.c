/* Changing values of a config by their paths, before it is checked. */
#include "experiment/config_override.h"

#include "base/memory.h"
#include "base/number.h"
#include "experiment/config_table.h"
#include <stdint.h>
#include <string.h>

enum { MAX_PARTS = 32 }; /* of a path; the deepest in the table has six */

/* One override on its way down the tree. */
typedef struct setter {
    nnt_json_document *document;
    nnt_problems *problems;
    nnt_json *value;
    nnt_spot spot; /* for problems and new objects; line 0: the command line */
} setter;

static const nnt_spot nowhere = {0, 0};

static void refuse_path(const setter *set, const nnt_where *where, const char *reason) {
    nnt_problem_add(set->problems, set->spot, where, "%s", reason);
}

/* Makes a value another one; its place among its siblings stays. */
static void replace(nnt_json *node, const nnt_json *value) {
    nnt_json *next = node->next;
    const char *key = node->key;
    *node = *value;
    node->next = next;
    node->key = key;
}

/* Makes null, a choice's name or a path an object, to which keys can be added: `key` is
 * that of the text, or NULL. */
static bool open_object(const setter *set, nnt_json *node, const char *key, const char *text) {
    nnt_json *object = nnt_json_new(set->document, NNT_JSON_OBJECT);
    if (!object) {
        return false;
    }
    object->line = node->line;
    object->column = node->column;
    object->key_line = node->key_line;
    object->key_column = node->key_column;
    if (key) {
        nnt_json *name = nnt_json_new_string(set->document, text);
        if (!nnt_json_append(set->document, object, key, name)) {
            return false;
        }
        nnt_json_set_places(name, nnt_spot_of_value(node));
    }
    replace(node, object);
    return true;
}

/* The default of a choice, when it is a plain name. */
static bool open_default(const setter *set, nnt_json *node, const nnt_option *option) {
    const bool is_named = option && option->accepts & NNT_ACCEPT_CHOICE && option->fallback &&
                          option->fallback[0] == '"';
    if (!is_named) {
        return open_object(set, node, NULL, NULL);
    }
    char *type = nnt_copy_bytes(option->fallback + 1, strlen(option->fallback) - 2);
    const bool is_open = type && open_object(set, node, "type", type);
    nnt_free(type);
    return is_open;
}

/* Sees to it that `node` can hold keys or entries. */
static bool
open_node(const setter *set, nnt_json *node, const nnt_option *option, const nnt_where *where) {
    const unsigned accepts = option && node->type == NNT_JSON_STRING ? option->accepts : 0;
    bool is_open = true;
    if (node->type == NNT_JSON_NULL) {
        is_open = open_default(set, node, option);
    } else if (accepts & NNT_ACCEPT_CHOICE) {
        is_open = open_object(set, node, "type", node->text);
    } else if (accepts & NNT_ACCEPT_PATH && accepts & NNT_ACCEPT_OBJECT) {
        is_open = open_object(set, node, NNT_PATH_KEY, node->text);
    } else if (node->type != NNT_JSON_OBJECT && node->type != NNT_JSON_ARRAY) {
        nnt_problem_add(set->problems, set->spot, where, "is %s, which has nothing below it",
                        nnt_json_type_text(node));
        return false;
    }
    if (!is_open) {
        set->problems->out_of_memory = true;
    }
    return is_open;
}

/* An entry of a list by the digits of its index; NULL and a problem without it. */
static nnt_json *
find_entry(const setter *set, const nnt_json *list, const char *key, const nnt_where *where) {
    uint64_t index = 0;
    if (!nnt_number_parse_unsigned(key, strlen(key), &index)) {
        refuse_path(set, where, "the entries of an array go by their numbers, from 0");
        return NULL;
    }
    if (index >= list->n_children) {
        nnt_problem_add(set->problems, set->spot, where,
                        "there is no such entry; the array has %zu, numbered from 0",
                        list->n_children);
        return NULL;
    }
    nnt_json *entry = list->first;
    while (index-- > 0) {
        entry = entry->next;
    }
    return entry;
}

/* The value below `node` at `key`, made (as null) where an object lacks it. */
static nnt_json *
step_down(const setter *set, nnt_json *node, const char *key, const nnt_where *where) {
    if (node->type == NNT_JSON_ARRAY) {
        return find_entry(set, node, key, where);
    }
    nnt_json *child = nnt_json_get(node, key);
    if (!child) {
        child = nnt_json_new(set->document, NNT_JSON_NULL);
        if (!nnt_json_append(set->document, node, key, child)) {
            set->problems->out_of_memory = true;
            return NULL;
        }
        nnt_json_set_places(child, set->spot);
    }
    return child;
}

/* The row of what lies below a value with row `option`; NULL: none is known. */
static const nnt_option *option_below(const nnt_option *option, const char *key) {
    if (!option || option->accepts & NNT_ACCEPT_LIST) {
        return option ? option->item : NULL;
    }
    const size_t index = nnt_option_find(option->section, key);
    return index == SIZE_MAX ? NULL : &option->section[index];
}

/* What is wrong with the form of a path, or NULL. */
static const char *find_fault(const char *path) {
    size_t n_parts = 1;
    for (const char *dot = strchr(path, '.'); dot; dot = strchr(dot + 1, '.')) {
        n_parts++;
    }
    const size_t length = strlen(path);
    const bool has_empty_part =
        length == 0 || path[0] == '.' || path[length - 1] == '.' || strstr(path, "..");
    if (has_empty_part) {
        return "a part of the path is empty";
    }
    return n_parts > MAX_PARTS ? "the path is too long" : NULL;
}

static void set_below(const setter *set,
                      nnt_json *node,
                      const nnt_option *option,
                      const char *path,
                      const nnt_where *where) {
    const size_t length = strcspn(path, ".");
    char *key = nnt_copy_bytes(path, length);
    const nnt_where place = {.parent = where, .key = key};
    if (!key) {
        set->problems->out_of_memory = true;
    } else if (open_node(set, node, option, where)) {
        nnt_json *child = step_down(set, node, key, &place);
        if (child && path[length] == '.') {
            set_below(set, child, option_below(option, key), path + length + 1, &place);
        } else if (child) {
            replace(child, set->value);
        }
    }
    nnt_free(key);
}

/* No text that anybody means begins so; where a bracket is forgotten, a string would be
 * refused for its type. */
static bool begins_like_json(const char *text) {
    return strchr("[{\"", text[0]) && text[0];
}

/* JSON if it reads as JSON, else a string; NULL when it is not even that, or was to be JSON
 * and has this error. */
static nnt_json *read_value(nnt_json_document *document,
                            const char *text,
                            nnt_problems *problems,
                            nnt_error *error) {
    nnt_json_document parsed = {0};
    nnt_text quoted = {0};
    nnt_status status = nnt_json_read(text, strlen(text), "value", &parsed, NULL, error);
    if (status == NNT_ERR_CONFIG && !begins_like_json(text)) {
        error->message[0] = '\0';
        nnt_json_clear(&parsed);
        nnt_text_add_json_string(&quoted, text);
        status = quoted.failed
                     ? NNT_ERR_MEMORY
                     : nnt_json_read(quoted.data, quoted.length, "--set", &parsed, NULL, NULL);
    }
    nnt_json *value = status == NNT_OK ? nnt_json_copy(document, parsed.root) : NULL;
    if (value) {
        nnt_json_set_places(value, nowhere);
    } else if (status != NNT_ERR_CONFIG) {
        problems->out_of_memory = true;
    }
    nnt_text_clear(&quoted);
    nnt_json_clear(&parsed);
    return value;
}

static void set_path(const setter *set, const char *path) {
    const nnt_where root = {.parent = NULL};
    const nnt_where place = {.parent = &root, .key = path};
    const char *fault = find_fault(path);
    if (fault) {
        refuse_path(set, &place, fault);
    } else if (set->value) {
        set_below(set, set->document->root, &nnt_config_root, path, &root);
    } else if (!set->problems->out_of_memory) {
        refuse_path(set, &place, "the value is no valid UTF-8 text");
    }
}

void nnt_config_override(nnt_json_document *document,
                         const nnt_override *override,
                         nnt_problems *problems) {
    nnt_error error = {0};
    const setter set = {.document = document,
                        .problems = problems,
                        .value = read_value(document, override->value, problems, &error),
                        .spot = nowhere};
    if (!set.value && error.status == NNT_ERR_CONFIG && error.message[0]) {
        const nnt_where root = {.parent = NULL};
        const nnt_where place = {.parent = &root, .key = override->path};
        nnt_problem_add(problems, nowhere, &place, "begins like JSON, but %s", error.message);
        return;
    }
    set_path(&set, override->path);
}

void nnt_config_set(nnt_json_document *document,
                    const char *path,
                    nnt_json *value,
                    nnt_spot spot,
                    nnt_problems *problems) {
    const setter set = {.document = document, .problems = problems, .value = value, .spot = spot};
    set_path(&set, path);
}
