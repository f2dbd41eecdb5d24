/* Instruments, one descriptor each: what is measured in every layer at a logged
 * moment. Adding one is a file instrument_<name>.c and a row in
 * instrument_list.inc; its series become columns of layers.csv. */
#ifndef NNT_INSTRUMENTS_INSTRUMENT_H
#define NNT_INSTRUMENTS_INSTRUMENT_H

#include "instruments/series.h"
#include "instruments/unit_stats.h"
#include "nn/network.h"
#include "nn/workspace.h"
#include "train/training_spec.h"

/* A moment of training, after a forward and a backward pass over the probe: the
 * training rows on which everything is measured. delta is that of the probe's
 * mean loss, so the row's own delta is n_rows times it. */
typedef struct nnt_observation {
    const nnt_network *network;
    const nnt_workspace *pass; /* z, a, delta of every layer; a of the output layer is the answer */
    const real *x;             /* (n_rows, n_inputs) the probe's inputs */
    const real *gradient;      /* block: of the probe's mean loss */
    const real *update;        /* block: the last step; NULL before the first */
    const real *initial;       /* block: parameters at epoch 0 */
    const double
        *arriving; /* (n_layers) norm over all rows of d(loss)/d(a); 0 for the output layer */
    const nnt_unit_stats *const *units; /* (n_layers) of (units) */
    double *row_norms;                  /* room for one number per row of the probe */
    double *spectrum_room;              /* for nnt_spectrum_find of any hidden layer; NULL below
                                           level full */
    double sharpness_times_rate;        /* of the network; NaN when it is not measured */
    size_t n_rows;                      /* rows of the probe */
    size_t batch_size;                  /* rows of a step of the training */
    size_t epoch;
    uint64_t step;
} nnt_observation;

typedef struct nnt_instrument {
    const char *name;
    nnt_level level;          /* least level at which it runs */
    const nnt_series *series; /* ends with a row whose name is NULL */
    /* Writes one value per series. */
    void (*measure)(const nnt_observation *now, size_t layer, double *values);
} nnt_instrument;

#define nnt_instrument_count NNT_CORE(nnt_instrument_count)
#define nnt_instrument_get NNT_CORE(nnt_instrument_get)
#define nnt_observation_rms NNT_CORE(nnt_observation_rms)
#define nnt_instrument_find_series NNT_CORE(nnt_instrument_find_series)

size_t nnt_instrument_count(void);
const nnt_instrument *nnt_instrument_get(size_t index);

/* Root mean square of z over all probe rows and units of a layer. */
double nnt_observation_rms(const nnt_observation *now, size_t layer);

/* A column of all instruments together; NULL behind the last one. */
const nnt_series *nnt_instrument_find_series(size_t index);

#endif
