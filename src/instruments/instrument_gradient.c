/* Size of the gradient that reaches a layer's weights and biases. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const size_t n = it->inputs * it->units;
    const double squares = nnt_vector_sum_squares(n, now->gradient + it->weight_at);
    values[0] = sqrt(squares);
    values[1] = sqrt(nnt_vector_sum_squares(it->units, now->gradient + it->bias_at));
    values[2] = sqrt(squares / (double)n);
}

static const nnt_series series[] = {
    {"gradient_norm", "Frobenius norm of d(mean loss)/d(weights) on the probe"},
    {"bias_gradient_norm", "Euclidean norm of d(mean loss)/d(biases) on the probe"},
    {"gradient_rms", "root mean square of the entries of d(mean loss)/d(weights)"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_gradient) = {
    .name = "gradient",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
