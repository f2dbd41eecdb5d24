/* Along how many directions a layer spreads the rows. What lies along few of them leaves the
 * layers above little to work with, however many units there are. */
#include "instruments/instrument.h"

#include "base/exact_math.h"
#include "instruments/spectrum.h"
#include <math.h>

static const double SHARE_HELD = 0.99;

static double add_up(const nnt_spectrum *spectrum) {
    double total = 0;
    for (size_t k = 0; k < spectrum->n; k++) {
        total += spectrum->variance[k];
    }
    return total;
}

/* exp(-sum p log p) over the shares of the variance: k for k directions of equal variance,
 * and between the whole numbers otherwise (Roy and Vetterli 2007). */
static double find_effective_rank(const nnt_spectrum *spectrum, double total) {
    double entropy = 0;
    for (size_t k = 0; k < spectrum->n; k++) {
        const double share = spectrum->variance[k] / total;
        entropy -= share > 0 ? share * nnt_exact_log(share) : 0;
    }
    return nnt_exact_exp(entropy);
}

static double count_directions(const nnt_spectrum *spectrum, double total) {
    size_t n = 0;
    for (double held = 0; n < spectrum->n && held < SHARE_HELD * total; n++) {
        held += spectrum->variance[n];
    }
    return (double)n;
}

/* Rows that are all alike have no direction: the rank of a matrix of zeros is 0. */
static void measure(const nnt_observation *now, size_t layer, double *values) {
    values[0] = values[1] = (double)NAN;
    if (layer + 1 == now->network->n_layers) {
        return;
    }
    const nnt_spectrum spectrum = nnt_spectrum_find(now->n_rows, now->network->layers[layer].units,
                                                    now->pass->layers[layer].a, now->spectrum_room);
    if (!spectrum.is_known) {
        return;
    }
    const double total = add_up(&spectrum);
    values[0] = total > 0 ? find_effective_rank(&spectrum, total) : 0;
    values[1] = count_directions(&spectrum, total);
}

static const nnt_series series[] = {
    {"effective_rank",
     "exp of the entropy of how the variance of a hidden layer's a is shared among its principal "
     "directions: k when k of them share it equally, 0 when all rows are alike; on at most 1024 "
     "probe rows, 256 in layers of more than 256 units"},
    {"dimension_99", "principal directions that hold 99 % of that variance, the largest first"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_rank) = {
    .name = "rank",
    .level = NNT_LEVEL_FULL,
    .series = series,
    .measure = measure,
};
