/* Size of the gradient that reaches a layer's weights and biases. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    values[0] = sqrt(nnt_vector_sum_squares(it->inputs * it->units, now->gradient + it->weight_at));
    values[1] = sqrt(nnt_vector_sum_squares(it->units, now->gradient + it->bias_at));
}

static const nnt_series series[] = {
    {"gradient_norm", "Frobenius norm of d(mean loss)/d(weights) on the probe"},
    {"bias_gradient_norm", "Euclidean norm of d(mean loss)/d(biases) on the probe"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_gradient) = {
    .name = "gradient",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
