/* What a pass over N rows leaves in every layer; separate from the network, so
 * that one network can serve several passes. */
#ifndef NNT_NN_WORKSPACE_H
#define NNT_NN_WORKSPACE_H

#include "nn/network.h"

typedef struct nnt_layer_pass {
    real *z;     /* (capacity, units) */
    real *a;     /* (capacity, units); of the output layer: the answer */
    real *delta; /* (capacity, units) */
} nnt_layer_pass;

typedef struct nnt_workspace {
    size_t capacity;        /* rows that fit */
    nnt_layer_pass *layers; /* (n_layers) */
    real *block;            /* all of the above in one piece */
} nnt_workspace;

#define nnt_workspace_create NNT_CORE(nnt_workspace_create)
#define nnt_workspace_clear NNT_CORE(nnt_workspace_clear)

NNT_MUST_CHECK nnt_status nnt_workspace_create(const nnt_network *network,
                                               size_t capacity,
                                               nnt_workspace *workspace,
                                               nnt_error *error);
void nnt_workspace_clear(nnt_workspace *workspace);

#endif
