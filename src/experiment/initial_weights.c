/* Reading initial weights and checking that they fit the network. */
#include "experiment/initial_weights.h"

#include "base/file.h"
#include "base/memory.h"
#include "output/safetensors.h"
#include <stdio.h>

enum { NAME_ROOM = 64 };
static const size_t LARGEST_FILE = (size_t)1 << 36;

static nnt_status find_tensor(const nnt_safetensors *file,
                              const char *path,
                              size_t layer,
                              const char *kind,
                              const nnt_tensor **tensor,
                              nnt_error *error) {
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "layers.%zu.%s", layer, kind);
    *tensor = nnt_safetensors_find(file, name);
    if (!*tensor) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: has no tensor \"%s\"", path, name);
    }
    return NNT_OK;
}

static nnt_status set_layer(const nnt_safetensors *file,
                            const char *path,
                            size_t layer,
                            size_t inputs,
                            size_t units,
                            const nnt_engine *engine,
                            nnt_session *session,
                            nnt_error *error) {
    const nnt_tensor *weight = NULL;
    const nnt_tensor *bias = NULL;
    nnt_status status = find_tensor(file, path, layer, "weight", &weight, error);
    if (!status) {
        status = find_tensor(file, path, layer, "bias", &bias, error);
    }
    if (status) {
        return status;
    }
    if (weight->rank != 2 || weight->shape[0] != units || weight->shape[1] != inputs ||
        bias->rank != 1 || bias->shape[0] != units) {
        return nnt_error_set(
            error, NNT_ERR_MODEL,
            "%s: layers.%zu does not fit the network, whose layer %zu has a weight "
            "of shape [%zu, %zu] and a bias of shape [%zu]",
            path, layer, layer + 1, units, inputs, units);
    }
    engine->set_parameters(session, layer, weight->values, bias->values);
    return NNT_OK;
}

nnt_status nnt_initial_weights_load(const char *path,
                                    const nnt_network_spec *network,
                                    const nnt_engine *engine,
                                    nnt_session *session,
                                    nnt_error *error) {
    char *bytes = NULL;
    size_t length = 0;
    nnt_safetensors file = {0};
    nnt_status status = nnt_file_read(path, LARGEST_FILE, &bytes, &length, error);
    if (!status) {
        status = nnt_safetensors_read(bytes, length, path, &file, error);
    }
    if (!status && file.n_tensors != 2 * network->n_layers) {
        status =
            nnt_error_set(error, NNT_ERR_MODEL,
                          "%s: holds %zu tensors, but the network has %zu (a weight and a bias "
                          "for each of %zu layers)",
                          path, file.n_tensors, 2 * network->n_layers, network->n_layers);
    }
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers && !status; l++) {
        const size_t units = network->layers[l].units;
        status = set_layer(&file, path, l, inputs, units, engine, session, error);
        inputs = units;
    }
    nnt_safetensors_clear(&file);
    nnt_free(bytes);
    return status;
}
