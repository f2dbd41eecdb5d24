/* The texts of what a config may not say. */
#include "experiment/check_walk.h"

#include "experiment/config_elsewhere.h"
#include "experiment/config_table.h"
#include "experiment/config_words.h"
#include <string.h>

/* "must be … , not FOUND" */
nnt_json *nnt_check_refuse(const nnt_check *check,
                           const nnt_option *option,
                           const nnt_json *value,
                           const nnt_where *where,
                           const char *found) {
    nnt_text text = {0};
    nnt_text_add(&text, "must be ");
    nnt_option_describe(option, ~0u, &text);
    nnt_text_addf(&text, ", not %s", found);
    nnt_problem_add_text(check->problems, nnt_spot_of_value(value), where, &text);
    return NULL;
}

nnt_json *nnt_check_refuse_type(const nnt_check *check,
                                const nnt_option *option,
                                const nnt_json *value,
                                const nnt_where *where) {
    return nnt_check_refuse(check, option, value, where, nnt_json_type_text(value));
}

/* A string in a place of names: says which names there are. */
nnt_json *nnt_check_refuse_name(const nnt_check *check,
                                const nnt_option *option,
                                const nnt_json *value,
                                const nnt_where *where) {
    const unsigned other_forms =
        NNT_NUMBER_FORMS | NNT_ACCEPT_BOOLEAN | NNT_ACCEPT_LIST | NNT_ACCEPT_NULL;
    nnt_names names = {0};
    nnt_names_add_words(&names, option->words);
    if (option->registry) {
        nnt_names_add_rows(&names, option->registry);
    }
    nnt_text text = {0};
    nnt_text_addf(&text, "unknown %s ", option->registry ? option->registry : option->name);
    nnt_text_add_quoted(&text, value->text);
    nnt_names_add_hint(&names, value->text, &text);
    if (option->accepts & other_forms) {
        nnt_text_add(&text, "; or ");
        nnt_option_describe(option, other_forms, &text);
    }
    nnt_problem_add_text(check->problems, nnt_spot_of_value(value), where, &text);
    return NULL;
}

/* Whether the key is of another thing that could be named at this very place: the momentum
 * of sgd, given to adam. */
static bool is_of_place(const nnt_where *where, const char *place) {
    const char *above = where->parent && where->parent->key ? where->parent->key : "";
    const char *dot = strrchr(above, '.');
    const char *last = dot ? dot + 1 : above;
    const char *end = strrchr(place, '.');
    const size_t length = strlen(last);
    return end && length > 0 && (size_t)(end - place) >= length &&
           memcmp(end - length, last, length) == 0;
}

void nnt_check_refuse_key(const nnt_check *check,
                          nnt_key_tables tables,
                          const nnt_json *member,
                          const nnt_where *where) {
    nnt_names names = {0};
    if (tables.has_type) {
        nnt_names_add(&names, "type", strlen("type"));
    }
    nnt_names_add_words(&names, tables.words);
    nnt_names_add_keys(&names, tables.own);
    nnt_names_add_keys(&names, tables.shared);
    nnt_text text = {0};
    char place[NNT_PLACE_ROOM];
    nnt_text_add(&text, "unknown key");
    if (nnt_config_find_elsewhere(member->key, place) && !is_of_place(where, place)) {
        nnt_text_addf(&text, " here; there is %s", place);
    }
    nnt_names_add_hint(&names, member->key, &text);
    nnt_problem_add_text(check->problems, nnt_spot_of_key(member), where, &text);
}

void nnt_check_refuse_length(const nnt_check *check,
                             const nnt_option *option,
                             const nnt_json *value,
                             const nnt_where *where,
                             size_t length) {
    nnt_problem_add(check->problems, nnt_spot_of_value(value), where,
                    "must have %.0f to %.0f entries, not %zu", option->low, option->high, length);
}
