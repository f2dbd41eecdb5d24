/* Checking objects: sections, choices of a row, and maps. */
#include "experiment/check_walk.h"

#include "experiment/config_table.h"
#include "experiment/config_words.h"
#include "nntrain/catalog.h"
#include <stdint.h>
#include <string.h>

static const nnt_option *find_option(nnt_key_tables tables, const char *key) {
    size_t index = nnt_option_find(tables.own, key);
    if (index != SIZE_MAX) {
        return &tables.own[index];
    }
    index = nnt_option_find(tables.shared, key);
    return index != SIZE_MAX ? &tables.shared[index] : NULL;
}

static void check_keys(const nnt_check *check,
                       nnt_key_tables tables,
                       const nnt_json *object,
                       const nnt_where *where) {
    const nnt_json *member = object->first;
    for (; member && !nnt_problems_are_full(check->problems); member = member->next) {
        const bool is_type = tables.has_type && strcmp(member->key, "type") == 0;
        if (!is_type && !nnt_config_is_remark(member->key) && !find_option(tables, member->key)) {
            const nnt_where place = {.parent = where, .key = member->key};
            nnt_check_refuse_key(check, tables, member, &place);
        }
    }
}

/* What stands for a key that is not there; NULL: nothing, or it had to be. */
static nnt_json *check_missing(const nnt_check *check,
                               const nnt_option *option,
                               const nnt_json *object,
                               const nnt_where *where) {
    if (!option->fallback) {
        nnt_problem_add(check->problems, nnt_spot_of_value(object), where, "must be given: %s",
                        option->help);
        return NULL;
    }
    if (option->fallback[0] == '\0') {
        return NULL;
    }
    nnt_json_document fallback = {0};
    nnt_json *node = NULL;
    const size_t length = strlen(option->fallback);
    if (nnt_json_read(option->fallback, length, "default", &fallback, NULL, NULL) == NNT_OK) {
        nnt_json_set_places(fallback.root, nnt_spot_of_value(object));
        node = nnt_check_value(check, option, fallback.root, where);
    } else {
        check->problems->out_of_memory = true; /* defaults themselves are tested */
    }
    nnt_json_clear(&fallback);
    return node;
}

/* Appends the options of a table to `out`, in its order. `given` is the object
 * that has them, or a name that stands for one. */
static void check_options(const nnt_check *check,
                          const nnt_option *options,
                          const nnt_json *given,
                          const nnt_where *where,
                          nnt_json *out) {
    for (const nnt_option *option = options; option && option->name; option++) {
        const nnt_where place = {.parent = where, .key = option->name};
        const nnt_json *value = nnt_json_get(given, option->name);
        nnt_check_append(check, out, option->name,
                         value ? nnt_check_value(check, option, value, &place)
                               : check_missing(check, option, given, &place));
    }
}

static nnt_json *check_section(const nnt_check *check,
                               const nnt_option *option,
                               const nnt_json *value,
                               const nnt_where *where) {
    const nnt_key_tables tables = {.own = option->section,
                                   .has_type = option->accepts & NNT_ACCEPT_CHOICE};
    nnt_json *node = nnt_check_new(check, NNT_JSON_OBJECT, value);
    if (node) {
        check_keys(check, tables, value, where);
        check_options(check, option->section, value, where, node);
    }
    return node;
}

nnt_json *nnt_check_path(const nnt_check *check,
                         const nnt_option *option,
                         const nnt_json *path,
                         const nnt_where *where) {
    nnt_json member = *path;
    member.key = NNT_PATH_KEY;
    member.next = NULL;
    const nnt_json object = {.type = NNT_JSON_OBJECT,
                             .line = path->line,
                             .column = path->column,
                             .n_children = 1,
                             .first = &member,
                             .last = &member};
    return check_section(check, option, &object, where);
}

