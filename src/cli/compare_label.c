/* Names of variants on the screen. */
#include "compare_label.h"

#include "console.h"
#include <stdio.h>
#include <string.h>

/* The variant's value of a path, or NULL. */
static const char *find_value(const nnt_variant *variant, const char *path) {
    for (size_t i = 0; i < variant->n_settings; i++) {
        if (strcmp(variant->settings[i].path, path) == 0) {
            return variant->settings[i].value;
        }
    }
    return NULL;
}

static bool is_varied(const nnt_comparison *comparison, size_t c) {
    const char *first = find_value(&comparison->variants[0], comparison->paths[c]);
    for (size_t v = 1; v < comparison->n_variants; v++) {
        const char *value = find_value(&comparison->variants[v], comparison->paths[c]);
        if (value != NULL && first != NULL && strcmp(value, first) != 0) {
            return true;
        }
    }
    return false;
}

/* The varied paths' names, or the variant's values of them: "relu, 0.1". Variants
 * that do not set all of them go by their labels. */
static void write_label(const nnt_comparison *comparison,
                        const nnt_variant *variant,
                        char cell[NNT_LABEL_SIZE]) {
    size_t length = 0;
    cell[0] = '\0';
    for (size_t c = 0; c < comparison->n_columns && length < NNT_LABEL_SIZE; c++) {
        if (is_varied(comparison, c)) {
            const char *text = variant != NULL ? find_value(variant, comparison->paths[c])
                                               : comparison->columns[c];
            length += (size_t)snprintf(cell + length, NNT_LABEL_SIZE - length, "%s%s",
                                       length > 0 ? ", " : "", text);
        }
    }
}

static bool has_all_settings(const nnt_comparison *comparison) {
    for (size_t v = 0; v < comparison->n_variants; v++) {
        for (size_t c = 0; c < comparison->n_columns; c++) {
            if (find_value(&comparison->variants[v], comparison->paths[c]) == NULL) {
                return false;
            }
        }
    }
    return comparison->n_columns > 0 && comparison->n_variants > 1;
}

void nnt_compare_label(const nnt_comparison *comparison,
                       const nnt_variant *variant,
                       char clean[NNT_LABEL_SIZE]) {
    char label[NNT_LABEL_SIZE];
    if (has_all_settings(comparison)) {
        write_label(comparison, variant, label);
    } else {
        snprintf(label, sizeof label, "%s", variant != NULL ? variant->label : "variant");
    }
    nnt_console_clean(label, clean, NNT_LABEL_SIZE);
}
