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
void nnt_split_clear(nnt_split *split);

#endif
