/* How much the gradients of single rows differ. In a dense layer the gradient of
 * row i is the outer product of a_i and delta_i, so |g_i|^2 = |a_i|^2 |delta_i|^2:
 * the spread costs no more than two norms a row. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

/* tr Cov = mean |g_i|^2 - |g|^2; B_simple = tr Cov / |g|^2 (McCandlish et al. 2018,
 * eq. 2.9): the batch size at which noise and signal are equal. */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *input = layer > 0 ? now->pass->layers[layer - 1].a : now->x;
    const real *delta = now->pass->layers[layer].delta;
    const double rows = (double)now->n_rows;
    double mean = 0;
    for (size_t i = 0; i < now->n_rows; i++) {
        const double a = nnt_vector_sum_squares(it->inputs, input + i * it->inputs);
        const double d = nnt_vector_sum_squares(it->units, delta + i * it->units) * rows * rows;
        mean += a * d / rows;
    }
    const double square =
        nnt_vector_sum_squares(it->inputs * it->units, now->gradient + it->weight_at);
    const double trace = mean - square;
    values[0] = square > 0 ? trace / square : (double)NAN;
    values[1] = trace > 0 ? square * (double)now->batch_size / trace : (double)NAN;
}

static const nnt_series series[] = {
    {"noise_scale", "trace of the covariance of the rows' weight gradients over |mean gradient|^2"},
    {"gradient_snr", "|mean gradient|^2 over the variance that a batch of the training has"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_noise) = {
    .name = "noise",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
