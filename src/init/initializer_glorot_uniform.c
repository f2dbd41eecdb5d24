/* Glorot's rule: a compromise between keeping the forward and the backward signal,
 * Var(W) = 2 / (fan_in + fan_out), eq. 12 and 16 of the paper. */
#include "init/draw.h"

#include <math.h>

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    return options[NNT_GAIN].number * sqrt(2 / ((double)fan->in + (double)fan->out));
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_uniform(rng, deviation(options, fan), n, values);
}

const nnt_initializer nnt_initializer_glorot_uniform = {
    .row = {.name = "glorot_uniform",
            .summary = "uniform draws, for sigmoid, tanh and other smooth activations",
            .formula = "W ~ U with variance gain^2 2 / (fan_in + fan_out)",
            .source = "Glorot and Bengio 2010, Understanding the difficulty of training deep "
                      "feedforward neural networks",
            .options = nnt_gain_options},
    .is_uniform = true,
    .deviation = deviation,
    .fill = fill,
};
