/* The option tables themselves: what every row of the config and of every registry
 * must keep to. */
#include "experiment/config_sketch.h"

#include "experiment/config_check.h"
#include "nntrain/catalog.h"
#include <math.h>

static void check_table(const nnt_option *options, const char *owner);

/* The default passes the check that a user's value has to pass. */
static void check_fallback(const nnt_option *option, const char *owner) {
    nnt_json_document fallback = {0};
    nnt_json_document tree = {0};
    nnt_problems problems = {.file = "default"};
    const size_t length = strlen(option->fallback);
    cr_assert(nnt_json_read(option->fallback, length, "default", &fallback, NULL, NULL) == NNT_OK,
              "%s.%s: the default is no JSON", owner, option->name);
    nnt_json_set_places(fallback.root, (nnt_spot){1, 1});
    cr_assert(nnt_config_check(option, fallback.root, &tree, &problems) != NULL);
    cr_assert(problems.placed.count == 0, "%s", problems.placed.items[0].text);
    nnt_json_clear(&fallback);
    nnt_json_clear(&tree);
}

static void check_option(const nnt_option *option, const char *owner) {
    const unsigned accepts = option->accepts;
    const char *name = option->name;
    cr_assert(option->help && option->help[0], "%s.%s has no help", owner, name);
    cr_assert(option->help[strlen(option->help) - 1] != '.', "%s.%s: full stop", owner, name);
    cr_assert(accepts != 0, "%s.%s accepts nothing", owner, name);
    cr_assert(isfinite(option->low) && isfinite(option->high) && option->low <= option->high);
    cr_assert(!(accepts & NNT_ACCEPT_WORD) || option->words, "%s.%s: no words", owner, name);
    cr_assert(!(accepts & NNT_ACCEPT_CHOICE) ||
                  (option->registry && nnt_catalog_find(option->registry)),
              "%s.%s: no registry", owner, name);
    cr_assert(!(accepts & (NNT_ACCEPT_LIST | NNT_ACCEPT_MAP)) || option->item);
    cr_assert(!(accepts & NNT_ACCEPT_OBJECT) || option->section);
    if (option->fallback && option->fallback[0]) {
        check_fallback(option, owner);
    }
    if (option->item && option->item != option) { /* any value holds any values */
        check_option(option->item, name);
    }
    check_table(option->section, name);
}

static void check_table(const nnt_option *options, const char *owner) {
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        cr_assert(nnt_option_find(options, options[i].name) == i, "%s twice", options[i].name);
        check_option(&options[i], owner);
    }
}

NNT_TEST(config_table, every_row_of_the_config_is_sound) {
    check_table(nnt_config_options(), "config");
}

/* Values of a row become nnt_value, which holds no sections and no big integers. */
static void check_row(const nnt_catalog_kind *kind, const nnt_row *row) {
    const unsigned too_much = NNT_ACCEPT_OBJECT | NNT_ACCEPT_CHOICE | NNT_ACCEPT_SEED;
    cr_assert(row->summary && row->summary[0], "%s %s has no summary", kind->name, row->name);
    cr_assert(nnt_option_count(row->options) <= NNT_MAX_OPTIONS);
    check_table(row->options, row->name);
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        const nnt_option *option = &row->options[i];
        cr_assert(!(option->accepts & too_much), "%s.%s", row->name, option->name);
        cr_assert(!option->item || !(option->item->accepts & too_much));
        cr_assert_str_neq(option->name, "type");
        cr_assert_str_neq(option->name, "warmup");
        cr_assert_str_neq(option->name, "fraction");
    }
}

NNT_TEST(config_table, every_row_of_the_registries_is_sound) {
    for (size_t k = 0; k < nnt_catalog_count(); k++) {
        const nnt_catalog_kind *kind = nnt_catalog_get(k);
        cr_assert(kind->count() > 0, "no %s", kind->plural);
        for (size_t i = 0; i < kind->count(); i++) {
            const nnt_row *row = kind->row(i);
            cr_assert(nnt_catalog_row(kind, row->name) == row, "%s twice", row->name);
            check_row(kind, row);
        }
    }
}

NNT_TEST(config_table, completed_choice_has_every_option_with_a_default) {
    nnt_json_document tree = {0};
    const nnt_json *json = nnt_config_complete_choice("optimizer", "sgd", &tree);
    const nnt_row *row = nnt_catalog_row(nnt_catalog_find("optimizer"), "sgd");
    cr_assert(json != NULL);
    cr_assert_str_eq(json->first->key, "type");
    const nnt_json *member = json->first->next;
    for (size_t i = 0; i < nnt_option_count(row->options); i++, member = member->next) {
        cr_assert_str_eq(member->key, row->options[i].name);
    }
    nnt_json_clear(&tree);
}

/* ---- the catalog ---------------------------------------------------------- */

NNT_TEST(catalog, kinds_are_found_by_both_names) {
    for (size_t k = 0; k < nnt_catalog_count(); k++) {
        const nnt_catalog_kind *kind = nnt_catalog_get(k);
        cr_assert(nnt_catalog_find(kind->name) == kind);
        cr_assert(nnt_catalog_find(kind->plural) == kind);
        cr_assert(kind->summary && kind->summary[0]);
    }
    cr_assert(nnt_catalog_find("activatoin") == NULL);
}

NNT_TEST(catalog, rows_are_found_by_name) {
    const nnt_catalog_kind *kind = nnt_catalog_find("activations");
    cr_assert(kind != NULL);
    cr_assert_str_eq(nnt_catalog_row(kind, "leaky_relu")->name, "leaky_relu");
    cr_assert(nnt_catalog_row(kind, "leaky") == NULL);
}
