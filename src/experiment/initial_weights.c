/* Reading initial weights and checking that they fit the network. */
#include "experiment/initial_weights.h"

#include "experiment/engines.h"
#include "output/model_keys.h"
#include "output/safetensors.h"

static nnt_status find_tensor(const nnt_safetensors *file,
                              const char *path,
                              size_t layer,
                              const char *kind,
                              const nnt_tensor **tensor,
                              nnt_error *error) {
    char name[NNT_TENSOR_NAME_ROOM];
    nnt_tensor_name_print(layer, kind, name);
    *tensor = nnt_safetensors_find(file, name);
    if (!*tensor) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: has no tensor \"%s\"", path, name);
    }
    return NNT_OK;
}

/* A file and where its values go. */
typedef struct loading {
    const nnt_safetensors *file;
    const char *path;
    const nnt_network_spec *network;
    const nnt_engine *engine;
    nnt_session *session;
} loading;

static nnt_status set_layer(const loading *it, size_t layer, size_t inputs, nnt_error *error) {
    const nnt_layer_spec *spec = &it->network->layers[layer];
    const size_t n_learned = nnt_engine_find_traits(spec->activation.name)->n_learned;
    const nnt_tensor *weight = NULL;
    const nnt_tensor *bias = NULL;
    const nnt_tensor *learned = NULL;
    nnt_status status = find_tensor(it->file, it->path, layer, NNT_TENSOR_WEIGHT, &weight, error);
    if (!status) {
        status = find_tensor(it->file, it->path, layer, NNT_TENSOR_BIAS, &bias, error);
    }
    if (!status && n_learned > 0) {
        status = find_tensor(it->file, it->path, layer, NNT_TENSOR_LEARNED, &learned, error);
    }
    if (status) {
        return status;
    }
    if (weight->rank != 2 || weight->shape[0] != spec->units || weight->shape[1] != inputs ||
        bias->rank != 1 || bias->shape[0] != spec->units) {
        return nnt_error_set(
            error, NNT_ERR_MODEL,
            "%s: layers.%zu does not fit the network, whose layer %zu has a weight "
            "of shape [%zu, %zu] and a bias of shape [%zu]",
            it->path, layer, layer + 1, spec->units, inputs, spec->units);
    }
    if (learned && (learned->rank != 1 || learned->shape[0] != n_learned)) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: %s does not fit the network, whose %s has %zu parameters",
                             it->path, learned->name, spec->activation.name, n_learned);
    }
    it->engine->set_parameters(it->session, layer, weight->values, bias->values,
                               learned ? learned->values : NULL);
    return NNT_OK;
}

static size_t count_tensors(const nnt_network_spec *network) {
    size_t n = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        n += nnt_engine_find_traits(network->layers[l].activation.name)->n_learned > 0 ? 3 : 2;
    }
    return n;
}

nnt_status nnt_initial_weights_load(const char *path,
                                    const nnt_network_spec *network,
                                    const nnt_engine *engine,
                                    nnt_session *session,
                                    nnt_error *error) {
    nnt_safetensors file;
    nnt_status status = nnt_safetensors_load(path, &file, error);
    const size_t n_tensors = count_tensors(network);
    if (!status && file.n_tensors != n_tensors) {
        const bool learns = n_tensors > 2 * network->n_layers;
        status =
            nnt_error_set(error, NNT_ERR_MODEL,
                          "%s: holds %zu tensors, but the network has %zu (a weight and a bias "
                          "for each of %zu layers%s)",
                          path, file.n_tensors, n_tensors, network->n_layers,
                          learns ? ", and those of activations that learn" : "");
    }
    const loading it = {&file, path, network, engine, session};
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers && !status; l++) {
        status = set_layer(&it, l, inputs, error);
        inputs = network->layers[l].units;
    }
    nnt_safetensors_clear(&file);
    return status;
}
