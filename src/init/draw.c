/* Normal and uniform draws of a given standard deviation. */
#include "init/draw.h"

#include <math.h>

const nnt_option nnt_gain_options[] = {
    {.name = "gain",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1",
     .low = 0,
     .high = 1e6,
     .help = "factor on the standard deviation"},
    {0},
};

void nnt_draw_normal(nnt_rng *rng, double deviation, size_t n, double *values) {
    for (size_t i = 0; i < n; i++) {
        values[i] = deviation * nnt_rng_normal(rng);
    }
}

/* U(-limit, limit) has standard deviation limit / sqrt(3). */
void nnt_draw_uniform(nnt_rng *rng, double deviation, size_t n, double *values) {
    const double limit = sqrt(3.0) * deviation;
    for (size_t i = 0; i < n; i++) {
        values[i] = limit * (2 * nnt_rng_uniform(rng) - 1);
    }
}
