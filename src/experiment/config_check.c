/* Checking a tree against the option table: plain values, lists, and the way in. */
#include "experiment/config_check.h"

#include "experiment/check_walk.h"
#include "experiment/config_table.h"
#include "experiment/config_words.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

nnt_json *nnt_check_keep(const nnt_check *check, nnt_json *node) {
    if (!node) {
        check->problems->out_of_memory = true;
    }
    return node;
}

nnt_json *nnt_check_new(const nnt_check *check, nnt_json_type type, const nnt_json *like) {
    nnt_json *node = nnt_check_keep(check, nnt_json_new(check->tree, type));
    if (node) {
        node->line = like->line;
        node->column = like->column;
    }
    return node;
}

nnt_json *nnt_check_copy(const nnt_check *check, const nnt_json *value) {
    return nnt_check_keep(check, nnt_json_copy(check->tree, value));
}

void nnt_check_append(const nnt_check *check, nnt_json *parent, const char *key, nnt_json *value) {
    if (value && !nnt_json_append(check->tree, parent, key, value)) {
        check->problems->out_of_memory = true;
    }
}

bool nnt_check_is_in_range(const nnt_option *option, double number) {
    if (option->low == 0 && option->high == 0) {
        return true;
    }
    const bool is_low =
        option->accepts & NNT_ABOVE_LOW ? number <= option->low : number < option->low;
    const bool is_high =
        option->accepts & NNT_BELOW_HIGH ? number >= option->high : number > option->high;
    return !is_low && !is_high;
}

/* Seeds above 2^53 stay strings, because many readers of JSON round numbers. */
static nnt_json *check_seed(const nnt_check *check,
                            const nnt_option *option,
                            const nnt_json *value,
                            const nnt_where *where) {
    const uint64_t exact_in_double = UINT64_C(1) << 53;
    uint64_t seed = 0;
    nnt_json *node = NULL;
    if (!nnt_json_unsigned(value, &seed)) {
        nnt_text found = {0};
        if (value->type == NNT_JSON_STRING) {
            nnt_text_add_quoted(&found, value->text);
        } else {
            nnt_text_addf(&found, "%.60s", value->text);
        }
        nnt_check_refuse(check, option, value, where, found.data ? found.data : "this");
        nnt_text_clear(&found);
    } else if (seed <= exact_in_double) {
        node = nnt_check_keep(check, nnt_json_new_number(check->tree, (double)seed));
    } else {
        char digits[24];
        snprintf(digits, sizeof digits, "%" PRIu64, seed);
        node = nnt_check_keep(check, nnt_json_new_string(check->tree, digits));
    }
    if (node) {
        nnt_json_set_places(node, nnt_spot_of_value(value));
    }
    return node;
}

static nnt_json *check_null(const nnt_check *check,
                            const nnt_option *option,
                            const nnt_json *value,
                            const nnt_where *where) {
    const bool is_accepted = option->accepts & NNT_ACCEPT_NULL;
    return is_accepted ? nnt_check_copy(check, value)
                       : nnt_check_refuse_type(check, option, value, where);
}

static nnt_json *check_boolean(const nnt_check *check,
                               const nnt_option *option,
                               const nnt_json *value,
                               const nnt_where *where) {
    const bool is_accepted = option->accepts & NNT_ACCEPT_BOOLEAN;
    return is_accepted ? nnt_check_copy(check, value)
                       : nnt_check_refuse_type(check, option, value, where);
}

static nnt_json *check_number(const nnt_check *check,
                              const nnt_option *option,
                              const nnt_json *value,
                              const nnt_where *where) {
    if (option->accepts & NNT_ACCEPT_SEED) {
        return check_seed(check, option, value, where);
    }
    if (!(option->accepts & NNT_NUMBER_FORMS)) {
        return nnt_check_refuse_type(check, option, value, where);
    }
    const bool has_form =
        option->accepts & NNT_ACCEPT_NUMBER || floor(value->number) == value->number;
    if (has_form && nnt_check_is_in_range(option, value->number)) {
        return nnt_check_copy(check, value);
    }
    char found[64];
    snprintf(found, sizeof found, "%.60s", value->text);
    return nnt_check_refuse(check, option, value, where, found);
}

