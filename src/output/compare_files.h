/* The files of a comparison's folder, beside its run folders. */
#ifndef NNT_OUTPUT_COMPARE_FILES_H
#define NNT_OUTPUT_COMPARE_FILES_H

#include "base/text.h"
#include "nntrain/compare.h"

#define NNT_COMPARE_TABLE_FILE "compare.csv"
#define NNT_COMPARE_SUMMARY_FILE "summary.json"

/* The rows of a variant, which stand together. */
typedef struct nnt_row_range {
    size_t first, n;
} nnt_row_range;

nnt_row_range nnt_compare_find_rows(const nnt_comparison *comparison, size_t variant);

/* The variant's value of a path; NULL when it does not set it. */
const char *nnt_compare_find_value(const nnt_variant *variant, const char *path);

/* Append the file's bytes; memory failures show in text->failed. */
void nnt_compare_csv_render(const nnt_comparison *comparison, nnt_text *text);
void nnt_compare_summary_render(const nnt_comparison *comparison, nnt_text *text);

#endif
