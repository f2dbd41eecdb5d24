/* Why entries of a weight gradient are exactly zero: the unit's gate is closed on
 * every row, the input is zero on every row, or what was left was too small to be
 * represented. */
#include "instruments/instrument.h"

typedef enum cause { GATE, INPUT, UNDERFLOW, APART, N_CAUSES } cause;

static bool is_zero_column(const real *matrix, size_t n, size_t width, size_t column) {
    for (size_t i = 0; i < n; i++) {
        if (matrix[i * width + column] != 0) {
            return false;
        }
    }
    return true;
}

/* The cause for weight (k, j), whose gradient is 0. APART: gate and input are open
 * on some rows, but never on the same one. */
static cause find_cause(const nnt_observation *now, size_t layer, size_t k, size_t j) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *input = layer > 0 ? now->pass->layers[layer - 1].a : now->x;
    const real *delta = now->pass->layers[layer].delta;
    if (is_zero_column(delta, now->n_rows, it->units, j)) {
        return GATE;
    }
    if (is_zero_column(input, now->n_rows, it->inputs, k)) {
        return INPUT;
    }
    for (size_t i = 0; i < now->n_rows; i++) {
        if (input[i * it->inputs + k] != 0 && delta[i * it->units + j] != 0) {
            return UNDERFLOW;
        }
    }
    return APART;
}

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *gradient = now->gradient + it->weight_at;
    const double share = 1 / (double)(it->inputs * it->units);
    for (size_t c = 0; c < N_CAUSES; c++) {
        values[c] = 0;
    }
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            if (gradient[k * it->units + j] == 0) {
                values[find_cause(now, layer, k, j)] += share;
            }
        }
    }
}

static const nnt_series series[] = {
    {"zero_by_gate",
     "share of weights whose gradient is 0 because the unit passes none on any row"},
    {"zero_by_input", "… because the input is 0 on every row"},
    {"zero_by_underflow",
     "… although both are there: too small to be represented, or cancelled exactly"},
    {"zero_apart", "… because unit and input are never on for the same row"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_zeros) = {
    .name = "zeros",
    .level = NNT_LEVEL_FULL,
    .series = series,
    .measure = measure,
};
