/* The table of instruments. */
#include "instruments/instrument.h"

#include "kernel/vector.h"
#include <math.h>

#define NNT_INSTRUMENT(name) extern const nnt_instrument NNT_CORE(nnt_instrument_##name);
#include "instruments/instrument_list.inc"
#undef NNT_INSTRUMENT

static const nnt_instrument *const instruments[] = {
#define NNT_INSTRUMENT(name) &NNT_CORE(nnt_instrument_##name),
#include "instruments/instrument_list.inc"
#undef NNT_INSTRUMENT
};

size_t nnt_instrument_count(void) {
    return sizeof instruments / sizeof instruments[0];
}

const nnt_instrument *nnt_instrument_get(size_t index) {
    return instruments[index];
}

double nnt_observation_rms(const nnt_observation *now, size_t layer) {
    const size_t n = now->n_rows * now->network->layers[layer].units;
    return sqrt(nnt_vector_sum_squares(n, now->pass->layers[layer].z) / (double)n);
}

const nnt_series *nnt_instrument_find_series(size_t index) {
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        for (const nnt_series *series = instruments[i]->series; series->name; series++) {
            if (index-- == 0) {
                return series;
            }
        }
    }
    return NULL;
}
