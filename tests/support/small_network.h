/* Small networks for tests of the numeric core. */
#ifndef NNT_TESTS_SUPPORT_SMALL_NETWORK_H
#define NNT_TESTS_SUPPORT_SMALL_NETWORK_H

#include "base/rng.h"
#include "nn/network.h"
#include "support/nnt_test.h"

enum { SMALL_INPUTS = 3, SMALL_LAYERS = 3 };

/* 3-5-4-k with one activation in both hidden layers and its default options. */
static inline nnt_network small_network(const char *activation, size_t n_outputs) {
    const nnt_activation *it = nnt_activation_find(activation);
    nnt_layer_spec layers[SMALL_LAYERS] = {{.units = 5}, {.units = 4}, {.units = n_outputs}};
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        layers[l].activation.name = l + 1 < SMALL_LAYERS ? activation : "linear";
        for (size_t i = 0; i < nnt_option_count(it->row.options) && l + 1 < SMALL_LAYERS; i++) {
            layers[l].activation.values[i] = (nnt_value){
                .kind = NNT_VALUE_NUMBER, .number = strtod(it->row.options[i].fallback, NULL)};
        }
    }
    const nnt_network_spec spec = {SMALL_INPUTS, SMALL_LAYERS, layers};
    nnt_network network;
    nnt_error error;
    cr_assert(nnt_network_create(&spec, &network, &error) == NNT_OK, "%s", error.message);
    return network;
}

/* Parameters uniform in -1 … 1, so that units work on both sides of a kink. */
static inline void fill_small_network(nnt_network *network, uint64_t seed) {
    nnt_rng rng = nnt_rng_stream(seed, "test", 0);
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        for (size_t i = 0; i < layer->inputs * layer->units; i++) {
            network->parameters[layer->weight_at + i] = (real)(2 * nnt_rng_uniform(&rng) - 1);
        }
        for (size_t i = 0; i < layer->units; i++) {
            network->parameters[layer->bias_at + i] = (real)(2 * nnt_rng_uniform(&rng) - 1);
        }
    }
}

#endif
