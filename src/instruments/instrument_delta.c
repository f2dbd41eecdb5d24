/* Size of the back-propagated error of one row. Taken from each row's own loss, it
 * does not depend on how many rows there are. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

/* delta of the mean loss is 1/N of the row's own: the mean of the squared norms of
 * the own ones is N times the sum of squares. */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const double squares =
        nnt_vector_sum_squares(now->n_rows * it->units, now->pass->layers[layer].delta);
    values[0] = sqrt((double)now->n_rows * squares);
}

static const nnt_series series[] = {
    {"delta_norm", "root of the mean over probe rows of |dL_i/dz_i|^2, L_i the row's own loss"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_delta) = {
    .name = "delta",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
