/* Describing a model file and the run that it is from. */
#include "nntrain/inspection.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/model_inside.h"
#include "experiment/stored_run.h"
#include <math.h>

/* An inspection and all that its public face borrows from. */
typedef struct inspection_owner {
    nnt_inspection face; /* first, so that the face's address is the owner's */
    nnt_model *model;
    nnt_stored_run run;
    nnt_inspected_layer *layers;
    nnt_inspected_column *features, *outputs;
} inspection_owner;

static void free_owner(inspection_owner *owner) {
    if (owner) {
        nnt_model_free(owner->model);
        nnt_stored_run_clear(&owner->run);
        nnt_free(owner->layers);
        nnt_free(owner->features);
        nnt_free(owner->outputs);
        nnt_free(owner);
    }
}

static nnt_inspected_tensor measure(const char *part, const double *values, size_t n) {
    nnt_inspected_tensor it = {.part = part, .n_values = n, .lowest = *values, .highest = *values};
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
        it.n_zeros += values[i] == 0;
        it.lowest = fmin(it.lowest, values[i]);
        it.highest = fmax(it.highest, values[i]);
    }
    it.mean = sum / (double)n;
    for (size_t i = 0; i < n; i++) {
        squares += (values[i] - it.mean) * (values[i] - it.mean);
    }
    it.deviation = sqrt(squares / (double)n);
    return it;
}

static nnt_inspected_layer describe_layer(const nnt_model_layer *layer, const char *activation) {
    nnt_inspected_layer it = {
        .inputs = layer->inputs, .units = layer->units, .activation = activation};
    it.tensors[it.n_tensors++] = measure("weight", layer->weight, layer->units * layer->inputs);
    it.tensors[it.n_tensors++] = measure("bias", layer->bias, layer->units);
    if (layer->n_learned > 0) {
        it.tensors[it.n_tensors++] = measure("activation.weight", layer->learned, layer->n_learned);
    }
    for (size_t i = 0; i < it.n_tensors; i++) {
        it.n_parameters += it.tensors[i].n_values;
    }
    return it;
}

static void describe_layers(inspection_owner *owner) {
    const nnt_model *model = owner->model;
    const nnt_model_file *file = &model->file;
    const char *answer = file->task == NNT_TASK_REGRESSION ? "linear" : "softmax";
    for (size_t l = 0; l < file->n_layers; l++) {
        const bool is_output = l + 1 == file->n_layers;
        owner->layers[l] = describe_layer(
            &file->layers[l], is_output ? answer : model->plan.layers[l].activation.name);
        owner->face.n_parameters += owner->layers[l].n_parameters;
    }
}

/* Columns that are not scaled have offset 0 and scale 1. */
static void describe_columns(const char *const *names,
                             size_t n,
                             const nnt_scaling *scaling,
                             nnt_inspected_column *columns) {
    for (size_t i = 0; i < n; i++) {
        const bool is_scaled = i < scaling->n_columns;
        columns[i] = (nnt_inspected_column){.name = names[i],
                                            .offset = is_scaled ? scaling->offset[i] : 0,
                                            .scale = is_scaled ? scaling->scale[i] : 1};
    }
}

static nnt_status describe(inspection_owner *owner, nnt_error *error) {
    const nnt_model_file *file = &owner->model->file;
    const nnt_plan *plan = &owner->model->plan;
    owner->layers = nnt_allocate(file->n_layers, sizeof *owner->layers);
    owner->features = nnt_allocate(file->n_features, sizeof *owner->features);
    owner->outputs = nnt_allocate(file->n_outputs, sizeof *owner->outputs);
    if (!owner->layers || !owner->features || !owner->outputs) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to describe the model");
    }
    describe_layers(owner);
    describe_columns(file->feature_names, file->n_features, &file->features, owner->features);
    describe_columns(file->output_names, file->n_outputs, &file->targets, owner->outputs);
    nnt_inspection *face = &owner->face;
    face->name = plan->name;
    face->description = plan->description;
    face->task = file->task == NNT_TASK_REGRESSION ? "regression" : "classification";
    face->precision = plan->precision;
    face->loss = plan->training.loss.name;
    face->config = file->config;
    face->n_layers = file->n_layers;
    face->layers = owner->layers;
    face->n_features = file->n_features;
    face->features = owner->features;
    face->n_outputs = file->n_outputs;
    face->outputs = owner->outputs;
    return NNT_OK;
}

/* A folder that has a summary is a run's. */
static nnt_status read_run(const char *path, inspection_owner *owner, nnt_error *error) {
    char *summary = nnt_path_join(path, "summary.json");
    if (!summary) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    const bool is_run = nnt_file_exists(summary);
    nnt_free(summary);
    if (!is_run) {
        return NNT_OK;
    }
    owner->face.run = &owner->run.face;
    return nnt_stored_run_load(path, nnt_run_detail_all(), &owner->run, error);
}

nnt_status nnt_inspection_create(const char *path, nnt_inspection **inspection, nnt_error *error) {
    inspection_owner *owner = nnt_allocate(1, sizeof *owner);
    nnt_status status = owner ? nnt_model_load(path, NULL, &owner->model, error)
                              : nnt_error_set(error, NNT_ERR_MEMORY, "no memory to inspect");
    if (!status) {
        status = describe(owner, error);
    }
    if (!status) {
        status = read_run(path, owner, error);
    }
    if (status) {
        free_owner(owner);
        return status;
    }
    *inspection = &owner->face;
    return NNT_OK;
}

/* The face is the owner's first field. */
void nnt_inspection_free(nnt_inspection *inspection) {
    free_owner((inspection_owner *)inspection);
}
