/* Finding histograms in their table. */
#include "output/report_bins.h"

#include "base/number.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { EPOCH, STEP, LAYER, QUANTITY, FIRST_BIN, FEWEST_BINS = 3 };

static const char *const keys[] = {"epoch", "step", "layer", "quantity"};

static bool has_keys(const nnt_table *table) {
    for (size_t c = 0; c < FIRST_BIN; c++) {
        if (strcmp(table->names[c], keys[c]) != 0) {
            return false;
        }
    }
    return true;
}

/* Edges that rise from bin to bin, with 0 in the middle. */
static bool has_edges(const nnt_report_bins *bins) {
    double before = -(double)INFINITY;
    for (size_t b = 0; b < bins->n_bins; b++) {
        const double edge = nnt_report_bin_edge(bins, b);
        if (!(edge > before) || (edge == 0) != (b == bins->n_bins / 2)) {
            return false;
        }
        before = edge;
    }
    return bins->n_bins % 2 == 1;
}

static bool has_rows(const nnt_report_bins *bins) {
    const nnt_table *table = bins->table;
    const size_t n = bins->n_quantities;
    for (size_t r = 0; r < table->n_rows; r++) {
        const double *row = table->cells + r * table->n_columns;
        const size_t layer = r / n % bins->n_layers;
        if (row[LAYER] != (double)(layer + 1) || row[QUANTITY] != (double)(r % n)) {
            return false;
        }
    }
    return table->n_rows == bins->n_looks * bins->n_layers * n;
}

/* Rows of the first layer before it has one of the first quantity again. */
static size_t count_quantities(const nnt_table *table) {
    size_t n = 1;
    while (n < table->n_rows && n < NNT_REPORT_QUANTITIES &&
           table->cells[n * table->n_columns + QUANTITY] == (double)n) {
        n++;
    }
    return n;
}

bool nnt_report_find_bins(const nnt_run *run, nnt_report_bins *bins) {
    const nnt_table *table = &run->history->histograms;
    if (table->n_rows == 0 || table->n_columns < FIRST_BIN + FEWEST_BINS || !has_keys(table)) {
        return false;
    }
    const size_t n_quantities = count_quantities(table);
    *bins = (nnt_report_bins){.table = table,
                              .n_layers = run->n_layers,
                              .n_quantities = n_quantities,
                              .n_looks = table->n_rows / (run->n_layers * n_quantities),
                              .n_bins = table->n_columns - FIRST_BIN};
    return bins->n_bins <= NNT_REPORT_MOST_BINS && has_edges(bins) && has_rows(bins);
}

static const double *
get_row(const nnt_report_bins *bins, size_t look, size_t layer, size_t quantity) {
    const size_t row = (look * bins->n_layers + layer) * bins->n_quantities + quantity;
    return bins->table->cells + row * bins->table->n_columns;
}

const double *
nnt_report_bin_counts(const nnt_report_bins *bins, size_t look, size_t layer, size_t quantity) {
    return get_row(bins, look, layer, quantity) + FIRST_BIN;
}

double nnt_report_bin_moment(const nnt_report_bins *bins, size_t look, bool is_step) {
    return get_row(bins, look, 0, 0)[is_step ? STEP : EPOCH];
}

const char *nnt_report_bin_name(const nnt_report_bins *bins, size_t bin) {
    return bins->table->names[FIRST_BIN + bin];
}

double nnt_report_bin_edge(const nnt_report_bins *bins, size_t bin) {
    const char *name = nnt_report_bin_name(bins, bin);
    double edge = (double)NAN;
    return nnt_number_parse(name, strlen(name), &edge) ? edge : (double)NAN;
}
