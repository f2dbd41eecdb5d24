/* Building, filling and reading a network's parameters. */
#include "nn/network.h"

#include "base/memory.h"

/* Rounds a length up to whole 64-byte lines. */
static bool add_part(size_t length, size_t *at, size_t *end) {
    const size_t line = NNT_ALIGNMENT / sizeof(real);
    size_t padded = 0;
    *at = *end;
    if (!nnt_size_add(length, line - 1, &padded)) {
        return false;
    }
    return nnt_size_add(*end, padded / line * line, end);
}

static nnt_status fill_layer(const nnt_layer_spec *spec, nnt_layer *layer, nnt_error *error) {
    layer->units = spec->units;
    layer->activation = nnt_activation_find(spec->activation.name);
    if (!layer->activation) {
        return nnt_error_set(error, NNT_ERR_CONFIG, "unknown activation \"%s\"",
                             spec->activation.name);
    }
    layer->dropout = spec->dropout;
    layer->learning_rate_factor = spec->learning_rate_factor > 0 ? spec->learning_rate_factor : 1;
    layer->is_frozen = spec->is_frozen;
    layer->n_learned = layer->activation->traits.n_learned;
    for (size_t i = 0; i < nnt_option_count(layer->activation->row.options); i++) {
        layer->option[i] = (real)spec->activation.values[i].number;
    }
    return NNT_OK;
}

static bool place_layer(nnt_network *network, nnt_layer *layer) {
    size_t weights = 0;
    if (!nnt_size_multiply(layer->inputs, layer->units, &weights) ||
        !add_part(weights, &layer->weight_at, &network->block_length) ||
        !add_part(layer->units, &layer->bias_at, &network->block_length) ||
        !add_part(layer->n_learned, &layer->learned_at, &network->block_length)) {
        return false;
    }
    network->n_parameters += weights + layer->units + layer->n_learned;
    return true;
}

/* What activations learn starts at their options. */
static void start_learned(nnt_network *network) {
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        for (size_t i = 0; i < layer->n_learned; i++) {
            network->parameters[layer->learned_at + i] = layer->option[i];
        }
    }
}

nnt_status
nnt_network_create(const nnt_network_spec *spec, nnt_network *network, nnt_error *error) {
    *network = (nnt_network){.n_inputs = spec->n_inputs, .n_layers = spec->n_layers};
    nnt_status status = NNT_OK;
    network->layers = nnt_allocate(spec->n_layers, sizeof *network->layers);
    if (!network->layers) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu layers", spec->n_layers);
        goto cleanup;
    }
    size_t inputs = spec->n_inputs;
    for (size_t l = 0; l < spec->n_layers; l++) {
        nnt_layer *layer = &network->layers[l];
        layer->inputs = inputs;
        status = fill_layer(&spec->layers[l], layer, error);
        if (status) {
            goto cleanup;
        }
        if (!place_layer(network, layer)) {
            status = nnt_error_set(error, NNT_ERR_MEMORY, "layer %zu has too many weights", l + 1);
            goto cleanup;
        }
        inputs = layer->units;
    }
    network->n_outputs = inputs;
    network->parameters = nnt_network_block(network);
    if (!network->parameters) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu parameters",
                               network->n_parameters);
        goto cleanup;
    }
    start_learned(network);
cleanup:
    if (status) {
        nnt_network_clear(network);
    }
    return status;
}

void nnt_network_clear(nnt_network *network) {
    nnt_free(network->layers);
    nnt_free(network->parameters);
    *network = (nnt_network){0};
}

real *nnt_network_block(const nnt_network *network) {
    return nnt_allocate(network->block_length, sizeof(real));
}

void nnt_network_get(const nnt_network *network,
                     const real *block,
                     size_t layer,
                     double *weight,
                     double *bias,
                     double *learned) {
    const nnt_layer *it = &network->layers[layer];
    const real *w = block + it->weight_at;
    for (size_t j = 0; j < it->units; j++) {
        for (size_t k = 0; k < it->inputs; k++) {
            weight[j * it->inputs + k] = (double)w[k * it->units + j];
        }
        bias[j] = (double)block[it->bias_at + j];
    }
    for (size_t i = 0; learned && i < it->n_learned; i++) {
        learned[i] = (double)block[it->learned_at + i];
    }
}

void nnt_network_set(const nnt_network *network,
                     real *block,
                     size_t layer,
                     const double *weight,
                     const double *bias,
                     const double *learned) {
    const nnt_layer *it = &network->layers[layer];
    real *w = block + it->weight_at;
    for (size_t j = 0; j < it->units; j++) {
        for (size_t k = 0; k < it->inputs; k++) {
            w[k * it->units + j] = (real)weight[j * it->inputs + k];
        }
        block[it->bias_at + j] = (real)bias[j];
    }
    for (size_t i = 0; learned && i < it->n_learned; i++) {
        block[it->learned_at + i] = (real)learned[i];
    }
}
