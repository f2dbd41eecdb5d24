/* The instruments of a run: they look at the network through one probe and write
 * one table. */
#ifndef NNT_INSTRUMENTS_PANEL_H
#define NNT_INSTRUMENTS_PANEL_H

#include "base/state.h"
#include "base/table.h"
#include "instruments/activity.h"
#include "instruments/histograms.h"
#include "instruments/instrument.h"
#include "instruments/ledger.h"
#include "instruments/sharpness.h"
#include "nn/kink_sides.h"
#include "nn/loss.h"
#include "train/feed.h"
#include "train/observer.h"

/* Memory is made before training starts. */
typedef struct nnt_panel {
    size_t n_layers;
    bool is_off;
    size_t batch_size;
    const nnt_loss *loss;
    const real *loss_option;
    nnt_batch probe;         /* rows on which everything is measured */
    nnt_batch_room room;     /* … and where they are */
    nnt_workspace workspace; /* passes over the probe */
    real *gradient;
    real *initial;          /* block: parameters at the first look */
    real *slope;            /* room for the derivatives of one layer */
    double *arriving;       /* (n_layers) */
    double *row_norms;      /* (rows of the probe) */
    double *spectrum_room;  /* of the hidden layer that needs most; NULL below level full */
    nnt_unit_stats **units; /* (n_layers) of (units) */
    nnt_ledger ledger;
    nnt_histograms histograms;
    nnt_activity activity;
    nnt_sharpness sharpness;
    nnt_kink_sides sides; /* at level full, for the sharpness */
    nnt_table table;      /* epoch, step, layer, then the series */
    const char **names;   /* of its columns */
    size_t n_instruments; /* that run at this level */
    const nnt_instrument **instruments;
} nnt_panel;

#define nnt_panel_create NNT_CORE(nnt_panel_create)
#define nnt_panel_clear NNT_CORE(nnt_panel_clear)
#define nnt_panel_share NNT_CORE(nnt_panel_share)
#define nnt_panel_visit NNT_CORE(nnt_panel_visit)
#define nnt_panel_is_consistent NNT_CORE(nnt_panel_is_consistent)
#define nnt_panel_observer NNT_CORE(nnt_panel_observer)

/* The training that is to be measured; all borrowed. */
typedef struct nnt_panel_subject {
    const nnt_network *network;
    const nnt_feed *train;
    const nnt_loss *loss;
    const real *loss_option;
    uint64_t seed;
    size_t batch_size; /* rows of a step */
    bool rests;        /* a step leaves a parameter alone whose gradients are 0 */
} nnt_panel_subject;

/* The probe is all training rows if there are at most spec->probe_rows, else that
 * many drawn with the seed (stream "probe"), in rising order.
 *   n_moments  most times that the panel will be asked to look */
NNT_MUST_CHECK nnt_status nnt_panel_create(const nnt_instrument_spec *spec,
                                           const nnt_panel_subject *subject,
                                           size_t n_moments,
                                           nnt_panel *panel,
                                           nnt_error *error);
void nnt_panel_clear(nnt_panel *panel);

/* Lets the threads of a pool share the passes over the probe; NULL: none. */
void nnt_panel_share(nnt_panel *panel, nnt_pool *pool);

/* Shows everything that lives from one look to the next; nothing at level off. */
void nnt_panel_visit(nnt_panel *panel, const nnt_network *network, nnt_state *state);

/* After a visit that restored: whether this many looks were taken, and what they
 * left names layers and units that there are. */
bool nnt_panel_is_consistent(const nnt_panel *panel, const nnt_network *network, size_t n_looks);

/* The panel as an observer of the trainer; without one at level off. */
nnt_observer nnt_panel_observer(nnt_panel *panel, const nnt_instrument_spec *spec);

#endif
