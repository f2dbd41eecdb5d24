/* Counting values into bins. */
#include "instruments/histograms.h"

#include <math.h>

/* From the least to the greatest; the bins of negative values mirror them. */
static const double edges[] = {1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5,
                               1e-4,  1e-3,  0.01,  0.02,  0.05,  0.1,  0.2,  0.3,  0.5,  0.7,
                               1,     1.5,   2,     3,     5,     7,    10,   20,   50,   100};
enum { N_EDGES = sizeof edges / sizeof edges[0], N_BINS = 2 * N_EDGES + 1, N_KEYS = 4 };

static const char *const columns[] = {
    "epoch",  "step",   "layer",  "quantity", "-100",  "-50",   "-20",   "-10",   "-7",    "-5",
    "-3",     "-2",     "-1.5",   "-1",       "-0.7",  "-0.5",  "-0.3",  "-0.2",  "-0.1",  "-0.05",
    "-0.02",  "-0.01",  "-0.001", "-1e-4",    "-1e-5", "-1e-6", "-1e-7", "-1e-8", "-1e-9", "-1e-10",
    "-1e-11", "-1e-12", "-1e-13", "-1e-14",   "0",     "1e-14", "1e-13", "1e-12", "1e-11", "1e-10",
    "1e-9",   "1e-8",   "1e-7",   "1e-6",     "1e-5",  "1e-4",  "0.001", "0.01",  "0.02",  "0.05",
    "0.1",    "0.2",    "0.3",    "0.5",      "0.7",   "1",     "1.5",   "2",     "3",     "5",
    "7",      "10",     "20",     "50",       "100"};
_Static_assert(sizeof columns / sizeof columns[0] == N_KEYS + N_BINS, "a name for every bin");

nnt_status nnt_histograms_create(nnt_level level,
                                 size_t n_layers,
                                 size_t n_moments,
                                 nnt_histograms *histograms,
                                 nnt_error *error) {
    const size_t n = level == NNT_LEVEL_FULL ? NNT_N_HISTOGRAMS : NNT_HISTOGRAM_ACTIVATION;
    *histograms = (nnt_histograms){.n_layers = n_layers, .n_quantities = n};
    if (!nnt_kept_looks_create(columns, N_KEYS + N_BINS, n_layers * n, n_moments,
                               &histograms->kept)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for histograms of %zu layers",
                             n_layers);
    }
    return NNT_OK;
}

void nnt_histograms_clear(nnt_histograms *histograms) {
    nnt_table_clear(&histograms->kept.table);
}

bool nnt_histograms_is_consistent(const nnt_histograms *histograms, size_t n_looks) {
    const nnt_table *table = &histograms->kept.table;
    const size_t n = histograms->n_quantities;
    for (size_t row = 0; row < table->n_rows; row++) {
        const double *cell = table->cells + row * table->n_columns;
        const size_t layer = row / n % histograms->n_layers;
        if (cell[2] != (double)(layer + 1) || cell[3] != (double)(row % n)) {
            return false;
        }
    }
    return nnt_kept_looks_is_consistent(&histograms->kept, n_looks);
}

/* ---- counting ------------------------------------------------------------------- */

/* Edges that are not above the size: 0 for what is smaller than all. */
static size_t find_edge(double size) {
    size_t low = 0;
    size_t high = N_EDGES;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (edges[middle] <= size) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Values that are not numbers are in no bin; infinite ones in the last. */
static void count(const real *values, size_t n, double factor, double *bins) {
    const size_t n_counted = n < NNT_HISTOGRAM_VALUES ? n : NNT_HISTOGRAM_VALUES;
    for (size_t i = 0; i < n_counted; i++) {
        const double value = factor * (double)values[i * n / n_counted];
        const size_t edge = find_edge(fabs(value));
        if (!isnan(value)) {
            bins[value < 0 ? N_EDGES - edge : N_EDGES + edge]++;
        }
    }
}

/* The row's own delta is n_rows times that of the mean loss. Before the first step
 * nothing has moved. */
static void
measure(const nnt_observation *now, size_t layer, nnt_histogram_quantity quantity, double *bins) {
    const nnt_layer *it = &now->network->layers[layer];
    const nnt_layer_pass *pass = &now->pass->layers[layer];
    const size_t n_signals = now->n_rows * it->units;
    const size_t n_weights = it->inputs * it->units;
    for (size_t b = 0; b < N_BINS; b++) {
        bins[b] = 0;
    }
    switch (quantity) {
    case NNT_HISTOGRAM_PREACTIVATION:
        count(pass->z, n_signals, 1, bins);
        break;
    case NNT_HISTOGRAM_DELTA:
        count(pass->delta, n_signals, (double)now->n_rows, bins);
        break;
    case NNT_HISTOGRAM_GRADIENT:
        count(now->gradient + it->weight_at, n_weights, 1, bins);
        break;
    case NNT_HISTOGRAM_ACTIVATION:
        count(pass->a, n_signals, 1, bins);
        break;
    case NNT_HISTOGRAM_UPDATE:
        if (now->update) {
            count(now->update + it->weight_at, n_weights, 1, bins);
        }
        break;
    case NNT_N_HISTOGRAMS:
        break;
    }
}

void nnt_histograms_observe(nnt_histograms *histograms, const nnt_observation *now, size_t look) {
    if (!nnt_kept_looks_take(&histograms->kept, look)) {
        return;
    }
    const size_t n = histograms->n_quantities;
    for (size_t row = 0; row < histograms->n_layers * n; row++) {
        const size_t layer = row / n;
        const nnt_histogram_quantity quantity = (nnt_histogram_quantity)(row % n);
        double *cell = nnt_table_append(&histograms->kept.table);
        cell[0] = (double)now->epoch;
        cell[1] = (double)now->step;
        cell[2] = (double)(layer + 1);
        cell[3] = (double)quantity;
        measure(now, layer, quantity, cell + N_KEYS);
    }
}
