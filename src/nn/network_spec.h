/* What a network is to be, as the folders above the numeric core say it. */
#ifndef NNT_NN_NETWORK_SPEC_H
#define NNT_NN_NETWORK_SPEC_H

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

#endif
