/* Mean and size of what a layer hands on; of the output layer: of the answer. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const size_t n = now->n_rows * now->network->layers[layer].units;
    const real *a = now->pass->layers[layer].a;
    values[0] = nnt_vector_sum(n, a) / (double)n;
    values[1] = sqrt(nnt_vector_sum_squares(n, a) / (double)n);
}

static const nnt_series series[] = {
    {"activation_mean", "mean of a over probe rows and units"},
    {"activation_rms", "root mean square of a over probe rows and units"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_activation) = {
    .name = "activation",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
