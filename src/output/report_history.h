/* Reading a run's history the way pictures need it. */
#ifndef NNT_OUTPUT_REPORT_HISTORY_H
#define NNT_OUTPUT_REPORT_HISTORY_H

#include "nntrain/run.h"
#include "output/svg_chart.h"

/* First cell of a column, or NULL; further cells follow n_columns apart. */
const double *nnt_report_column(const nnt_table *table, const char *name);

/* One column of a table against another; n is 0 when either is missing. */
nnt_svg_series nnt_report_series(const nnt_table *table, const char *x_name, const char *y_name);

/* What the layers were measured at, as columns: moment t, layer l is row
 * t * n_layers + l of the layer table. */
typedef struct nnt_report_moments {
    const nnt_table *table;
    const char *name;    /* "epoch", or "step" when there are several a epoch */
    const double *times; /* of moment t: times[t * n_layers * columns of the table] */
    size_t n_layers;
    size_t count; /* moments */
} nnt_report_moments;

nnt_report_moments nnt_report_find_moments(const nnt_run *run);

/* When moment t was. */
double nnt_report_moment(const nnt_report_moments *moments, size_t t);

/* A series of layer 0 … n_layers-1 over the moments. */
nnt_svg_series
nnt_report_layer_series(const nnt_report_moments *moments, const char *name, size_t layer);

/* The series' last value; NaN when it has none. */
double nnt_report_last(const nnt_svg_series *series);

/* The number of the colour of layer 0 … n_layers-1: the ramp from the first to the
 * last layer, few layers far apart. */
size_t nnt_report_layer_color(size_t layer, size_t n_layers);

/* A legend with the colours of the first n of n_layers layers. */
void nnt_report_add_layer_legend(nnt_text *text, size_t n, size_t n_layers);

/* A folded table of some moments, a column for each of the first n layers; at most
 * NNT_REPORT_TABLE_LAYERS. */
enum { NNT_REPORT_TABLE_ROWS = 12, NNT_REPORT_TABLE_LAYERS = 32 };
void nnt_report_add_layer_table(nnt_text *text,
                                const nnt_report_moments *moments,
                                const char *name,
                                size_t n);

#endif
