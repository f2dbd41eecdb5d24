/* What a pass over N rows leaves in every layer; separate from the network, so
 * that one network can serve several passes. */
#ifndef NNT_NN_WORKSPACE_H
#define NNT_NN_WORKSPACE_H

#include "base/pool.h"
#include "nn/dropout.h"
#include "nn/network.h"

typedef struct nnt_layer_pass {
    real *z;     /* (capacity, units) */
    real *a;     /* (capacity, units); of the output layer: the answer */
    real *delta; /* (capacity, units) */
    real *slope; /* (capacity, units): f'(z); NULL unless nnt_layer_has_slope */
} nnt_layer_pass;

typedef struct nnt_workspace {
    size_t capacity;        /* rows that fit */
    nnt_layer_pass *layers; /* (n_layers) */
    real *block;            /* all of the above in one piece */
    /* Borrowed: masks that the passes apply to the activations; NULL: none, as in use. */
    const nnt_dropout *dropout;
    /* Borrowed: z of another pass, beyond whose side of a kink activations go on straight
     * (nn/kink_sides.h); NULL: as they are, in use. */
    real *const *sides;
    nnt_pool *pool; /* borrowed: threads that share the passes; NULL: the caller's alone */
} nnt_workspace;

#define nnt_workspace_create NNT_CORE(nnt_workspace_create)
#define nnt_workspace_clear NNT_CORE(nnt_workspace_clear)

NNT_MUST_CHECK nnt_status nnt_workspace_create(const nnt_network *network,
                                               size_t capacity,
                                               nnt_workspace *workspace,
                                               nnt_error *error);
void nnt_workspace_clear(nnt_workspace *workspace);

/* The mask of a layer's activations, or NULL. */
static inline const nnt_dropout_layer *nnt_workspace_dropout(const nnt_workspace *workspace,
                                                             size_t layer) {
    const bool has_mask =
        workspace->dropout && workspace->dropout->layers && workspace->dropout->layers[layer].mask;
    return has_mask ? &workspace->dropout->layers[layer] : NULL;
}

/* What a hidden layer hands to the one above it (n, units). */
static inline const real *nnt_workspace_output(const nnt_workspace *workspace, size_t layer) {
    const nnt_dropout_layer *dropout = nnt_workspace_dropout(workspace, layer);
    return dropout ? dropout->kept : workspace->layers[layer].a;
}

#endif
