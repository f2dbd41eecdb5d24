/* The largest eigenvalue of the Hessian, from gradients alone. */
#include "instruments/sharpness.h"

#include "base/memory.h"
#include "base/rng.h"
#include "kernel/vector.h"
#include <math.h>

enum { MOST_PRODUCTS = 32 }; /* for each of two searches */

/* Two estimates in a row that differ by less end the search. */
static const double TOLERANCE = 1e-3;

/* Length of the step along a direction of length 1: as short as rounding allows. */
static const double STEP = NNT_REAL_BITS == 32 ? 1e-2 : 1e-4;

nnt_status nnt_sharpness_create(nnt_level level,
                                const nnt_network *network,
                                nnt_sharpness *sharpness,
                                nnt_error *error) {
    *sharpness = (nnt_sharpness){0};
    if (level < NNT_LEVEL_FULL) {
        return NNT_OK;
    }
    sharpness->shifted = nnt_network_block(network);
    sharpness->direction = nnt_network_block(network);
    sharpness->ahead = nnt_network_block(network);
    sharpness->behind = nnt_network_block(network);
    sharpness->factors = nnt_allocate(network->n_layers, sizeof *sharpness->factors);
    if (!sharpness->shifted || !sharpness->direction || !sharpness->ahead || !sharpness->behind ||
        !sharpness->factors) {
        nnt_sharpness_clear(sharpness);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to measure the sharpness");
    }
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        sharpness->factors[l] = layer->is_frozen ? 0 : sqrt(layer->learning_rate_factor);
    }
    return NNT_OK;
}

void nnt_sharpness_clear(nnt_sharpness *sharpness) {
    nnt_free(sharpness->shifted);
    nnt_free(sharpness->direction);
    nnt_free(sharpness->ahead);
    nnt_free(sharpness->behind);
    nnt_free(sharpness->factors);
    *sharpness = (nnt_sharpness){0};
}

/* First element of a layer in a block; behind the last layer: the end. */
static size_t find_start(const nnt_network *network, size_t layer) {
    return layer < network->n_layers ? network->layers[layer].weight_at : network->block_length;
}

static void draw(nnt_rng *rng, size_t n, real *values) {
    for (size_t i = 0; i < n; i++) {
        values[i] = (real)nnt_rng_normal(rng);
    }
}

/* The gaps of the block stay 0. */
static void draw_direction(const nnt_network *network, real *block) {
    nnt_rng rng = nnt_rng_stream(0, "sharpness", 0);
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        draw(&rng, layer->inputs * layer->units, block + layer->weight_at);
        draw(&rng, layer->units, block + layer->bias_at);
        draw(&rng, layer->n_learned, block + layer->learned_at);
    }
}

static void find_at(const nnt_sharpness *it,
                    const nnt_network *network,
                    double step,
                    nnt_gradient_finder *find_gradient,
                    void *context,
                    real *gradient) {
    nnt_network shifted = *network;
    shifted.parameters = it->shifted;
    for (size_t l = 0; l < network->n_layers; l++) {
        const real factor = (real)(step * it->factors[l]);
        for (size_t i = find_start(network, l); i < find_start(network, l + 1); i++) {
            it->shifted[i] = nnt_fma(factor, it->direction[i], network->parameters[i]);
        }
    }
    find_gradient(context, &shifted, gradient);
}

/* ahead = H direction; the scaled network's, if layers have factors. */
static void multiply(const nnt_sharpness *it,
                     const nnt_network *network,
                     nnt_gradient_finder *find_gradient,
                     void *context) {
    find_at(it, network, STEP, find_gradient, context, it->ahead);
    find_at(it, network, -STEP, find_gradient, context, it->behind);
    for (size_t l = 0; l < network->n_layers; l++) {
        const real factor = (real)(it->factors[l] / (2 * STEP));
        for (size_t i = find_start(network, l); i < find_start(network, l + 1); i++) {
            it->ahead[i] = factor * (it->ahead[i] - it->behind[i]);
        }
    }
}

/* direction = (direction + shift v) over its length, v what it was before; false for a
 * vector without one. */
static bool turn(const nnt_sharpness *it, size_t n, double shift) {
    for (size_t i = 0; i < n; i++) {
        it->direction[i] = nnt_fma((real)shift, it->direction[i], it->ahead[i]);
    }
    const double length = sqrt(nnt_vector_sum_squares(n, it->direction));
    if (!(length > 0) || !isfinite(length)) {
        return false;
    }
    nnt_vector_scale(n, (real)(1 / length), it->direction);
    return true;
}

/* The eigenvalue of H for which |eigenvalue + shift| is largest. */
static double search(const nnt_sharpness *it,
                     const nnt_network *network,
                     double shift,
                     nnt_gradient_finder *find_gradient,
                     void *context) {
    const size_t n = network->block_length;
    double found = (double)NAN;
    draw_direction(network, it->ahead);
    if (!turn(it, n, 0)) {
        return (double)NAN;
    }
    for (int i = 0; i < MOST_PRODUCTS; i++) {
        const double before = found;
        multiply(it, network, find_gradient, context);
        found = nnt_vector_dot(n, it->direction, it->ahead);
        if (!isfinite(found) || fabs(found - before) <= TOLERANCE * fabs(found + shift) ||
            !turn(it, n, shift)) {
            break;
        }
    }
    return isfinite(found) ? found : (double)NAN;
}

double nnt_sharpness_find(nnt_sharpness *sharpness,
                          const nnt_network *network,
                          nnt_gradient_finder *find_gradient,
                          void *context) {
    const double strongest = search(sharpness, network, 0, find_gradient, context);
    /* A saddle whose way down is steeper than its walls: all are moved above 0. */
    return strongest < 0 ? search(sharpness, network, -strongest, find_gradient, context)
                         : strongest;
}
