/* Size of a layer's weights. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *w = now->network->parameters + it->weight_at;
    values[0] = sqrt(nnt_vector_sum_squares(it->inputs * it->units, w));
}

static const nnt_series series[] = {
    {"weight_norm", "Frobenius norm of the weights"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_weight) = {
    .name = "weight",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
