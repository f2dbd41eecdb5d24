/* Two laws that hold for activations with f(cz) = c f(z): a check of
 * back-propagation that costs nothing, and what is conserved while it trains. */
#include "instruments/instrument.h"
#include "kernel/vector.h"

#include <math.h>

static double dot_with_gradient(const nnt_observation *now, size_t at, size_t n) {
    return nnt_vector_dot(n, now->network->parameters + at, now->gradient + at);
}

/* <W_l, G_l> + <b_l, g_l> = <W_{l+1}, G_{l+1}>: scaling a layer up and the next one
 * down changes nothing (Du, Hu and Lee 2018). Relative to the larger of the sums of
 * absolute values' bounds |W||G|. */
static double find_residual(const nnt_observation *now, size_t layer) {
    const nnt_layer *here = &now->network->layers[layer];
    const nnt_layer *above = here + 1;
    const size_t n_here = here->inputs * here->units;
    const size_t n_above = above->inputs * above->units;
    const real *w = now->network->parameters + above->weight_at;
    const double left = dot_with_gradient(now, here->weight_at, n_here) +
                        dot_with_gradient(now, here->bias_at, here->units);
    const double right = dot_with_gradient(now, above->weight_at, n_above);
    const double size = sqrt(nnt_vector_sum_squares(n_above, w)) *
                        sqrt(nnt_vector_sum_squares(n_above, now->gradient + above->weight_at));
    return size > 0 ? fabs(left - right) / size : (double)NAN;
}

/* |w_in|^2 + b^2 - |w_out|^2 of unit j; *incoming gets |w_in|^2. */
static double find_conserved(const nnt_layer *here, const real *block, size_t j, double *incoming) {
    const nnt_layer *above = here + 1;
    const real *in = block + here->weight_at;
    const real *out = block + above->weight_at + j * above->units;
    const double bias = (double)block[here->bias_at + j];
    double sum = 0;
    for (size_t k = 0; k < here->inputs; k++) {
        const double w = (double)in[k * here->units + j];
        sum += w * w;
    }
    *incoming = sum;
    return sum + bias * bias - nnt_vector_sum_squares(above->units, out);
}

static double find_drift(const nnt_observation *now, size_t layer) {
    const nnt_layer *here = &now->network->layers[layer];
    double largest = 0;
    for (size_t j = 0; j < here->units; j++) {
        double incoming = 0;
        const double before = find_conserved(here, now->initial, j, &incoming);
        const double after = find_conserved(here, now->network->parameters, j, &incoming);
        if (incoming > 0) {
            largest = fmax(largest, fabs(after - before) / incoming);
        }
    }
    return largest;
}

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const bool is_hidden = layer + 1 < now->network->n_layers;
    const bool applies = is_hidden && now->network->layers[layer].activation->traits.is_homogeneous;
    values[0] = applies ? find_residual(now, layer) : (double)NAN;
    values[1] = applies ? find_drift(now, layer) : (double)NAN;
}

static const nnt_series series[] = {
    {"identity_residual", "|<W,G> + <b,g> - <W above,G above>| / (|W above| |G above|); rounding "
                          "error when all is well"},
    {"conservation_drift",
     "largest change since epoch 0 of |w_in|^2 + b^2 - |w_out|^2 of a unit, over |w_in|^2"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_identity) = {
    .name = "identity",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