nnt_json *nnt_check_row(const nnt_check *check,
                        const nnt_option *option,
                        const nnt_row *row,
                        const nnt_json *given,
                        const nnt_where *where) {
    const bool is_choice_alone = !(option->accepts & NNT_ACCEPT_OBJECT);
    const nnt_key_tables tables = {
        .own = row->options, .shared = is_choice_alone ? option->section : NULL, .has_type = true};
    nnt_json *node = nnt_check_new(check, NNT_JSON_OBJECT, given);
    nnt_json *name = nnt_check_keep(check, nnt_json_new_string(check->tree, row->name));
    if (!node || !name) {
        return NULL;
    }
    const nnt_json *type = nnt_json_get(given, "type");
    nnt_json_set_places(name, nnt_spot_of_value(type ? type : given));
    nnt_check_append(check, node, "type", name);
    if (given->type == NNT_JSON_OBJECT) {
        check_keys(check, tables, given, where);
    }
    check_options(check, tables.own, given, where, node);
    check_options(check, tables.shared, given, where, node);
    return node;
}

const nnt_row *nnt_check_find_row(const nnt_option *option, const char *name) {
    const nnt_catalog_kind *kind = nnt_catalog_find(option->registry);
    return kind ? nnt_catalog_row(kind, name) : NULL;
}

static nnt_json *check_choice(const nnt_check *check,
                              const nnt_option *option,
                              const nnt_json *value,
                              const nnt_where *where) {
    const nnt_where place = {.parent = where, .key = "type"};
    const nnt_option type_option = {.name = "type",
                                    .accepts = NNT_ACCEPT_TEXT,
                                    .words = option->words,
                                    .registry = option->registry};
    const nnt_json *type = nnt_json_get(value, "type");
    if (!type) {
        nnt_names names = {0};
        nnt_text text = {0};
        nnt_names_add_rows(&names, option->registry);
        nnt_text_addf(&text, "must be given, to say which %s; known: ", option->registry);
        nnt_names_add_list(&names, &text);
        nnt_problem_add_text(check->problems, nnt_spot_of_value(value), &place, &text);
        return NULL;
    }
    if (type->type != NNT_JSON_STRING) {
        return nnt_check_refuse_type(check, &type_option, type, &place);
    }
    if (nnt_words_find(option->words, type->text) != SIZE_MAX) {
        check_keys(check, (nnt_key_tables){.has_type = true}, value, where);
        return nnt_check_copy(check, type);
    }
    const nnt_row *row = nnt_check_find_row(option, type->text);
    return row ? nnt_check_row(check, option, row, value, where)
               : nnt_check_refuse_name(check, &type_option, type, &place);
}

static nnt_json *check_map(const nnt_check *check,
                           const nnt_option *option,
                           const nnt_json *value,
                           const nnt_where *where) {
    const nnt_key_tables tables = {.words = nnt_option_keys(option)};
    nnt_json *node = nnt_check_new(check, NNT_JSON_OBJECT, value);
    size_t length = 0;
    const nnt_json *member = node ? value->first : NULL;
    for (; member && !nnt_problems_are_full(check->problems); member = member->next) {
        const nnt_where place = {.parent = where, .key = member->key};
        if (nnt_config_is_remark(member->key)) {
            continue;
        }
        length++;
        if (tables.words && nnt_words_find(tables.words, member->key) == SIZE_MAX) {
            nnt_check_refuse_key(check, tables, member, &place);
            continue;
        }
        nnt_check_append(check, node, member->key,
                         nnt_check_value(check, option->item, member, &place));
    }
    if (!nnt_check_is_in_range(option, (double)length)) {
        nnt_check_refuse_length(check, option, value, where, length);
    }
    return node;
}

nnt_json *nnt_check_object(const nnt_check *check,
                           const nnt_option *option,
                           const nnt_json *value,
                           const nnt_where *where) {
    if (option->accepts & NNT_ACCEPT_MAP) {
        return check_map(check, option, value, where);
    }
    const bool is_section = option->accepts & NNT_ACCEPT_OBJECT;
    const bool is_choice = option->accepts & NNT_ACCEPT_CHOICE;
    if (is_choice && (!is_section || nnt_json_get(value, "type"))) {
        return check_choice(check, option, value, where);
    }
    return is_section ? check_section(check, option, value, where)
                      : nnt_check_refuse_type(check, option, value, where);
}
