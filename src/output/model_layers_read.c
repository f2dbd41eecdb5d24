/* Reading the layers of a model file. */
#include "base/memory.h"
#include "output/model_keys.h"
#include "output/model_reading.h"

nnt_status nnt_model_find_tensor(const model_reading *reading,
                                 size_t layer,
                                 const char *kind,
                                 size_t rank,
                                 const nnt_tensor **tensor) {
    char name[NNT_TENSOR_NAME_ROOM];
    nnt_tensor_name_print(layer, kind, name);
    *tensor = nnt_safetensors_find(&reading->model->memory->container, name);
    if (!*tensor) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL, "%s: tensor \"%s\" is missing",
                             reading->name, name);
    }
    if ((*tensor)->rank != rank || (*tensor)->shape[0] == 0) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: tensor \"%s\" must have the shape %s, none of them 0",
                             reading->name, name, rank == 2 ? "[units, inputs]" : "[units]");
    }
    return NNT_OK;
}

static bool has_tensor(const model_reading *reading, size_t layer, const char *kind) {
    char name[NNT_TENSOR_NAME_ROOM];
    nnt_tensor_name_print(layer, kind, name);
    return nnt_safetensors_find(&reading->model->memory->container, name) != NULL;
}

/* Counts the tensors that belong to it. */
static nnt_status
read_layer(const model_reading *reading, size_t index, size_t inputs, size_t *n_tensors) {
    const nnt_tensor *weight = NULL;
    const nnt_tensor *bias = NULL;
    const nnt_tensor *learned = NULL;
    nnt_status status = nnt_model_find_tensor(reading, index, NNT_TENSOR_WEIGHT, 2, &weight);
    if (!status) {
        status = nnt_model_find_tensor(reading, index, NNT_TENSOR_BIAS, 1, &bias);
    }
    if (!status && has_tensor(reading, index, NNT_TENSOR_LEARNED)) {
        status = nnt_model_find_tensor(reading, index, NNT_TENSOR_LEARNED, 1, &learned);
    }
    if (status) {
        return status;
    }
    if (weight->shape[1] != inputs || bias->shape[0] != weight->shape[0]) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: tensor \"%s\" has the shape [%zu, %zu] and the bias [%zu]; "
                             "%zu inputs come in from %s",
                             reading->name, weight->name, weight->shape[0], weight->shape[1],
                             bias->shape[0], inputs,
                             index == 0 ? "the features" : "the layer before");
    }
    *n_tensors += learned ? 3 : 2;
    reading->model->memory->layers[index] =
        (nnt_model_layer){.inputs = inputs,
                          .units = weight->shape[0],
                          .n_learned = learned ? learned->shape[0] : 0,
                          .weight = weight->values,
                          .bias = bias->values,
                          .learned = learned ? learned->values : NULL};
    return NNT_OK;
}

/* Layers from 0 as long as there are some; all tensors must belong to one. */
nnt_status nnt_model_read_layers(const model_reading *reading) {
    nnt_model_file *model = reading->model;
    struct nnt_model_memory *memory = model->memory;
    size_t n_tensors = 0;
    do {
        model->n_layers++;
    } while (has_tensor(reading, model->n_layers, NNT_TENSOR_WEIGHT) ||
             has_tensor(reading, model->n_layers, NNT_TENSOR_BIAS));
    memory->layers = nnt_allocate(model->n_layers, sizeof *memory->layers);
    model->layers = memory->layers;
    if (!model->layers) {
        return nnt_model_fail_memory(reading);
    }
    size_t inputs = model->n_features;
    for (size_t l = 0; l < model->n_layers; l++) {
        const nnt_status status = read_layer(reading, l, inputs, &n_tensors);
        if (status) {
            return status;
        }
        inputs = model->layers[l].units;
    }
    if (n_tensors != memory->container.n_tensors) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: holds %zu tensors, of which %zu belong to its %zu layers",
                             reading->name, memory->container.n_tensors, n_tensors,
                             model->n_layers);
    }
    return NNT_OK;
}
