/* What a network is to be, as the folders above the numeric core say it. */
#ifndef NNT_NN_NETWORK_SPEC_H
#define NNT_NN_NETWORK_SPEC_H

#include "base/memory.h"
#include "nntrain/option.h"
#include <stdbool.h>
#include <stddef.h>

/* One layer of weights: z = W a + b, a = f(z). */
typedef struct nnt_layer_spec {
    size_t units;
    nnt_choice activation; /* the output layer: "linear"; the loss adds the softmax */
    nnt_choice init;       /* of the weights; never "auto": the caller has resolved it */
    nnt_choice bias_init;
    double dropout;              /* probability that an activation is left out; 0: none */
    double learning_rate_factor; /* on the optimizer's learning rate; 0 stands for 1 */
    bool is_frozen;              /* training leaves its parameters as they are */
    bool is_trained;             /* it starts from a trained model, so that what is known of its
                                    initialisers says nothing of its weights */
} nnt_layer_spec;

typedef struct nnt_network_spec {
    size_t n_inputs;
    size_t n_layers; /* L >= 1; layers 1 … L-1 are hidden, layer L is the output */
    const nnt_layer_spec *layers;
} nnt_network_spec;

/* Weights and biases of all layers; SIZE_MAX stands for more than can be counted. */
static inline size_t nnt_network_spec_count(const nnt_network_spec *network) {
    size_t n = 0;
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers; l++) {
        const size_t units = network->layers[l].units;
        n = nnt_size_plus(n, nnt_size_times(nnt_size_plus(inputs, 1), units));
        inputs = units;
    }
    return n;
}

#endif
