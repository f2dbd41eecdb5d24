/* Histograms of every layer at some of the logged moments. The bins are the same for
 * all quantities, narrow where activations bend and wide towards 0: bin e holds what
 * lies from e up to the next edge, away from 0, and bin 0 what is smaller than all of
 * them. */
#ifndef NNT_INSTRUMENTS_HISTOGRAMS_H
#define NNT_INSTRUMENTS_HISTOGRAMS_H

#include "instruments/instrument.h"
#include "instruments/kept_looks.h"
#include "nntrain/status.h"

/* What the column "quantity" holds: pre-activations, the rows' own deltas, the entries
 * of the weight gradient; at level full also activations and the entries of the last
 * step. */
typedef enum nnt_histogram_quantity {
    NNT_HISTOGRAM_PREACTIVATION,
    NNT_HISTOGRAM_DELTA,
    NNT_HISTOGRAM_GRADIENT,
    NNT_HISTOGRAM_ACTIVATION,
    NNT_HISTOGRAM_UPDATE,
    NNT_N_HISTOGRAMS
} nnt_histogram_quantity;

/* Values that are counted; of more, some at equal distances. */
enum { NNT_HISTOGRAM_VALUES = 4096 };

typedef struct nnt_histograms {
    size_t n_layers;
    size_t n_quantities; /* of each layer: the first ones */
    nnt_kept_looks kept; /* epoch, step, layer, quantity, then counts; the name of a bin is e */
} nnt_histograms;

#define nnt_histograms_create NNT_CORE(nnt_histograms_create)
#define nnt_histograms_clear NNT_CORE(nnt_histograms_clear)
#define nnt_histograms_is_consistent NNT_CORE(nnt_histograms_is_consistent)
#define nnt_histograms_observe NNT_CORE(nnt_histograms_observe)

/*   level      which quantities are counted
 *   n_moments  most looks that will be taken; 0: none are */
NNT_MUST_CHECK nnt_status nnt_histograms_create(nnt_level level,
                                                size_t n_layers,
                                                size_t n_moments,
                                                nnt_histograms *histograms,
                                                nnt_error *error);
void nnt_histograms_clear(nnt_histograms *histograms);

/* After a visit that restored `kept`: whether it is what this many looks leave. */
bool nnt_histograms_is_consistent(const nnt_histograms *histograms, size_t n_looks);

/* Enters look 0, 1, … when it is one of those that are kept. */
void nnt_histograms_observe(nnt_histograms *histograms, const nnt_observation *now, size_t look);

#endif
