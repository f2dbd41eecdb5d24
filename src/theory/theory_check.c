/* Checks of a network and its data. */
#include "theory/theory_check.h"

#include <math.h>

static bool is_deviation(double deviation) {
    return isfinite(deviation) && deviation >= 0;
}

static nnt_status
check_layer(const nnt_theory_network *network, size_t l, size_t inputs, nnt_error *error) {
    const nnt_theory_layer *layer = &network->layers[l];
    if (layer->inputs != inputs || layer->units == 0) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "theory, layer %zu: %zu inputs and %zu units; allowed: %zu inputs, "
                             "as many as the layer before has units, and at least 1 unit",
                             l + 1, layer->inputs, layer->units, inputs);
    }
    if (!is_deviation(layer->weight_deviation) || !is_deviation(layer->bias_deviation) ||
        !isfinite(layer->bias_mean)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "theory, layer %zu: weights of deviation %g, biases of mean %g and "
                             "deviation %g; allowed: finite numbers, deviations of at least 0",
                             l + 1, layer->weight_deviation, layer->bias_mean,
                             layer->bias_deviation);
    }
    if (l + 1 < network->n_layers && !layer->function.evaluate) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "theory, layer %zu: a hidden layer without a function", l + 1);
    }
    return NNT_OK;
}

static nnt_status check_data(const nnt_theory_data *data, nnt_error *error) {
    if (data->n_rows == 0) {
        return nnt_error_set(error, NNT_ERR_DATA, "theory: no rows; at least 1 is needed");
    }
    for (size_t row = 0; row < data->n_rows; row++) {
        for (size_t column = 0; column < data->n_features; column++) {
            const double x = data->features[row * data->n_features + column];
            if (!isfinite(x)) {
                return nnt_error_set(error, NNT_ERR_DATA,
                                     "theory: feature %zu of row %zu is %g; allowed: finite "
                                     "numbers",
                                     column + 1, row + 1, x);
            }
        }
    }
    return NNT_OK;
}

nnt_status
nnt_theory_check(const nnt_theory_network *network, const nnt_theory_data *data, nnt_error *error) {
    size_t inputs = data->n_features;
    if (network->n_layers == 0) {
        return nnt_error_set(error, NNT_ERR_USAGE, "theory: a network without layers");
    }
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_status status = check_layer(network, l, inputs, error);
        if (status != NNT_OK) {
            return status;
        }
        inputs = network->layers[l].units;
    }
    return check_data(data, error);
}

size_t nnt_theory_choose_rows(size_t n_rows, size_t most_rows) {
    size_t most = most_rows ? most_rows : NNT_THEORY_DEFAULT_ROWS;
    most = most < NNT_THEORY_MOST_ROWS ? most : NNT_THEORY_MOST_ROWS;
    return n_rows < most ? n_rows : most;
}
