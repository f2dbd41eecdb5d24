/* The network: its shape and its parameters.
 *
 * N rows in a batch, L weight layers, D[l] units in layer l (D[0] = inputs).
 *   a[0] = x                      (N, D[0])
 *   z[l] = a[l-1] W[l] + b[l]     (N, D[l])   pre-activation
 *   a[l] = f[l](z[l])             (N, D[l])   activation
 *   delta[l] = d(loss)/d(z[l])    (N, D[l])
 * W[l] is kept as (D[l-1], D[l]), the transpose of what files hold: a row of W is
 * what one input adds to all units, which is how both the forward product and the
 * weight gradient walk through memory. Some f have parameters s[l] of their own.
 *
 * Layers are numbered 0 … L-1 in code and 1 … L in files and messages. */
#ifndef NNT_NN_NETWORK_H
#define NNT_NN_NETWORK_H

#include "nn/activation.h"
#include "nn/network_spec.h"
#include "nntrain/status.h"

typedef struct nnt_layer {
    size_t inputs, units;
    const nnt_activation *activation;      /* of the output layer: linear, not applied */
    real option[NNT_MAX_OPTIONS];          /* values of the activation's options, learned ones at
                                         the start: use nnt_layer_option */
    size_t n_learned;                      /* parameters of the activation */
    size_t weight_at, bias_at, learned_at; /* offsets in a block laid out like the
                                              parameters, one behind the other */
    double dropout;                        /* probability that an activation is left out */
    double learning_rate_factor;
    bool is_frozen;
} nnt_layer;

/* A block holds one value per parameter: [ W1 | b1 | s1 | W2 | b2 | s2 | … ], each part
 * starting on a 64-byte line; what lies between is zero and stays zero under
 * every optimizer. Gradients, optimizer state and updates are such blocks. */
typedef struct nnt_network {
    size_t n_inputs, n_outputs, n_layers;
    size_t n_parameters; /* weights, biases, and what activations learn */
    size_t block_length; /* with the gaps */
    nnt_layer *layers;   /* (n_layers) */
    real *parameters;    /* one block */
} nnt_network;

#define nnt_network_create NNT_CORE(nnt_network_create)
#define nnt_network_clear NNT_CORE(nnt_network_clear)
#define nnt_network_block NNT_CORE(nnt_network_block)
#define nnt_network_get NNT_CORE(nnt_network_get)
#define nnt_network_set NNT_CORE(nnt_network_set)

/* Shape and zeroed parameters. The names in the spec must be known (else
 * NNT_ERR_CONFIG); sizes that overflow or do not fit are NNT_ERR_MEMORY. */
NNT_MUST_CHECK nnt_status nnt_network_create(const nnt_network_spec *spec,
                                             nnt_network *network,
                                             nnt_error *error);
void nnt_network_clear(nnt_network *network);

/* Whether a pass finds the slopes of a layer's activation with its values. */
static inline bool nnt_layer_has_slope(const nnt_network *network, size_t layer) {
    return layer + 1 < network->n_layers &&
           nnt_activation_gives_slope(network->layers[layer].activation);
}

/* A new zeroed block (nnt_free), NULL when memory is out. */
real *nnt_network_block(const nnt_network *network);

/* The activation's options as they are now, in the order of its row. */
static inline const real *nnt_layer_option(const nnt_network *network, const nnt_layer *layer) {
    return layer->n_learned > 0 ? network->parameters + layer->learned_at : layer->option;
}

/* One layer of a block as files hold it: weight (units, inputs), bias (units), learned
 * (n_learned; NULL: not wanted, or left as they are); values that do not fit the
 * precision are rounded. */
void nnt_network_get(const nnt_network *network,
                     const real *block,
                     size_t layer,
                     double *weight,
                     double *bias,
                     double *learned);
void nnt_network_set(const nnt_network *network,
                     real *block,
                     size_t layer,
                     const double *weight,
                     const double *bias,
                     const double *learned);

#endif