/* A name, a word, a text or a seed in digits; in this order where several fit. */
static nnt_json *check_string(const nnt_check *check,
                              const nnt_option *option,
                              const nnt_json *value,
                              const nnt_where *where) {
    const bool is_choice = option->accepts & NNT_ACCEPT_CHOICE;
    const bool is_word = option->accepts & NNT_ACCEPT_WORD;
    const nnt_row *row = is_choice ? nnt_check_find_row(option, value->text) : NULL;
    if (is_word && nnt_words_find(option->words, value->text) != SIZE_MAX) {
        return nnt_check_copy(check, value);
    }
    if (row) {
        return nnt_check_row(check, option, row, value, where);
    }
    if (option->accepts & NNT_ACCEPT_PATH && value->text[0] == '\0') {
        nnt_problem_add(check->problems, nnt_spot_of_value(value), where, "must not be empty");
        return NULL;
    }
    if (option->accepts & NNT_ACCEPT_PATH && option->accepts & NNT_ACCEPT_OBJECT) {
        return nnt_check_path(check, option, value, where);
    }
    if (option->accepts & (NNT_ACCEPT_TEXT | NNT_ACCEPT_PATH)) {
        return nnt_check_copy(check, value);
    }
    if (option->accepts & NNT_ACCEPT_SEED) {
        return check_seed(check, option, value, where);
    }
    return is_choice || is_word ? nnt_check_refuse_name(check, option, value, where)
                                : nnt_check_refuse_type(check, option, value, where);
}

static nnt_json *check_list(const nnt_check *check,
                            const nnt_option *option,
                            const nnt_json *value,
                            const nnt_where *where) {
    if (!(option->accepts & NNT_ACCEPT_LIST)) {
        return nnt_check_refuse_type(check, option, value, where);
    }
    const bool has_length_range = !(option->accepts & NNT_NUMBER_FORMS);
    if (has_length_range && !nnt_check_is_in_range(option, (double)value->n_children)) {
        nnt_check_refuse_length(check, option, value, where, value->n_children);
        return NULL;
    }
    nnt_json *list = nnt_check_new(check, NNT_JSON_ARRAY, value);
    nnt_where place = {.parent = where};
    const nnt_json *item = list ? value->first : NULL;
    for (; item && !nnt_problems_are_full(check->problems); item = item->next) {
        nnt_check_append(check, list, NULL, nnt_check_value(check, option->item, item, &place));
        place.index++;
    }
    return list;
}

nnt_json *nnt_check_value(const nnt_check *check,
                          const nnt_option *option,
                          const nnt_json *value,
                          const nnt_where *where) {
    typedef nnt_json *check_function(const nnt_check *, const nnt_option *, const nnt_json *,
                                     const nnt_where *);
    static check_function *const functions[] = {
        [NNT_JSON_NULL] = check_null,     [NNT_JSON_BOOLEAN] = check_boolean,
        [NNT_JSON_NUMBER] = check_number, [NNT_JSON_STRING] = check_string,
        [NNT_JSON_ARRAY] = check_list,    [NNT_JSON_OBJECT] = nnt_check_object,
    };
    return functions[value->type](check, option, value, where);
}

nnt_json *nnt_config_check(const nnt_option *option,
                           const nnt_json *value,
                           nnt_json_document *tree,
                           nnt_problems *problems) {
    const nnt_check check = {.tree = tree, .problems = problems};
    const nnt_where root = {.parent = NULL};
    return nnt_check_value(&check, option, value, &root);
}

nnt_json *nnt_config_complete_choice(const char *kind, const char *name, nnt_json_document *tree) {
    const nnt_option option = {.name = kind, .accepts = NNT_ACCEPT_CHOICE, .registry = kind};
    const nnt_json value = {.type = NNT_JSON_STRING, .text = name};
    nnt_problems problems = {.file = ""};
    nnt_json *node = nnt_config_check(&option, &value, tree, &problems);
    nnt_messages_clear(&problems.placed);
    nnt_messages_clear(&problems.overridden);
    return problems.out_of_memory ? NULL : node;
}
