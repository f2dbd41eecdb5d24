/* What a network can start from, by its config alone. */
#include "experiment/config_rules_start.h"

#include "base/fingerprint.h"
#include "experiment/config_rules.h"
#include "experiment/config_table.h"
#include <string.h>

#define LAYERS_PATH NNT_START_PATH ".layers"

static bool has_before(const nnt_json *list, const nnt_json *item) {
    const nnt_json *before = list->first;
    while (before != item && before->number != item->number) {
        before = before->next;
    }
    return before != item;
}

/* Numbers that had problems of their own are not in the list. */
static void check_numbers(const nnt_json *layers, size_t n_layers, nnt_problems *problems) {
    for (const nnt_json *item = layers->first; item; item = item->next) {
        nnt_text text = {0};
        if (item->number > (double)n_layers) {
            nnt_text_addf(&text,
                          "there is no layer %.0f; the network has %zu, the output layer is %zu",
                          item->number, n_layers, n_layers);
        } else if (has_before(layers, item)) {
            nnt_text_addf(&text, "layer %.0f is named twice", item->number);
        } else {
            continue;
        }
        nnt_rule_refuse(problems, item, LAYERS_PATH, &text);
    }
}

static void check_layers(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *layers = nnt_json_find(root, LAYERS_PATH);
    const nnt_json *hidden = nnt_json_find(root, "network.hidden");
    if (!layers || !hidden) {
        return;
    }
    if (layers->type == NNT_JSON_ARRAY) {
        check_numbers(layers, hidden->n_children + 1, problems);
    } else if (strcmp(layers->text, NNT_LAYERS_HIDDEN) == 0 && hidden->n_children == 0) {
        nnt_text text = {0};
        nnt_text_add(&text, "there are no hidden layers that could start from the model");
        nnt_rule_refuse(problems, layers, LAYERS_PATH, &text);
    }
}

static void check_fingerprint(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *fingerprint = nnt_json_find(root, NNT_FINGERPRINT_PATH);
    if (fingerprint && (strlen(fingerprint->text) != NNT_FINGERPRINT_DIGITS ||
                        strspn(fingerprint->text, "0123456789abcdef") != NNT_FINGERPRINT_DIGITS)) {
        nnt_text text = {0};
        nnt_text_addf(&text, "must be %d digits of 0123456789abcdef, not ", NNT_FINGERPRINT_DIGITS);
        nnt_text_add_quoted(&text, fingerprint->text);
        nnt_rule_refuse(problems, fingerprint, NNT_FINGERPRINT_PATH, &text);
    }
}

static void check_scaling(const nnt_json *root, const char *path, nnt_problems *problems) {
    const nnt_json *scaling = nnt_json_find(root, path);
    const nnt_json *start = nnt_json_find(root, NNT_START_PATH);
    const bool wants_model = scaling && strcmp(scaling->text, NNT_SCALING_MODEL) == 0;
    if (wants_model && start && start->type == NNT_JSON_NULL) {
        nnt_text text = {0};
        nnt_text_add(&text, "\"" NNT_SCALING_MODEL "\" takes the scaling over from " NNT_START_PATH
                            ", which is null");
        nnt_rule_refuse(problems, scaling, path, &text);
    }
}

void nnt_config_check_start(const nnt_json *root, nnt_problems *problems) {
    check_layers(root, problems);
    check_fingerprint(root, problems);
    check_scaling(root, "data.scaling", problems);
    check_scaling(root, "data.target_scaling", problems);
}
