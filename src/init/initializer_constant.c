/* The same value everywhere: what "bias": 0.1 in a config stands for. As weights,
 * all units of a layer stay alike for ever. */
#include "init/initializer.h"

enum { VALUE };

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    (void)options;
    (void)fan;
    return 0;
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    (void)fan;
    (void)rng;
    for (size_t i = 0; i < n; i++) {
        values[i] = options[VALUE].number;
    }
}

static const nnt_option options[] = {
    {.name = "value",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0",
     .low = -1e6,
     .high = 1e6,
     .help = "the value"},
    {0},
};

const nnt_initializer nnt_initializer_constant = {
    .row = {.name = "constant",
            .summary = "one value everywhere; meant for biases",
            .formula = "W = value",
            .options = options},
    .deviation = deviation,
    .fill = fill,
};
