/* How far the last step moved the weights, against their size. Around 1e-3 is
 * usual; 1e-1 tears a layer apart, 1e-6 leaves it as it was drawn. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

/* Steps of the last one's size, one behind the other, that move the weights by this
 * share of their size. */
static const double SHARE_TO_MOVE = 0.1;

/* The ratio is 0 before the first step, and NaN when nothing is to be moved (all
 * weights 0). */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const size_t n = it->inputs * it->units;
    if (!now->update) {
        values[0] = 0;
        values[1] = (double)NAN;
        return;
    }
    const double moved = sqrt(nnt_vector_sum_squares(n, now->update + it->weight_at));
    const double size = sqrt(nnt_vector_sum_squares(n, now->network->parameters + it->weight_at));
    values[0] = size > 0 ? moved / size : (double)NAN;
    values[1] = moved > 0 ? SHARE_TO_MOVE * size / moved : (double)NAN;
}

static const nnt_series series[] = {
    {"update_ratio", "|W - W before the last step| / |W|, Frobenius norms; 0 at epoch 0"},
    {"steps_to_move", "steps like the last one that move the weights by a tenth of their size"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_update) = {
    .name = "update",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
