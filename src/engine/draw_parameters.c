/* Drawing the parameters layer by layer. */
#include "engine/draw_parameters.h"

#include "base/memory.h"
#include "init/initializer.h"

/* The activation's slope for z < 0, which He's rule asks for. */
static double find_negative_slope(const nnt_layer *layer) {
    const int index = layer->activation->traits.slope_option;
    return index == NNT_NO_OPTION ? 0 : (double)layer->option[index];
}

static nnt_status find(const nnt_choice *choice, const nnt_initializer **found, nnt_error *error) {
    *found = nnt_initializer_find(choice->name);
    return *found
               ? NNT_OK
               : nnt_error_set(error, NNT_ERR_CONFIG, "unknown initialiser \"%s\"", choice->name);
}

static nnt_status draw_weights(
    const nnt_choice *choice, const nnt_fan *fan, nnt_rng rng, double *weight, nnt_error *error) {
    const nnt_initializer *it = NULL;
    nnt_status status = find(choice, &it, error);
    if (!status) {
        it->fill(choice->values, fan, &rng, fan->in * fan->out, weight);
    }
    return status;
}

static nnt_status draw_biases(
    const nnt_choice *choice, const nnt_fan *fan, nnt_rng rng, double *bias, nnt_error *error) {
    const nnt_initializer *it = NULL;
    nnt_status status = find(choice, &it, error);
    if (!status) {
        (it->fill_biases ? it->fill_biases : it->fill)(choice->values, fan, &rng, fan->out, bias);
    }
    return status;
}

static nnt_status draw_layer(
    const nnt_layer_spec *spec, uint64_t seed, size_t l, nnt_network *network, nnt_error *error) {
    const nnt_layer *layer = &network->layers[l];
    const nnt_fan fan = {layer->inputs, layer->units, find_negative_slope(layer)};
    nnt_status status = NNT_OK;
    double *weight = nnt_allocate(layer->inputs * layer->units, sizeof *weight);
    double *bias = nnt_allocate(layer->units, sizeof *bias);
    if (!weight || !bias) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw the weights of layer %zu",
                               l + 1);
        goto cleanup;
    }
    const nnt_rng of_weights = nnt_rng_stream(seed, "weights", (uint32_t)l);
    const nnt_rng of_biases = nnt_rng_stream(seed, "biases", (uint32_t)l);
    status = draw_weights(&spec->init, &fan, of_weights, weight, error);
    if (!status) {
        status = draw_biases(&spec->bias_init, &fan, of_biases, bias, error);
    }
    if (!status) {
        nnt_network_set(network, network->parameters, l, weight, bias, NULL);
    }
cleanup:
    nnt_free(weight);
    nnt_free(bias);
    return status;
}

nnt_status nnt_parameters_draw(const nnt_network_spec *spec,
                               uint64_t seed,
                               nnt_network *network,
                               nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t l = 0; l < network->n_layers && !status; l++) {
        status = draw_layer(&spec->layers[l], seed, l, network, error);
    }
    return status;
}
