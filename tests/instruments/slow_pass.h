/* A forward and a backward pass with scalar loops in double, one row at a time, straight
 * from the definitions: independent of everything that src/ has. */
#ifndef NNT_TESTS_INSTRUMENTS_SLOW_PASS_H
#define NNT_TESTS_INSTRUMENTS_SLOW_PASS_H

#include "support/probe_fixture.h"
#include <math.h>

enum { N = PROBE_TRAIN_ROWS, LAYERS = SMALL_LAYERS, WIDTH = 5 };

typedef struct slow_layer {
    size_t inputs, units;
    double input[N][WIDTH], z[N][WIDTH], a[N][WIDTH], slope[N][WIDTH];
    double arriving[N][WIDTH], delta[N][WIDTH]; /* of the row's own loss */
    double weight[WIDTH][WIDTH], bias[WIDTH];   /* [input][unit] */
    double first_weight[WIDTH][WIDTH], first_bias[WIDTH];
    double update[WIDTH][WIDTH];
    double gradient[WIDTH][WIDTH], bias_gradient[WIDTH]; /* of the mean loss */
    double max_slope;
    bool is_homogeneous;
} slow_layer;

typedef struct slow_pass {
    slow_layer layers[LAYERS];
} slow_pass;

typedef struct slow_activation {
    const char *name;
    double (*value)(double z);
    double (*slope)(double z);
    double max_slope;
    bool is_homogeneous;
} slow_activation;

static inline double relu(double z) {
    return z > 0 ? z : 0;
}

static inline double relu_slope(double z) {
    return z > 0;
}

static inline double leaky(double z) {
    return z > 0 ? z : 0.01 * z;
}

static inline double leaky_slope(double z) {
    return z > 0 ? 1 : 0.01;
}

static inline double tanh_slope(double z) {
    return 1 / (cosh(z) * cosh(z));
}

static inline double sigmoid(double z) {
    return 1 / (1 + exp(-z));
}

static inline double sigmoid_slope(double z) {
    return sigmoid(z) * sigmoid(-z);
}

static inline double softplus(double z) {
    return log1p(exp(z));
}

static const slow_activation activations[] = {
    {"relu", relu, relu_slope, 1, true},       {"leaky_relu", leaky, leaky_slope, 1, true},
    {"tanh", tanh, tanh_slope, 1, false},      {"sigmoid", sigmoid, sigmoid_slope, 0.25, false},
    {"softplus", softplus, sigmoid, 1, false},
};
enum { N_ACTIVATIONS = sizeof activations / sizeof activations[0] };

static inline void copy_weights(const nnt_network *network,
                                const real *block,
                                size_t layer,
                                double weight[WIDTH][WIDTH],
                                double *bias) {
    const nnt_layer *it = &network->layers[layer];
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            weight[k][j] = (double)block[it->weight_at + k * it->units + j];
        }
    }
    for (size_t j = 0; bias && j < it->units; j++) {
        bias[j] = (double)block[it->bias_at + j];
    }
}

static inline void go_forward(const slow_activation *activation, size_t row, slow_pass *pass) {
    for (size_t l = 0; l < LAYERS; l++) {
        slow_layer *it = &pass->layers[l];
        const bool is_top = l + 1 == LAYERS;
        double total = 0;
        for (size_t j = 0; j < it->units; j++) {
            double z = it->bias[j];
            for (size_t k = 0; k < it->inputs; k++) {
                z += it->input[row][k] * it->weight[k][j];
            }
            it->z[row][j] = z;
            it->slope[row][j] = is_top ? 1 : activation->slope(z);
            it->a[row][j] = is_top ? exp(z) : activation->value(z);
            total += it->a[row][j];
        }
        for (size_t j = 0; j < it->units; j++) {
            it->a[row][j] /= is_top ? total : 1;
            if (!is_top) {
                it[1].input[row][j] = it->a[row][j];
            }
        }
    }
}

static inline void go_backward(size_t label, size_t row, slow_pass *pass) {
    for (size_t l = LAYERS; l-- > 0;) {
        slow_layer *it = &pass->layers[l];
        for (size_t j = 0; j < it->units; j++) {
            double sum = l + 1 == LAYERS ? it->a[row][j] - (j == label) : 0;
            for (size_t i = 0; l + 1 < LAYERS && i < it[1].units; i++) {
                sum += it[1].delta[row][i] * it[1].weight[j][i];
            }
            it->arriving[row][j] = sum;
            it->delta[row][j] = sum * it->slope[row][j];
            it->bias_gradient[j] += it->delta[row][j] / N;
            for (size_t k = 0; k < it->inputs; k++) {
                it->gradient[k][j] += it->delta[row][j] * it->input[row][k] / N;
            }
        }
    }
}

static inline void pass_slowly(const probe_fixture *it,
                               const slow_activation *activation,
                               const real *first,
                               const real *update,
                               slow_pass *pass) {
    memset(pass, 0, sizeof *pass);
    for (size_t l = 0; l < LAYERS; l++) {
        slow_layer *layer = &pass->layers[l];
        layer->inputs = it->network.layers[l].inputs;
        layer->units = it->network.layers[l].units;
        layer->max_slope = l + 1 < LAYERS ? activation->max_slope : 1;
        layer->is_homogeneous = l + 1 < LAYERS && activation->is_homogeneous;
        copy_weights(&it->network, it->network.parameters, l, layer->weight, layer->bias);
        copy_weights(&it->network, first, l, layer->first_weight, layer->first_bias);
        copy_weights(&it->network, update, l, layer->update, NULL);
    }
    for (size_t row = 0; row < N; row++) {
        for (size_t c = 0; c < SMALL_INPUTS; c++) {
            pass->layers[0].input[row][c] =
                ((const double *)it->problem.data.features)[row * SMALL_INPUTS + c];
        }
        go_forward(activation, row, pass);
        go_backward(it->problem.data.labels[row], row, pass);
    }
}

#endif
