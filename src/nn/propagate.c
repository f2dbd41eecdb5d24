/* Forward and backward over the layers (Rumelhart, Hinton and Williams 1986). */
#include "nn/propagate.h"

#include "kernel/matrix.h"
#include "kernel/vector.h"
#include "nn/kink_sides.h"
#include "nn/shared_pass.h"
#include <assert.h>
#include <math.h>

/* Applies a layer's mask, if it has one: to what it hands on, ... */
static void drop(const nnt_workspace *workspace, size_t layer, size_t n, const real *a) {
    const nnt_dropout_layer *dropout = nnt_workspace_dropout(workspace, layer);
    for (size_t i = 0; dropout && i < n; i++) {
        dropout->kept[i] = a[i] * dropout->mask[i];
    }
}

/* ... and to the error that arrives there. */
static void drop_error(const nnt_workspace *workspace, size_t layer, size_t n, real *delta) {
    const nnt_dropout_layer *dropout = nnt_workspace_dropout(workspace, layer);
    for (size_t i = 0; dropout && i < n; i++) {
        delta[i] *= dropout->mask[i];
    }
}

void nnt_forward(const nnt_network *network, size_t n, const real *x, nnt_workspace *workspace) {
    assert(n <= workspace->capacity);
    if (workspace->pool) {
        nnt_shared_forward(network, n, x, workspace);
        return;
    }
    const real *input = x;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_layer_pass *pass = &workspace->layers[l];
        nnt_affine(n, layer->inputs, layer->units, input, network->parameters + layer->weight_at,
                   network->parameters + layer->bias_at, pass->z);
        if (l + 1 < network->n_layers) {
            nnt_activation_apply(layer->activation, n * layer->units,
                                 nnt_layer_option(network, layer), pass->z, pass->a, pass->slope);
            if (workspace->sides && workspace->sides[l]) {
                nnt_kink_sides_hold(layer, nnt_layer_option(network, layer), n * layer->units,
                                    workspace->sides[l], pass->z, pass->a);
            }
            drop(workspace, l, n * layer->units, pass->a);
            input = nnt_workspace_output(workspace, l);
        }
    }
}

void nnt_backward(
    const nnt_network *network, size_t n, const real *x, nnt_workspace *workspace, real *gradient) {
    nnt_backward_measured(network, n, x, workspace, gradient, NULL);
}

void nnt_backward_measured(const nnt_network *network,
                           size_t n,
                           const real *x,
                           nnt_workspace *workspace,
                           real *gradient,
                           double *arriving) {
    assert(n <= workspace->capacity);
    if (workspace->pool) {
        nnt_shared_backward(network, n, x, workspace, gradient, arriving);
        return;
    }
    if (arriving) {
        arriving[network->n_layers - 1] = 0;
    }
    for (size_t l = network->n_layers; l-- > 0;) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_layer_pass *pass = &workspace->layers[l];
        const real *input = l > 0 ? nnt_workspace_output(workspace, l - 1) : x;
        nnt_weight_gradient(n, layer->inputs, layer->units, input, pass->delta,
                            gradient + layer->weight_at);
        nnt_bias_gradient(n, layer->units, pass->delta, gradient + layer->bias_at);
        if (l > 0) {
            const nnt_layer *below = layer - 1;
            const nnt_layer_pass *to = &workspace->layers[l - 1];
            nnt_input_gradient(n, layer->inputs, layer->units, pass->delta,
                               network->parameters + layer->weight_at, to->delta);
            drop_error(workspace, l - 1, n * below->units, to->delta);
            if (arriving) {
                arriving[l - 1] = sqrt(nnt_vector_sum_squares(n * below->units, to->delta));
            }
            const real *option = nnt_layer_option(network, below);
            if (below->n_learned > 0) {
                below->activation->learn(n * below->units, option, to->z, to->delta,
                                         gradient + below->learned_at);
            }
            nnt_activation_apply_slope(below->activation, n * below->units, option, to->z, to->a,
                                       to->slope, to->delta);
        }
    }
}
