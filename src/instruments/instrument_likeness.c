/* How alike a layer makes things: the rows to each other, and the units. Rows whose
 * pre-activations all point the same way can no longer be told apart; units with
 * the same weights will never come to differ. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

/* Mean over pairs of rows of z_i.z_j / (|z_i| |z_j|). With u = z / |z| the sum over
 * pairs is |sum u|^2 - n, so that no pair is visited; rows of length 0 are left out. */
static double find_correlation(const nnt_observation *now, size_t layer) {
    const size_t units = now->network->layers[layer].units;
    const real *z = now->pass->layers[layer].z;
    double n = 0;
    double length = 0;
    for (size_t i = 0; i < now->n_rows; i++) {
        now->row_norms[i] = sqrt(nnt_vector_sum_squares(units, z + i * units));
        n += now->row_norms[i] > 0;
    }
    for (size_t j = 0; j < units; j++) {
        double sum = 0;
        for (size_t i = 0; i < now->n_rows; i++) {
            if (now->row_norms[i] > 0) {
                sum += (double)z[i * units + j] / now->row_norms[i];
            }
        }
        length += sum * sum;
    }
    return n > 1 ? (length - n) / (n * (n - 1)) : (double)NAN;
}

static bool are_twins(const nnt_observation *now, size_t layer, size_t a, size_t b) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *w = now->network->parameters + it->weight_at;
    const real *bias = now->network->parameters + it->bias_at;
    if (bias[a] != bias[b]) {
        return false;
    }
    for (size_t k = 0; k < it->inputs; k++) {
        if (w[k * it->units + a] != w[k * it->units + b]) {
            return false;
        }
    }
    return true;
}

/* Units whose incoming weights and bias are those of another one before them. */
static double count_twins(const nnt_observation *now, size_t layer) {
    const size_t units = now->network->layers[layer].units;
    double n_twins = 0;
    for (size_t b = 1; b < units; b++) {
        size_t a = 0;
        while (a < b && !are_twins(now, layer, a, b)) {
            a++;
        }
        n_twins += a < b;
    }
    return n_twins;
}

static void measure(const nnt_observation *now, size_t layer, double *values) {
    values[0] = find_correlation(now, layer);
    values[1] = count_twins(now, layer);
}

static const nnt_series series[] = {
    {"correlation", "mean over pairs of probe rows of the cosine between their z, -1 … 1"},
    {"twin_units", "units with the same incoming weights and bias as another one"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_likeness) = {
    .name = "likeness",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
