/* Glorot's rule: a compromise between keeping the forward and the backward signal,
 * Var(W) = 2 / (fan_in + fan_out), eq. 12 and 16 of the paper. */
#include "init/draw.h"

#include <math.h>

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    return options[NNT_GAIN].number * sqrt(2 / ((double)fan->in + (double)fan->out));
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_normal(rng, deviation(options, fan), n, values);
}

const nnt_initializer nnt_initializer_glorot_normal = {
    .row = {.name = "glorot_normal",
            .summary = "normal draws, for sigmoid, tanh and other smooth activations",
            .formula = "W ~ N(0, gain^2 2 / (fan_in + fan_out))",
            .source = "Glorot and Bengio 2010, Understanding the difficulty of training deep "
                      "feedforward neural networks",
            .options = nnt_gain_options},
    .deviation = deviation,
    .fill = fill,
};
