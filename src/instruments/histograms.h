/* Histograms of every layer at some of the logged moments. The bins are the same for
 * all quantities, narrow where activations bend and wide towards 0: bin e holds what
 * lies from e up to the next edge, away from 0, and bin 0 what is smaller than all of
 * them. */
#ifndef NNT_INSTRUMENTS_HISTOGRAMS_H
#define NNT_INSTRUMENTS_HISTOGRAMS_H

#include "base/state.h"
#include "base/table.h"
#include "instruments/instrument.h"

/* What the column "quantity" holds: pre-activations, the rows' own deltas, and the
 * entries of the weight gradient. */
typedef enum nnt_histogram_quantity {
    NNT_HISTOGRAM_PREACTIVATION,
    NNT_HISTOGRAM_DELTA,
    NNT_HISTOGRAM_GRADIENT,
    NNT_N_HISTOGRAMS
} nnt_histogram_quantity;

enum {
    NNT_HISTOGRAM_LOOKS = 24,    /* moments that are kept, at most */
    NNT_HISTOGRAM_VALUES = 4096, /* that are counted; of more, some at equal distances */
};

typedef struct nnt_histograms {
    size_t n_layers;
    size_t
        stride; /* of the looks, those at its multiples are kept; doubled when the table is full */
    nnt_table table; /* epoch, step, layer, quantity, then counts; the name of a bin is e */
} nnt_histograms;

#define nnt_histograms_create NNT_CORE(nnt_histograms_create)
#define nnt_histograms_clear NNT_CORE(nnt_histograms_clear)
#define nnt_histograms_visit NNT_CORE(nnt_histograms_visit)
#define nnt_histograms_is_consistent NNT_CORE(nnt_histograms_is_consistent)
#define nnt_histograms_observe NNT_CORE(nnt_histograms_observe)

/*   n_moments  most looks that will be taken; 0: none are */
NNT_MUST_CHECK nnt_status nnt_histograms_create(size_t n_layers,
                                                size_t n_moments,
                                                nnt_histograms *histograms,
                                                nnt_error *error);
void nnt_histograms_clear(nnt_histograms *histograms);

/* Shows what lives from one look to the next, and, after a visit that restored,
 * whether it is what this many looks leave. */
void nnt_histograms_visit(nnt_histograms *histograms, nnt_state *state);
bool nnt_histograms_is_consistent(const nnt_histograms *histograms, size_t n_looks);

/* Enters look 0, 1, … when it is one of those that are kept. */
void nnt_histograms_observe(nnt_histograms *histograms, const nnt_observation *now, size_t look);

#endif
