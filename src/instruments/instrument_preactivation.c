/* Size of the signal before the activation. */
#include "instruments/instrument.h"

static void measure(const nnt_observation *now, size_t layer, double *values) {
    values[0] = nnt_observation_rms(now, layer);
}

static const nnt_series series[] = {
    {"preactivation_rms", "root mean square of z over probe rows and units"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_preactivation) = {
    .name = "preactivation",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
