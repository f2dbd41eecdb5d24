/* Uniform weights within stated limits, whatever the layer's size. */
#include "init/draw.h"

#include <math.h>

enum { LIMIT, GAIN };

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    (void)fan;
    return options[GAIN].number * options[LIMIT].number / sqrt(3.0);
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_uniform(rng, deviation(options, fan), n, values);
}

static const nnt_option options[] = {
    {.name = "limit",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.05",
     .low = 0,
     .high = 1e6,
     .help = "largest absolute value"},
    {.name = "gain",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1",
     .low = 0,
     .high = 1e6,
     .help = "factor on the standard deviation"},
    {0},
};

const nnt_initializer nnt_initializer_uniform = {
    .row = {.name = "uniform",
            .summary = "uniform draws between one pair of limits for every layer",
            .formula = "W ~ U(-gain limit, gain limit)",
            .options = options},
    .is_uniform = true,
    .deviation = deviation,
    .fill = fill,
};
