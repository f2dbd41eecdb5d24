/* Networks and data for tests of theory, and real networks of finite width to compare
 * with. */
#ifndef NNT_TESTS_THEORY_NETWORKS_H
#define NNT_TESTS_THEORY_NETWORKS_H

#include "base/rng.h"
#include "support/nnt_test.h"
#include "theory/theory.h"
#include "theory_functions.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_LAYERS = 32 };

/* n_hidden layers of `units`, fan_in Var(W) = gain everywhere, no biases. */
typedef struct equal_network {
    nnt_theory_layer layers[MOST_LAYERS];
    nnt_theory_network network;
} equal_network;

static inline void make_equal_network(const nnt_theory_function *function,
                                      double gain,
                                      size_t n_features,
                                      size_t units,
                                      size_t n_hidden,
                                      equal_network *it) {
    cr_assert(n_hidden < MOST_LAYERS);
    for (size_t l = 0; l <= n_hidden; l++) {
        const size_t inputs = l == 0 ? n_features : units;
        it->layers[l] = (nnt_theory_layer){.inputs = inputs,
                                           .units = l == n_hidden ? 1 : units,
                                           .weight_deviation = sqrt(gain / (double)inputs),
                                           .function = *function};
    }
    it->network = (nnt_theory_network){n_hidden + 1, it->layers};
}

static inline nnt_theory_prediction
predict(const nnt_theory_network *network, const nnt_theory_data *data, size_t most_rows) {
    nnt_theory_prediction prediction;
    nnt_error error;
    cr_assert(nnt_theory_predict(network, data, most_rows, &prediction, &error) == NNT_OK, "%s",
              error.message);
    return prediction;
}

/* One row of n ones: |x|^2 / n = 1. */
static inline nnt_theory_data make_unit_row(size_t n, double *features) {
    for (size_t i = 0; i < n; i++) {
        features[i] = 1;
    }
    return (nnt_theory_data){1, n, features};
}

/* A drawn network: pre-activations, activations and slopes of all layers and rows. */
typedef struct drawn_network {
    const nnt_theory_network *network;
    size_t n_rows;
    double *weights[MOST_LAYERS];                /* (units, inputs) */
    double *a[MOST_LAYERS + 1], *z[MOST_LAYERS]; /* a[0]: inputs; (n_rows, units) */
    double *slope[MOST_LAYERS];
} drawn_network;

static inline void draw_layer(drawn_network *it, size_t l, nnt_rng *rng) {
    const nnt_theory_layer *layer = &it->network->layers[l];
    const size_t n_values = it->n_rows * layer->units;
    it->weights[l] = malloc(layer->units * layer->inputs * sizeof(double));
    it->z[l] = malloc(n_values * sizeof(double));
    it->a[l + 1] = malloc(n_values * sizeof(double));
    it->slope[l] = malloc(n_values * sizeof(double));
    for (size_t i = 0; i < layer->units * layer->inputs; i++) {
        it->weights[l][i] = layer->weight_deviation * nnt_rng_normal(rng);
    }
    for (size_t j = 0; j < layer->units; j++) {
        const double bias = layer->bias_deviation > 0
                                ? layer->bias_mean + layer->bias_deviation * nnt_rng_normal(rng)
                                : layer->bias_mean;
        for (size_t i = 0; i < it->n_rows; i++) {
            const double *weights = it->weights[l] + j * layer->inputs;
            const double *inputs = it->a[l] + i * layer->inputs;
            double z = bias;
            for (size_t k = 0; k < layer->inputs; k++) {
                z += weights[k] * inputs[k];
            }
            it->z[l][i * layer->units + j] = z;
        }
    }
    layer->function.evaluate(NULL, n_values, it->z[l], it->a[l + 1], it->slope[l]);
}

/* Hidden layers only. */
static inline drawn_network
draw_network(const nnt_theory_network *network, const nnt_theory_data *data, uint32_t seed) {
    drawn_network it = {.network = network, .n_rows = data->n_rows};
    nnt_rng rng = nnt_rng_stream(seed, "simulation", 0);
    const size_t n_bytes = data->n_rows * data->n_features * sizeof(double);
    it.a[0] = malloc(n_bytes);
    memcpy(it.a[0], data->features, n_bytes);
    for (size_t l = 0; l + 1 < network->n_layers; l++) {
        draw_layer(&it, l, &rng);
    }
    return it;
}

static inline void free_network(drawn_network *it) {
    for (size_t l = 0; l < MOST_LAYERS; l++) {
        free(it->weights[l]);
        free(it->z[l]);
        free(it->a[l]);
        free(it->slope[l]);
    }
    free(it->a[MOST_LAYERS]);
}

static inline double square_norm(size_t n, const double *x) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * x[i];
    }
    return sum;
}

/* One step back: after (units of layer l) becomes before (its inputs). */
static inline void step_back(
    const drawn_network *it, size_t l, const double *after, const double *slope, double *before) {
    const nnt_theory_layer *layer = &it->network->layers[l];
    for (size_t k = 0; k < layer->inputs; k++) {
        double sum = 0;
        for (size_t j = 0; j < layer->units; j++) {
            sum += it->weights[l][j * layer->inputs + k] * after[j];
        }
        before[k] = sum * slope[k];
    }
}

/* Squares over the rows of |delta| and |delta| |a[l-1]|, first and last hidden layer. */
typedef struct drawn_ratios {
    double log10_delta, log10_gradient; /* of the norms; -INFINITY for a dead network */
} drawn_ratios;

/* A normal error at the outputs, the same on every row; equal widths up to 64. */
static inline drawn_ratios measure_ratios(const drawn_network *it, uint32_t seed) {
    const size_t last = it->network->n_layers - 2;
    const size_t units = it->network->layers[last].units;
    double error[64], delta[64], next[64], sums[4] = {0};
    nnt_rng rng = nnt_rng_stream(seed, "error", 0);
    for (size_t j = 0; j < units; j++) {
        error[j] = nnt_rng_normal(&rng);
    }
    for (size_t i = 0; i < it->n_rows; i++) {
        for (size_t j = 0; j < units; j++) {
            delta[j] = error[j] * it->slope[last][i * units + j];
        }
        sums[0] += square_norm(units, delta);
        sums[1] += square_norm(units, delta) * square_norm(units, it->a[last] + i * units);
        for (size_t l = last; l > 0; l--) {
            step_back(it, l, delta, it->slope[l - 1] + i * units, next);
            memcpy(delta, next, units * sizeof(double));
        }
        const size_t inputs = it->network->layers[0].inputs;
        sums[2] += square_norm(units, delta);
        sums[3] += square_norm(units, delta) * square_norm(inputs, it->a[0] + i * inputs);
    }
    return (drawn_ratios){0.5 * log10(sums[2] / sums[0]), 0.5 * log10(sums[3] / sums[1])};
}

/* Share of the units of layer l (0: the first) whose slope is 0 on every row. */
static inline double measure_dead(const drawn_network *it, size_t l) {
    const size_t units = it->network->layers[l].units;
    size_t n_dead = 0;
    for (size_t j = 0; j < units; j++) {
        bool is_alive = false;
        for (size_t i = 0; i < it->n_rows; i++) {
            is_alive = is_alive || it->slope[l][i * units + j] != 0;
        }
        n_dead += !is_alive;
    }
    return (double)n_dead / (double)units;
}

#endif
