/* All zero: with it the units of a layer never come to differ, which is a lesson. */
#include "init/initializer.h"

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    (void)options;
    (void)fan;
    return 0;
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    (void)options;
    (void)fan;
    (void)rng;
    for (size_t i = 0; i < n; i++) {
        values[i] = 0;
    }
}

const nnt_initializer nnt_initializer_zeros = {
    .row = {.name = "zeros",
            .summary = "all zero: the units of a layer stay alike for ever",
            .formula = "W = 0"},
    .deviation = deviation,
    .fill = fill,
};
