/* Bounds, and the count over drawn networks. */
#include "theory/born_dead.h"

#include "base/memory.h"
#include "base/rng.h"
#include "theory/row_kernel.h"
#include "theory/theory_check.h"
#include <math.h>

static double raise(double base, size_t exponent) {
    double power = 1;
    for (; exponent > 0; exponent /= 2) {
        power *= exponent % 2 ? base : 1;
        base *= base;
    }
    return power;
}

nnt_born_dead_bounds nnt_born_dead_bounds_find(size_t units, size_t n_hidden) {
    if (units == 0 || n_hidden == 0) {
        return (nnt_born_dead_bounds){0, 0};
    }
    const double n = (double)units;
    const double half = raise(0.5, units); /* a unit's share of dead ones, to the n */
    const double a1 = 1 - half;
    const double a2 = 1 - 2 * half - (n - 1) * half * half;
    const double p1 = raise(a1, n_hidden - 1);
    const double p2 = raise(a2, n_hidden - 1);
    const double mixed = (1 - 2 * half) * (1 - half) / (1 + (n - 1) * half);
    return (nnt_born_dead_bounds){.lower = 1 - p1 + mixed * (p2 - p1),
                                  .upper = 1 - raise(a1, n_hidden)};
}

/* Storage of one network in the making: a of two layers (n, widest) by unit. */
typedef struct drawing {
    size_t n;
    double *values[2]; /* (widest, n) */
    double *z, *slope; /* (n) */
} drawing;

static nnt_status allocate(const nnt_theory_network *network,
                           const nnt_theory_data *data,
                           size_t n,
                           drawing *it,
                           nnt_error *error) {
    size_t widest = data->n_features, n_values = 0;
    for (size_t l = 0; l + 1 < network->n_layers; l++) {
        widest = network->layers[l].units > widest ? network->layers[l].units : widest;
    }
    it->n = n;
    if (nnt_size_multiply(widest, n, &n_values)) {
        it->values[0] = nnt_allocate(n_values, sizeof(double));
        it->values[1] = nnt_allocate(n_values, sizeof(double));
        it->z = nnt_allocate(n, sizeof(double));
        it->slope = nnt_allocate(n, sizeof(double));
    }
    if (!it->values[0] || !it->values[1] || !it->z || !it->slope) {
        return nnt_error_set(error, NNT_ERR_MEMORY,
                             "no memory to draw networks of %zu units a layer", widest);
    }
    return NNT_OK;
}

static void put_inputs(const nnt_theory_data *data, drawing *it) {
    for (size_t i = 0; i < it->n; i++) {
        const double *x =
            data->features + nnt_row_kernel_pick(i, it->n, data->n_rows) * data->n_features;
        for (size_t k = 0; k < data->n_features; k++) {
            it->values[0][k * it->n + i] = x[k];
        }
    }
}

static double draw(const nnt_theory_layer *layer, double deviation, nnt_rng *rng) {
    const double root_twelve = 3.4641016151377545871;
    const double uniform = nnt_rng_uniform(rng);
    return deviation *
           (layer->is_uniform ? root_twelve * (uniform - 0.5) : nnt_normal_quantile(uniform));
}

/* a (n) of one new unit; whether its slope is other than 0 on some row. */
static bool draw_unit(
    const nnt_theory_layer *layer, const double *inputs, drawing *it, double *a, nnt_rng *rng) {
    const double bias = layer->bias_mean + draw(layer, layer->bias_deviation, rng);
    for (size_t i = 0; i < it->n; i++) {
        it->z[i] = bias;
    }
    for (size_t k = 0; k < layer->inputs; k++) {
        const double weight = draw(layer, layer->weight_deviation, rng);
        for (size_t i = 0; i < it->n; i++) {
            it->z[i] += weight * inputs[k * it->n + i];
        }
    }
    layer->function.evaluate(layer->function.context, it->n, it->z, a, it->slope);
    bool is_alive = false;
    for (size_t i = 0; i < it->n; i++) {
        is_alive = is_alive || it->slope[i] != 0;
    }
    return is_alive;
}

static bool draw_dead_network(const nnt_theory_network *network,
                              const nnt_theory_data *data,
                              drawing *it,
                              nnt_rng *rng) {
    put_inputs(data, it);
    for (size_t l = 0; l + 1 < network->n_layers; l++) {
        const nnt_theory_layer *layer = &network->layers[l];
        const double *inputs = it->values[l % 2];
        double *a = it->values[(l + 1) % 2];
        bool is_alive = false;
        for (size_t j = 0; j < layer->units; j++) {
            is_alive = draw_unit(layer, inputs, it, a + j * it->n, rng) || is_alive;
        }
        if (!is_alive) {
            return true;
        }
    }
    return false;
}

nnt_status nnt_born_dead_sample(const nnt_theory_network *network,
                                const nnt_theory_data *data,
                                size_t most_rows,
                                size_t n_networks,
                                nnt_born_dead *result,
                                nnt_error *error) {
    drawing it = {0};
    size_t n_dead = 0;
    *result = (nnt_born_dead){0};
    nnt_status status = nnt_theory_check(network, data, error);
    if (status != NNT_OK) {
        return status;
    }
    const size_t n_rows = nnt_theory_choose_rows(data->n_rows, most_rows);
    status = allocate(network, data, n_rows, &it, error);
    if (status == NNT_OK) {
        for (size_t i = 0; i < n_networks; i++) {
            nnt_rng rng = nnt_rng_stream(0, "born dead", (uint32_t)i);
            n_dead += draw_dead_network(network, data, &it, &rng);
        }
        const double count = (double)n_networks;
        const double p = (double)n_dead / count;
        *result = (nnt_born_dead){p, sqrt(p * (1 - p) / count)};
    }
    nnt_free(it.values[0]);
    nnt_free(it.values[1]);
    nnt_free(it.z);
    nnt_free(it.slope);
    return status;
}
