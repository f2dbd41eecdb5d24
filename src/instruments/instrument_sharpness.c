/* How far the learning rate is from what the curvature of the loss bears. */
#include "instruments/instrument.h"

#include <math.h>

/* One number for the whole network, in the row of its output layer. */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    values[0] = layer + 1 == now->network->n_layers ? now->sharpness_times_rate : (double)NAN;
}

static const nnt_series series[] = {
    {"sharpness_times_rate",
     "largest eigenvalue of the loss's Hessian times the learning rate over 1 + momentum, in the "
     "output layer's row; steps are stable up to 2; sgd without clip_norm only"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_sharpness) = {
    .name = "sharpness",
    .level = NNT_LEVEL_FULL,
    .series = series,
    .measure = measure,
};
