/* LeCun's rule: keeps the size of the signal through a layer of slope 1,
 * Var(W) = 1 / fan_in. */
#include "init/draw.h"

#include <math.h>

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    return options[NNT_GAIN].number * sqrt(1 / (double)fan->in);
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_uniform(rng, deviation(options, fan), n, values);
}

const nnt_initializer nnt_initializer_lecun_uniform = {
    .row = {.name = "lecun_uniform",
            .summary = "uniform draws, for selu and linear layers",
            .formula = "W ~ U with variance gain^2 1 / fan_in",
            .source = "LeCun, Bottou, Orr and Mueller 1998, Efficient BackProp",
            .options = nnt_gain_options},
    .is_uniform = true,
    .deviation = deviation,
    .fill = fill,
};
