/* Means and intervals over runs. */
#include "output/report_spread.h"

#include "base/exact_math.h"
#include "base/memory.h"
#include "output/report_history.h"
#include <math.h>

bool nnt_report_spread_create(nnt_report_spread *spread, size_t n_runs, size_t n_points) {
    *spread = (nnt_report_spread){.n_points = n_points, .n_runs = n_runs};
    spread->x = nnt_allocate(n_points, sizeof(double));
    spread->mean = nnt_allocate(n_points, sizeof(double));
    spread->low = nnt_allocate(n_points, sizeof(double));
    spread->high = nnt_allocate(n_points, sizeof(double));
    spread->values = nnt_allocate(n_runs * n_points, sizeof(double));
    if (!spread->x || !spread->mean || !spread->low || !spread->high || !spread->values) {
        return false;
    }
    for (size_t i = 0; i < n_runs * n_points; i++) {
        spread->values[i] = (double)NAN;
    }
    return true;
}

void nnt_report_spread_clear(nnt_report_spread *spread) {
    nnt_free(spread->x);
    nnt_free(spread->mean);
    nnt_free(spread->low);
    nnt_free(spread->high);
    nnt_free(spread->values);
    *spread = (nnt_report_spread){.x = NULL};
}

/* ---- summing up ----------------------------------------------------------------- */

/* One zero makes the mean of logarithms that of nothing: it is 0, without an interval. */
static void sum_up_logs(const double *column, size_t n, double *logs, double *mean, double *ends) {
    for (size_t r = 0; r < n; r++) {
        if (column[r] <= 0) {
            *mean = 0;
            return;
        }
        logs[r] = nnt_exact_log(column[r]);
    }
    const nnt_statistic statistic = nnt_statistic_of(logs, n);
    *mean = nnt_exact_exp(statistic.mean);
    ends[0] = nnt_exact_exp(statistic.mean - statistic.ci95);
    ends[1] = nnt_exact_exp(statistic.mean + statistic.ci95);
}

/* The numbers of all runs at a point, in rows of at most MOST_RUNS. */
enum { MOST_RUNS = 1024 };

static void sum_up_point(const nnt_report_spread *spread, size_t point, nnt_svg_kind kind) {
    double column[MOST_RUNS];
    double logs[MOST_RUNS];
    double ends[2] = {(double)NAN, (double)NAN};
    const size_t n = spread->n_runs < MOST_RUNS ? spread->n_runs : MOST_RUNS;
    for (size_t r = 0; r < n; r++) {
        column[r] = spread->values[r * spread->n_points + point];
    }
    if (kind == NNT_SVG_LOG) {
        sum_up_logs(column, n, logs, &spread->mean[point], ends);
    } else {
        const nnt_statistic statistic = nnt_statistic_of(column, n);
        spread->mean[point] = statistic.mean;
        ends[0] = statistic.mean - statistic.ci95;
        ends[1] = statistic.mean + statistic.ci95;
    }
    spread->low[point] = ends[0];
    spread->high[point] = ends[1];
}

void nnt_report_spread_sum_up(nnt_report_spread *spread, nnt_svg_kind kind) {
    for (size_t point = 0; point < spread->n_points; point++) {
        sum_up_point(spread, point, kind);
    }
}

/* ---- as series ------------------------------------------------------------------ */

static nnt_svg_series make_series(const nnt_report_spread *spread, const double *y) {
    return (nnt_svg_series){spread->x, y, 1, 1, spread->n_points};
}

nnt_svg_series nnt_report_spread_mean(const nnt_report_spread *spread) {
    return make_series(spread, spread->mean);
}

nnt_svg_series nnt_report_spread_low(const nnt_report_spread *spread) {
    return make_series(spread, spread->low);
}

nnt_svg_series nnt_report_spread_high(const nnt_report_spread *spread) {
    return make_series(spread, spread->high);
}

bool nnt_report_spread_has_interval(const nnt_report_spread *spread) {
    for (size_t i = 0; i < spread->n_points; i++) {
        if (spread->high[i] > spread->low[i]) {
            return true;
        }
    }
    return false;
}

/* ---- taking --------------------------------------------------------------------- */

/* The number at the last row whose epoch is not beyond `epoch`; `row` is where to
 * start, and moves there. */
static double look_up(
    const nnt_table *table, const double *epochs, const double *column, double epoch, size_t *row) {
    while (*row + 1 < table->n_rows && epochs[(*row + 1) * table->n_columns] <= epoch) {
        ++*row;
    }
    return column[*row * table->n_columns];
}

size_t nnt_report_stride(size_t last, size_t most) {
    size_t stride = 1;
    while (last / stride + 2 > most) {
        stride *= 2;
    }
    return stride;
}

bool nnt_report_spread_take_metric(nnt_report_spread *spread,
                                   nnt_report_runs runs,
                                   const char *name,
                                   const nnt_report_epochs *epochs,
                                   nnt_svg_kind kind) {
    const size_t n_points = epochs->last / epochs->stride + 1 + (epochs->last % epochs->stride > 0);
    if (!nnt_report_spread_create(spread, runs.n, n_points)) {
        return false;
    }
    for (size_t i = 0; i < n_points; i++) {
        spread->x[i] = (double)(i + 1 < n_points ? i * epochs->stride : epochs->last);
    }
    for (size_t r = 0; r < runs.n; r++) {
        const nnt_table *table = runs.runs[r] ? &runs.runs[r]->history->metrics : NULL;
        const double *column = nnt_report_column(table, name);
        const double *times = nnt_report_column(table, "epoch");
        size_t row = 0;
        for (size_t i = 0; column && times && i < n_points; i++) {
            spread->values[r * n_points + i] = look_up(table, times, column, spread->x[i], &row);
        }
    }
    nnt_report_spread_sum_up(spread, kind);
    return true;
}

/* A run's numbers over its hidden layers. */
static void
take_layers(const nnt_run *run, const nnt_report_profile_of *what, double *values, size_t n) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    const size_t n_hidden = run->n_layers - 1 < n ? run->n_layers - 1 : n;
    if (moments.count == 0 || n_hidden == 0) {
        return;
    }
    const size_t moment = what->end == NNT_REPORT_START ? 0 : moments.count - 1;
    const nnt_svg_series last = nnt_report_layer_series(&moments, what->column, n_hidden - 1);
    for (size_t l = 0; l < n_hidden && last.n > 0; l++) {
        const nnt_svg_series series = nnt_report_layer_series(&moments, what->column, l);
        const double value = series.y[moment * series.y_stride];
        values[l] = what->is_relative ? value / last.y[moment * last.y_stride] : value;
    }
}

bool nnt_report_spread_take_layers(nnt_report_spread *spread,
                                   nnt_report_runs runs,
                                   const nnt_report_profile_of *what,
                                   size_t n_hidden) {
    if (!nnt_report_spread_create(spread, runs.n, n_hidden)) {
        return false;
    }
    for (size_t l = 0; l < n_hidden; l++) {
        spread->x[l] = (double)(l + 1);
    }
    for (size_t r = 0; r < runs.n; r++) {
        if (runs.runs[r]) {
            take_layers(runs.runs[r], what, spread->values + r * n_hidden, n_hidden);
        }
    }
    nnt_report_spread_sum_up(spread, what->kind);
    return true;
}
