/* What one layer does to the error that is passed down through it, and which half
 * of it is to blame: the slopes of the activation, or the weights above. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

/* |delta_l| / |delta_{l+1}| = (|f' * g| / |g|) (|g| / |delta_{l+1}|) with
 * g = delta_{l+1} W_{l+1}^T, norms over all probe rows. Not defined for the output
 * layer, nor where nothing arrives from above. */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_network *network = now->network;
    values[0] = values[1] = values[2] = (double)NAN;
    if (layer + 1 == network->n_layers) {
        return;
    }
    const size_t n_here = now->n_rows * network->layers[layer].units;
    const size_t n_above = now->n_rows * network->layers[layer + 1].units;
    const double here = sqrt(nnt_vector_sum_squares(n_here, now->pass->layers[layer].delta));
    const double above = sqrt(nnt_vector_sum_squares(n_above, now->pass->layers[layer + 1].delta));
    const double arriving = now->arriving[layer];
    if (above > 0 && arriving > 0) {
        values[0] = here / above;
        values[1] = here / arriving;
        values[2] = arriving / above;
    }
}

static const nnt_series series[] = {
    {"transfer_factor", "|delta| of this layer over that of the layer above"},
    {"transfer_slope",
     "its part due to the activation: root mean square of f'(z), weighted by the error"},
    {"transfer_weight", "its part due to the weights above"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_transfer) = {
    .name = "transfer",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
