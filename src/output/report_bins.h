/* Reading the table of histograms the way pictures need it. */
#ifndef NNT_OUTPUT_REPORT_BINS_H
#define NNT_OUTPUT_REPORT_BINS_H

#include "nntrain/run.h"
#include <stdbool.h>

/* Histograms of all layers and quantities at some looks. Bins go from the least to the
 * greatest values; the middle one is that of "0". */
typedef struct nnt_report_bins {
    const nnt_table *table;
    size_t n_layers, n_quantities, n_looks;
    size_t n_bins;
} nnt_report_bins;

/* Most bins of a table that is understood. */
enum { NNT_REPORT_MOST_BINS = 256 };

/* Quantities of a layer, at most; a table has the first ones of them. */
enum {
    NNT_REPORT_PREACTIVATION,
    NNT_REPORT_DELTA,
    NNT_REPORT_GRADIENT,
    NNT_REPORT_ACTIVATION,
    NNT_REPORT_UPDATE,
    NNT_REPORT_QUANTITIES
};

/* False when the run has no histograms, or the table is none. */
bool nnt_report_find_bins(const nnt_run *run, nnt_report_bins *bins);

/* (n_bins) counts. */
const double *
nnt_report_bin_counts(const nnt_report_bins *bins, size_t look, size_t layer, size_t quantity);

/* When a look was: its epoch, or its step. */
double nnt_report_bin_moment(const nnt_report_bins *bins, size_t look, bool is_step);

/* The edge of a bin that is nearer to 0, and its name. */
double nnt_report_bin_edge(const nnt_report_bins *bins, size_t bin);
const char *nnt_report_bin_name(const nnt_report_bins *bins, size_t bin);

#endif
