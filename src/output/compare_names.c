/* Names of variants for people. */
#include "output/compare_files.h"

#include <stdio.h>
#include <string.h>

const char *nnt_compare_find_value(const nnt_variant *variant, const char *path) {
    for (size_t i = 0; i < variant->n_settings; i++) {
        if (strcmp(variant->settings[i].path, path) == 0) {
            return variant->settings[i].value;
        }
    }
    return NULL;
}

static bool is_varied(const nnt_comparison *comparison, size_t c) {
    const char *first = nnt_compare_find_value(&comparison->variants[0], comparison->paths[c]);
    for (size_t v = 1; v < comparison->n_variants; v++) {
        const char *value = nnt_compare_find_value(&comparison->variants[v], comparison->paths[c]);
        if (value && first && strcmp(value, first) != 0) {
            return true;
        }
    }
    return false;
}

/* The varied paths' names, or the variant's values of them: "relu, 0.1". Variants
 * that do not set all of them go by their labels. */
static void join(const nnt_comparison *comparison,
                 const nnt_variant *variant,
                 char name[NNT_COMPARE_NAME_ROOM]) {
    size_t length = 0;
    for (size_t c = 0; c < comparison->n_columns && length < NNT_COMPARE_NAME_ROOM; c++) {
        if (is_varied(comparison, c)) {
            const char *text = variant ? nnt_compare_find_value(variant, comparison->paths[c])
                                       : comparison->columns[c];
            length += (size_t)snprintf(name + length, NNT_COMPARE_NAME_ROOM - length, "%s%s",
                                       length > 0 ? ", " : "", text);
        }
    }
}

static bool has_all_settings(const nnt_comparison *comparison) {
    for (size_t v = 0; v < comparison->n_variants; v++) {
        for (size_t c = 0; c < comparison->n_columns; c++) {
            if (!nnt_compare_find_value(&comparison->variants[v], comparison->paths[c])) {
                return false;
            }
        }
    }
    return comparison->n_columns > 0 && comparison->n_variants > 1;
}

void nnt_compare_name(const nnt_comparison *comparison,
                      const nnt_variant *variant,
                      char name[NNT_COMPARE_NAME_ROOM]) {
    name[0] = '\0';
    if (has_all_settings(comparison)) {
        join(comparison, variant, name);
    }
    if (!name[0]) {
        snprintf(name, NNT_COMPARE_NAME_ROOM, "%s", variant ? variant->label : "variant");
    }
}
