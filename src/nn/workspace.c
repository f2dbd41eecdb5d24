/* One block, cut into the arrays of every layer. */
#include "nn/workspace.h"

#include "base/memory.h"

/* Length of one array, in whole 64-byte lines. */
static bool measure(size_t capacity, size_t units, size_t *length) {
    const size_t line = NNT_ALIGNMENT / sizeof(real);
    if (!nnt_size_multiply(capacity, units, length) || !nnt_size_add(*length, line - 1, length)) {
        return false;
    }
    *length = *length / line * line;
    return true;
}

static size_t count_arrays(const nnt_network *network, size_t layer) {
    return nnt_layer_has_slope(network, layer) ? 4 : 3;
}

nnt_status nnt_workspace_create(const nnt_network *network,
                                size_t capacity,
                                nnt_workspace *workspace,
                                nnt_error *error) {
    *workspace = (nnt_workspace){.capacity = capacity};
    size_t total = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        size_t length = 0;
        if (!measure(capacity, network->layers[l].units, &length) ||
            !nnt_size_multiply(length, count_arrays(network, l), &length) ||
            !nnt_size_add(total, length, &total)) {
            return nnt_error_set(error, NNT_ERR_MEMORY, "a batch of %zu rows is too large",
                                 capacity);
        }
    }
    workspace->layers = nnt_allocate(network->n_layers, sizeof *workspace->layers);
    workspace->block = nnt_allocate(total, sizeof(real));
    if (!workspace->layers || !workspace->block) {
        nnt_workspace_clear(workspace);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a batch of %zu rows", capacity);
    }
    real *at = workspace->block;
    for (size_t l = 0; l < network->n_layers; l++) {
        size_t length = 0;
        measure(capacity, network->layers[l].units, &length);
        real *slope = nnt_layer_has_slope(network, l) ? at + 3 * length : NULL;
        workspace->layers[l] = (nnt_layer_pass){at, at + length, at + 2 * length, slope};
        at += count_arrays(network, l) * length;
    }
    return NNT_OK;
}

void nnt_workspace_clear(nnt_workspace *workspace) {
    nnt_free(workspace->layers);
    nnt_free(workspace->block);
    *workspace = (nnt_workspace){0};
}
