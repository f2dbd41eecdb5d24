/* Comparisons read back from folders. */
#ifndef NNT_EXPERIMENT_STORED_COMPARISON_H
#define NNT_EXPERIMENT_STORED_COMPARISON_H

#include "nntrain/compare.h"

/* From a comparison's folder: compare.csv, summary.json and the runs' own files. Freed
 * with nnt_comparison_free. */
NNT_MUST_CHECK nnt_status nnt_stored_comparison_load(const char *folder,
                                                     nnt_comparison **comparison,
                                                     nnt_error *error);

/* Run folders put side by side: those whose configs differ in seed, fold, name and
 * output alone are runs of one variant, which is named after the first one's folder. */
NNT_MUST_CHECK nnt_status nnt_side_by_side_load(const char *const *folders,
                                                size_t n_folders,
                                                nnt_comparison **comparison,
                                                nnt_error *error);

#endif
