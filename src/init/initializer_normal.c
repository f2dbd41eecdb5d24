/* Normal weights of a stated standard deviation, whatever the layer's size. */
#include "init/draw.h"

enum { STD, GAIN };

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    (void)fan;
    return options[GAIN].number * options[STD].number;
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_normal(rng, deviation(options, fan), n, values);
}

static const nnt_option options[] = {
    {.name = "std",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.05",
     .low = 0,
     .high = 1e6,
     .help = "standard deviation"},
    {.name = "gain",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1",
     .low = 0,
     .high = 1e6,
     .help = "factor on the standard deviation"},
    {0},
};

const nnt_initializer nnt_initializer_normal = {
    .row = {.name = "normal",
            .summary = "normal draws of one standard deviation for every layer",
            .formula = "W ~ N(0, (gain std)^2)",
            .options = options},
    .deviation = deviation,
    .fill = fill,
};
