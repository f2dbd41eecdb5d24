/* Dividing rows into training, validation and test. */
#ifndef NNT_DATA_SPLIT_H
#define NNT_DATA_SPLIT_H

#include "data/dataset.h"

/* Row numbers of the three parts, each in rising order; owned by the split. */
typedef struct nnt_split {
    uint32_t *rows; /* one block: train, then validation, then test */
    nnt_view train, validation, test;
} nnt_split;

/* Draws round(fraction * n) rows for validation and test; the rest trains. In a
 * classification each class gives its share (largest remainders, so that the
 * totals are exact). The draw depends on the seed alone. An empty training part,
 * or a part that was asked for and stays empty, is NNT_ERR_DATA.
 *   validation_fraction, test_fraction  0 <= each, sum < 1 */
NNT_MUST_CHECK nnt_status nnt_split_draw(const nnt_dataset *dataset,
                                         double validation_fraction,
                                         double test_fraction,
                                         uint64_t seed,
                                         nnt_split *split,
                                         nnt_error *error);
/* The same with one fold of n_folds for validation: every row that is not for test is in
 * one fold, and so validates once as `fold` goes from 1 to n_folds, which changes neither
 * the draw nor the test rows. Folds, and each class in them, differ by one row at most. */
NNT_MUST_CHECK nnt_status nnt_split_draw_fold(const nnt_dataset *dataset,
                                              size_t fold,
                                              size_t n_folds,
                                              double test_fraction,
                                              uint64_t seed,
                                              nnt_split *split,
                                              nnt_error *error);
void nnt_split_clear(nnt_split *split);

#endif
