/* The mean of some runs and its 95 % interval, point by point. */
#ifndef NNT_OUTPUT_REPORT_SPREAD_H
#define NNT_OUTPUT_REPORT_SPREAD_H

#include "output/report_group.h"
#include "output/svg_chart.h"

/* Where a logarithmic scale shows it, mean and interval are those of the logarithms. */
typedef struct nnt_report_spread {
    size_t n_points, n_runs;
    double *x;                 /* (n_points) */
    double *mean, *low, *high; /* (n_points) NaN: no run has a number; of fewer than two runs
                                   there is no interval */
    double *values;            /* (n_runs, n_points) */
} nnt_report_spread;

/* All numbers NaN; false when memory is out. It can be cleared in any case. */
bool nnt_report_spread_create(nnt_report_spread *spread, size_t n_runs, size_t n_points);
void nnt_report_spread_clear(nnt_report_spread *spread);

/* Fills mean and interval from the values. */
void nnt_report_spread_sum_up(nnt_report_spread *spread, nnt_svg_kind kind);

nnt_svg_series nnt_report_spread_mean(const nnt_report_spread *spread);
nnt_svg_series nnt_report_spread_low(const nnt_report_spread *spread);
nnt_svg_series nnt_report_spread_high(const nnt_report_spread *spread);
bool nnt_report_spread_has_interval(const nnt_report_spread *spread);

/* Epochs 0, stride, 2 * stride, … and the last. */
typedef struct nnt_report_epochs {
    size_t last, stride;
} nnt_report_epochs;

/* The least power of two that makes at most `most` epochs, 3 or more, of 0 … last. */
size_t nnt_report_stride(size_t last, size_t most);

/* A column of metrics.csv; a run that has ended keeps its last number. Summed up. */
bool nnt_report_spread_take_metric(nnt_report_spread *spread,
                                   nnt_report_runs runs,
                                   const char *column,
                                   const nnt_report_epochs *epochs,
                                   nnt_svg_kind kind);

/* A moment of layers.csv. */
typedef enum nnt_report_end { NNT_REPORT_START, NNT_REPORT_END } nnt_report_end;

/* A column of layers.csv at the first or the last moment over the hidden layers
 * 1 … n_hidden. `is_relative`: over that of the last hidden layer. Summed up. */
typedef struct nnt_report_profile_of {
    const char *column;
    nnt_report_end end;
    bool is_relative;
    nnt_svg_kind kind;
} nnt_report_profile_of;

bool nnt_report_spread_take_layers(nnt_report_spread *spread,
                                   nnt_report_runs runs,
                                   const nnt_report_profile_of *what,
                                   size_t n_hidden);

#endif
