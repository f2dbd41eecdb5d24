/* Size of the signal before the activation. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const size_t n = now->n_rows * now->network->layers[layer].units;
    values[0] = sqrt(nnt_vector_sum_squares(n, now->pass->layers[layer].z) / (double)n);
}

static const nnt_series series[] = {
    {"preactivation_rms", "root mean square of z over probe rows and units"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_preactivation) = {
    .name = "preactivation",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
