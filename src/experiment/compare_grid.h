/* The grid of a "compare" block: its variants, their names and their configs. */
#ifndef NNT_EXPERIMENT_COMPARE_GRID_H
#define NNT_EXPERIMENT_COMPARE_GRID_H

#include "experiment/config_tree.h"

/* All values of the block's keys, combined. Borrowed from the config's tree. */
typedef struct nnt_grid {
    const nnt_json *vary; /* members: path → list of values; NULL: nothing is varied */
    size_t n_axes;
    size_t n_folds;    /* of cross-validation; 0: none */
    size_t n_variants; /* at least 1; SIZE_MAX when it does not fit */
} nnt_grid;

/* Of a resolved config; without a block it has one variant. */
nnt_grid nnt_grid_of(const nnt_json *root);

/* Index of the value that an axis has in a variant; the last axis changes fastest. */
size_t nnt_grid_index(size_t variant, const nnt_json *axis);
const nnt_json *nnt_grid_value(size_t variant, const nnt_json *axis);

/* Short name of an axis: the last part of its path, or all of it where that is not
 * unique or is the name of another column of compare.csv. */
const char *nnt_grid_axis_name(const nnt_grid *grid, const nnt_json *axis);

/* A value as people read it: JSON without quotes. */
void nnt_grid_add_value(nnt_text *text, const nnt_json *value);

/* "activation=tanh,batch_size=4", of the axes with more than one value; nothing
 * when there is none. */
void nnt_grid_add_label(nnt_text *text, const nnt_grid *grid, size_t variant);

/* Which run of a variant: `fold` from 1, 0 without folds. */
typedef struct nnt_grid_run {
    uint64_t seed;
    size_t fold;
} nnt_grid_run;

/* The config's tree as it was given, with the variant's values, a fold that validates
 * and without the block, in the empty document `tree`. Problems with paths go to `problems`; false
 * when memory is out. */
bool nnt_grid_tree(const nnt_config *config,
                   size_t variant,
                   size_t fold,
                   nnt_json_document *tree,
                   nnt_problems *problems);

/* The complete config of a run of a variant. Named after the config and the
 * variant; asks for no folder of its own. */
NNT_MUST_CHECK nnt_status nnt_grid_config(const nnt_config *config,
                                          size_t variant,
                                          nnt_grid_run run,
                                          nnt_config **result,
                                          nnt_error *error);

#endif
