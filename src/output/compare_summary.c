/* summary.json of a comparison: variants with their statistics, and differences. */
#include "output/compare_files.h"

#include "output/json_builder.h"
#include <string.h>

static void add_spread(nnt_builder *builder, nnt_json *object, const nnt_statistic *statistic) {
    nnt_builder_add_number(builder, object, "sd", statistic->sd);
    nnt_builder_add_number(builder, object, "ci95", statistic->ci95);
    nnt_builder_add_count(builder, object, "n", statistic->n);
}

/* The scores, or all other numbers, of which some run had one. */
static void add_statistics(nnt_builder *builder,
                           nnt_json *parent,
                           const char *key,
                           const nnt_variant *variant,
                           bool are_scores) {
    nnt_json *object = nnt_builder_add_object(builder, parent, key);
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        const nnt_compare_number number = (nnt_compare_number)i;
        const nnt_statistic *statistic = &variant->statistics[i];
        if (statistic->n > 0 && nnt_compare_number_is_score(number) == are_scores) {
            nnt_json *entry =
                nnt_builder_add_object(builder, object, nnt_compare_number_name(number));
            nnt_builder_add_number(builder, entry, "mean", statistic->mean);
            add_spread(builder, entry, statistic);
        }
    }
}

static void add_setting(nnt_builder *builder, nnt_json *parent, const nnt_setting *setting) {
    nnt_json_document read = {0};
    const size_t length = strlen(setting->json);
    nnt_json *value = NULL;
    if (nnt_json_read(setting->json, length, setting->path, &read, NULL, NULL) == NNT_OK) {
        value = nnt_json_copy(&builder->document, read.root);
    }
    builder->failed = builder->failed || !parent ||
                      !nnt_json_append(&builder->document, parent, setting->path, value);
    nnt_json_clear(&read);
}

static void add_variant(nnt_builder *builder, nnt_json *list, const nnt_variant *variant) {
    nnt_json *object = nnt_builder_add_object(builder, list, NULL);
    nnt_builder_add_string(builder, object, "label", variant->label);
    nnt_json *settings = nnt_builder_add_object(builder, object, "settings");
    for (size_t i = 0; i < variant->n_settings; i++) {
        add_setting(builder, settings, &variant->settings[i]);
    }
    nnt_builder_add_count(builder, object, "n", variant->n_runs);
    nnt_builder_add_count(builder, object, "n_failed", variant->n_failed);
    nnt_builder_add_count(builder, object, "n_diverged", variant->n_diverged);
    add_statistics(builder, object, "scores", variant, true);
    add_statistics(builder, object, "measures", variant, false);
    nnt_json *verdicts = nnt_builder_add_object(builder, object, "verdicts");
    for (size_t i = 0; i < variant->n_verdict_counts; i++) {
        nnt_builder_add_count(builder, verdicts, variant->verdict_counts[i].rule,
                              variant->verdict_counts[i].n);
    }
}

/* Differences of the scores that at least one seed has in both. */
static void
add_pairs(nnt_builder *builder, nnt_json *list, const nnt_comparison *comparison, size_t v) {
    const nnt_variant *variant = &comparison->variants[v];
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        const nnt_compare_number number = (nnt_compare_number)i;
        const nnt_statistic *difference = &variant->differences[i];
        if (difference->n > 0 && nnt_compare_number_is_score(number)) {
            nnt_json *object = nnt_builder_add_object(builder, list, NULL);
            nnt_builder_add_string(builder, object, "a", comparison->variants[0].label);
            nnt_builder_add_string(builder, object, "b", variant->label);
            nnt_builder_add_string(builder, object, "metric", nnt_compare_number_name(number));
            nnt_builder_add_number(builder, object, "mean_difference", difference->mean);
            add_spread(builder, object, difference);
        }
    }
}

void nnt_compare_summary_render(const nnt_comparison *comparison, nnt_text *text) {
    nnt_builder builder = {0};
    nnt_json *root = nnt_builder_root(&builder);
    nnt_builder_add_string(&builder, root, "name", comparison->name);
    nnt_builder_add_string(&builder, root, "description", comparison->description);
    nnt_builder_add_string(&builder, root, "status",
                           comparison->was_interrupted ? "interrupted" : "completed");
    nnt_json *variants = nnt_builder_add_array(&builder, root, "variants");
    for (size_t v = 0; v < comparison->n_variants; v++) {
        add_variant(&builder, variants, &comparison->variants[v]);
    }
    nnt_json *paired = nnt_builder_add_array(&builder, root, "paired");
    for (size_t v = 1; v < comparison->n_variants; v++) {
        add_pairs(&builder, paired, comparison, v);
    }
    nnt_builder_finish(&builder, text);
}
