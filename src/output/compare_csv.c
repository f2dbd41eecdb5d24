/* compare.csv: a row per variant and seed, and per fold where there are some. */
#include "output/compare_files.h"

#include "output/csv_text.h"
#include <string.h>

/* Metrics of a task that no variant has are left out. */
static bool is_shown(const nnt_comparison *comparison, nnt_compare_number number) {
    const char *name = nnt_compare_number_name(number);
    if (!nnt_compare_number_is_score(number)) {
        return true;
    }
    if (strstr(name, "_accuracy")) {
        return comparison->has_classes;
    }
    return strstr(name, "_loss") || comparison->has_targets;
}

static void add_header(const nnt_comparison *comparison, nnt_text *text) {
    nnt_text_add(text, "variant");
    for (size_t i = 0; i < comparison->n_columns; i++) {
        nnt_text_add(text, ",");
        nnt_csv_add_field(text, comparison->columns[i]);
    }
    nnt_text_add(text, comparison->has_folds ? ",seed,fold,status" : ",seed,status");
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        if (is_shown(comparison, (nnt_compare_number)i)) {
            nnt_text_add(text, ",");
            nnt_text_add(text, nnt_compare_number_name((nnt_compare_number)i));
        }
    }
    nnt_text_add(text, ",worst_verdict,folder,message\n");
}

static void add_row(const nnt_comparison *comparison, const nnt_compare_row *row, nnt_text *text) {
    const nnt_variant *variant = &comparison->variants[row->variant];
    nnt_csv_add_field(text, variant->label);
    for (size_t i = 0; i < comparison->n_columns; i++) {
        const char *value = nnt_compare_find_value(variant, comparison->paths[i]);
        nnt_text_add(text, ",");
        nnt_csv_add_field(text, value ? value : "");
    }
    nnt_text_add(text, ",");
    nnt_text_add_unsigned(text, row->seed);
    nnt_text_add(text, ",");
    if (comparison->has_folds) {
        nnt_text_add_unsigned(text, row->fold);
        nnt_text_add(text, ",");
    }
    nnt_text_add(text, row->outcome);
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        if (is_shown(comparison, (nnt_compare_number)i)) {
            nnt_text_add(text, ",");
            nnt_csv_add_numbers(text, &row->numbers[i], 1);
        }
    }
    nnt_text_add(text, ",");
    nnt_csv_add_field(text, row->n_verdicts > 0 ? row->verdicts[0] : "");
    nnt_text_add(text, ",");
    nnt_csv_add_field(text, row->folder);
    nnt_text_add(text, ",");
    nnt_csv_add_field(text, row->message);
    nnt_text_add(text, "\n");
}

void nnt_compare_csv_render(const nnt_comparison *comparison, nnt_text *text) {
    add_header(comparison, text);
    for (size_t i = 0; i < comparison->n_rows; i++) {
        add_row(comparison, &comparison->rows[i], text);
    }
}
