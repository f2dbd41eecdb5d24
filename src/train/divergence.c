/* Looking for numbers that are not finite. */
#include "train/divergence.h"

#include "kernel/vector.h"

nnt_divergence nnt_divergence_find(const nnt_trainer *trainer, size_t epoch, size_t n) {
    const nnt_network *network = trainer->network;
    nnt_divergence found = {.epoch = epoch, .step = trainer->outcome.steps, .quantity = "loss"};
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_layer_pass *pass = &trainer->workspace.layers[l];
        const size_t n_parameters = layer->learned_at + layer->n_learned - layer->weight_at;
        const bool is_hidden = l + 1 < network->n_layers;
        found.layer = l + 1;
        if (!nnt_vector_all_finite(n_parameters, network->parameters + layer->weight_at)) {
            found.quantity = "weight";
            return found;
        }
        if (!nnt_vector_all_finite(n * layer->units, pass->z)) {
            found.quantity = "pre-activation";
            return found;
        }
        if (is_hidden && !nnt_vector_all_finite(n * layer->units, pass->a)) {
            found.quantity = "activation";
            return found;
        }
    }
    found.layer = 0;
    return found;
}
