/* Counting values into bins. */
#include "instruments/histograms.h"

#include <string.h>

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

nnt_status nnt_histograms_create(size_t n_layers,
                                 size_t n_moments,
                                 nnt_histograms *histograms,
                                 nnt_error *error) {
    const size_t n_looks = n_moments < NNT_HISTOGRAM_LOOKS ? n_moments : NNT_HISTOGRAM_LOOKS;
    *histograms = (nnt_histograms){.n_layers = n_layers, .stride = 1};
    if (!nnt_table_create(&histograms->table, columns, N_KEYS + N_BINS,
                          n_looks * n_layers * NNT_N_HISTOGRAMS)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for histograms of %zu layers",
                             n_layers);
    }
    return NNT_OK;
}

void nnt_histograms_clear(nnt_histograms *histograms) {
    nnt_table_clear(&histograms->table);
}

void nnt_histograms_visit(nnt_histograms *histograms, nnt_state *state) {
    nnt_state_size(state, "histogram_stride", &histograms->stride, SIZE_MAX / 2);
    nnt_state_table(state, "histograms", &histograms->table);
}

bool nnt_histograms_is_consistent(const nnt_histograms *histograms, size_t n_looks) {
    const nnt_table *table = &histograms->table;
    const size_t stride = histograms->stride;
    if (stride == 0 || (stride & (stride - 1)) != 0) {
        return false;
    }
    const size_t n_kept = n_looks / stride + (n_looks % stride != 0);
    if (table->n_rows != n_kept * histograms->n_layers * NNT_N_HISTOGRAMS) {
        return false;
    }
    for (size_t row = 0; row < table->n_rows; row++) {
        const double *cell = table->cells + row * table->n_columns;
        const size_t layer = row / NNT_N_HISTOGRAMS % histograms->n_layers;
        if (cell[2] != (double)(layer + 1) || cell[3] != (double)(row % NNT_N_HISTOGRAMS)) {
            return false;
        }
    }
    return true;
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

/* The row's own delta is n_rows times that of the mean loss. */
static void
measure(const nnt_observation *now, size_t layer, nnt_histogram_quantity quantity, double *bins) {
    const nnt_layer *it = &now->network->layers[layer];
    const nnt_layer_pass *pass = &now->pass->layers[layer];
    for (size_t b = 0; b < N_BINS; b++) {
        bins[b] = 0;
    }
    if (quantity == NNT_HISTOGRAM_PREACTIVATION) {
        count(pass->z, now->n_rows * it->units, 1, bins);
    } else if (quantity == NNT_HISTOGRAM_DELTA) {
        count(pass->delta, now->n_rows * it->units, (double)now->n_rows, bins);
    } else {
        count(now->gradient + it->weight_at, it->inputs * it->units, 1, bins);
    }
}

/* Makes room by dropping every other look, so that which looks are kept depends on
 * those so far alone and not on how many there will be. */
static void thin_out(nnt_histograms *histograms) {
    nnt_table *table = &histograms->table;
    const size_t per_look = histograms->n_layers * NNT_N_HISTOGRAMS;
    const size_t n_looks = table->n_rows / per_look;
    const size_t length = per_look * table->n_columns;
    for (size_t look = 2; look < n_looks; look += 2) {
        memcpy(table->cells + look / 2 * length, table->cells + look * length,
               length * sizeof(double));
    }
    table->n_rows = (n_looks + 1) / 2 * per_look;
    histograms->stride *= 2;
}

void nnt_histograms_observe(nnt_histograms *histograms, const nnt_observation *now, size_t look) {
    if (look % histograms->stride == 0 && histograms->table.n_rows == histograms->table.capacity) {
        thin_out(histograms);
    }
    if (look % histograms->stride != 0) {
        return;
    }
    for (size_t row = 0; row < histograms->n_layers * NNT_N_HISTOGRAMS; row++) {
        const size_t layer = row / NNT_N_HISTOGRAMS;
        const nnt_histogram_quantity quantity = (nnt_histogram_quantity)(row % NNT_N_HISTOGRAMS);
        double *cell = nnt_table_append(&histograms->table);
        cell[0] = (double)now->epoch;
        cell[1] = (double)now->step;
        cell[2] = (double)(layer + 1);
        cell[3] = (double)quantity;
        measure(now, layer, quantity, cell + N_KEYS);
    }
}
