/* Reading a model file and checking that its parts fit each other. */
#include "output/model_file.h"

#include "base/memory.h"
#include "output/model_keys.h"
#include "output/model_reading.h"
#include <string.h>

nnt_status nnt_model_fail_memory(const model_reading *reading) {
    return nnt_error_set(reading->error, NNT_ERR_MEMORY, "%s: no memory to read the model",
                         reading->name);
}

/* ---- metadata ------------------------------------------------------------------- */

static nnt_status find_metadata(const model_reading *reading, const char *key, const char **value) {
    *value = nnt_safetensors_metadata(&reading->model->memory->container, key);
    if (!*value) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: no model of nntrain: its metadata has no \"%s\"", reading->name,
                             key);
    }
    return NNT_OK;
}

static nnt_status read_format(const model_reading *reading) {
    const char *format = NULL;
    const nnt_status status = find_metadata(reading, NNT_KEY_FORMAT, &format);
    if (!status && strcmp(format, NNT_MODEL_FORMAT) != 0) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: no model of nntrain: its format is \"%.80s\", not \"%s\"",
                             reading->name, format, NNT_MODEL_FORMAT);
    }
    return status;
}

static nnt_status read_task(const model_reading *reading) {
    const char *task = NULL;
    const nnt_status status = find_metadata(reading, NNT_KEY_TASK, &task);
    if (status) {
        return status;
    }
    const bool is_regression = strcmp(task, NNT_REGRESSION) == 0;
    if (!is_regression && strcmp(task, NNT_CLASSIFICATION) != 0) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: unknown task \"%.80s\"; known: %s, %s", reading->name, task,
                             NNT_CLASSIFICATION, NNT_REGRESSION);
    }
    reading->model->task = is_regression ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION;
    return NNT_OK;
}

/* The JSON text in the metadata `key`, which must be of this type. */
static nnt_status read_json(const model_reading *reading,
                            const char *key,
                            nnt_json_type type,
                            nnt_json_document *document) {
    const char *text = NULL;
    nnt_status status = find_metadata(reading, key, &text);
    if (!status) {
        status = nnt_json_read(text, strlen(text), key, document, NULL, reading->error);
    }
    if (!status && document->root->type != type) {
        status = nnt_error_set(reading->error, NNT_ERR_CONFIG, "%s: must be %s, not %s", key,
                               type == NNT_JSON_ARRAY ? "a list" : "an object",
                               nnt_json_type_text(document->root));
    }
    if (status != NNT_ERR_CONFIG) {
        return status;
    }
    nnt_error_prefix(reading->error, "%s: metadata ", reading->name);
    if (reading->error) {
        reading->error->status = NNT_ERR_MODEL;
    }
    return NNT_ERR_MODEL;
}

static nnt_status read_names(const model_reading *reading,
                             const char *key,
                             nnt_json_document *document,
                             const char ***names,
                             size_t *n) {
    const nnt_status status = read_json(reading, key, NNT_JSON_ARRAY, document);
    if (status) {
        return status;
    }
    *names = nnt_allocate(document->root->n_children, sizeof **names);
    if (!*names) {
        return nnt_model_fail_memory(reading);
    }
    for (const nnt_json *item = document->root->first; item; item = item->next) {
        if (item->type != NNT_JSON_STRING) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: metadata %s[%zu] must be a string, not %s", reading->name,
                                 key, *n, nnt_json_type_text(item));
        }
        (*names)[(*n)++] = item->text;
    }
    return NNT_OK;
}

static nnt_status read_numbers(const model_reading *reading,
                               const char *key,
                               const char *what, /* they are, for messages */
                               const nnt_json *list,
                               size_t n,
                               double *numbers) {
    if (!list || list->type != NNT_JSON_ARRAY || list->n_children != n) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: metadata \"%s\" must hold %s for each of %zu columns",
                             reading->name, key, what, n);
    }
    for (const nnt_json *item = list->first; item; item = item->next) {
        if (item->type != NNT_JSON_NUMBER) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: metadata \"%s\" holds %s in place of a number", reading->name,
                                 key, nnt_json_type_text(item));
        }
        *numbers++ = item->number;
    }
    return NNT_OK;
}

#define OFFSET_AND_SCALE "an \"" NNT_KEY_OFFSET "\" and a \"" NNT_KEY_SCALE "\""

static nnt_status read_scaling(const model_reading *reading,
                               const char *key,
                               size_t n_columns,
                               nnt_scaling *scaling) {
    nnt_json_document document = {0};
    nnt_status status = nnt_scaling_identity(n_columns, scaling, reading->error);
    if (!status) {
        status = read_json(reading, key, NNT_JSON_OBJECT, &document);
    }
    if (!status) {
        status =
            read_numbers(reading, key, OFFSET_AND_SCALE,
                         nnt_json_get(document.root, NNT_KEY_OFFSET), n_columns, scaling->offset);
    }
    if (!status) {
        status =
            read_numbers(reading, key, OFFSET_AND_SCALE, nnt_json_get(document.root, NNT_KEY_SCALE),
                         n_columns, scaling->scale);
    }
    for (size_t c = 0; c < n_columns && !status; c++) {
        if (scaling->scale[c] == 0) {
            status = nnt_error_set(reading->error, NNT_ERR_MODEL,
                                   "%s: metadata \"%s\": the scale of column %zu is 0",
                                   reading->name, key, c + 1);
        }
    }
    nnt_json_clear(&document);
    return status;
}

/* Only where the training asked for them. */
static nnt_status read_means(const model_reading *reading) {
    nnt_model_file *model = reading->model;
    nnt_json_document document = {0};
    if (!nnt_safetensors_metadata(&model->memory->container, NNT_KEY_MEANS)) {
        return NNT_OK;
    }
    model->memory->means = nnt_allocate(model->n_features, sizeof *model->memory->means);
    model->means = model->memory->means;
    if (!model->means) {
        return nnt_model_fail_memory(reading);
    }
    nnt_status status = read_json(reading, NNT_KEY_MEANS, NNT_JSON_ARRAY, &document);
    if (!status) {
        status = read_numbers(reading, NNT_KEY_MEANS, "a number", document.root, model->n_features,
                              model->memory->means);
    }
    nnt_json_clear(&document);
    return status;
}

/* ---- the whole ------------------------------------------------------------------ */

static nnt_status check_outputs(const model_reading *reading) {
    const nnt_model_file *model = reading->model;
    const size_t units = model->layers[model->n_layers - 1].units;
    if (units != model->n_outputs) {
        return nnt_error_set(
            reading->error, NNT_ERR_MODEL, "%s: the last layer has %zu units, but there are %zu %s",
            reading->name, units, model->n_outputs, nnt_model_names_key(model->task));
    }
    return NNT_OK;
}

static nnt_status read_model(const model_reading *reading) {
    nnt_model_file *model = reading->model;
    struct nnt_model_memory *memory = model->memory;
    nnt_status status = read_format(reading);
    if (!status) {
        status = find_metadata(reading, NNT_KEY_CONFIG, &model->config);
    }
    if (!status) {
        status = read_task(reading);
    }
    if (!status) {
        status = read_names(reading, NNT_KEY_FEATURES, &memory->features, &model->feature_names,
                            &model->n_features);
    }
    if (!status) {
        status = read_names(reading, nnt_model_names_key(model->task), &memory->outputs,
                            &model->output_names, &model->n_outputs);
    }
    if (!status) {
        status = nnt_model_read_layers(reading);
    }
    if (!status) {
        status = check_outputs(reading);
    }
    if (!status) {
        status = read_scaling(reading, NNT_KEY_SCALING, model->n_features, &model->features);
    }
    if (!status && model->task == NNT_TASK_REGRESSION) {
        status = read_scaling(reading, NNT_KEY_TARGET_SCALING, model->n_outputs, &model->targets);
    }
    return status ? status : read_means(reading);
}

/* Layers that say themselves what goes in and comes out. */
static nnt_status read_weights(const model_reading *reading) {
    nnt_model_file *model = reading->model;
    const nnt_tensor *first = NULL;
    nnt_status status = nnt_model_find_tensor(reading, 0, NNT_TENSOR_WEIGHT, 2, &first);
    if (!status) {
        model->n_features = first->shape[1];
        status = nnt_model_read_layers(reading);
    }
    if (!status) {
        model->n_outputs = model->layers[model->n_layers - 1].units;
    }
    return status;
}

static bool is_of_this_program(const nnt_safetensors *container) {
    const char *format = nnt_safetensors_metadata(container, NNT_KEY_FORMAT);
    return format && strcmp(format, NNT_MODEL_FORMAT) == 0;
}

static nnt_status begin_reading(const model_reading *reading) {
    nnt_model_file *model = reading->model;
    *model = (nnt_model_file){0};
    model->memory = nnt_allocate(1, sizeof *model->memory);
    return model->memory ? NNT_OK : nnt_model_fail_memory(reading);
}

/* `status`: what came of the container. */
static nnt_status
end_reading(const model_reading *reading, nnt_status status, bool takes_bare_weights) {
    const nnt_safetensors *container =
        reading->model->memory ? &reading->model->memory->container : NULL;
    if (!status) {
        reading->model->is_float32 = container->is_float32;
        reading->model->state = &container->state;
        status = takes_bare_weights && !is_of_this_program(container) ? read_weights(reading)
                                                                      : read_model(reading);
    }
    if (status) {
        nnt_model_file_clear(reading->model);
    }
    return status;
}

nnt_status nnt_model_file_read(
    const char *bytes, size_t length, const char *name, nnt_model_file *model, nnt_error *error) {
    const model_reading reading = {name, model, error};
    nnt_status status = begin_reading(&reading);
    if (!status) {
        status = nnt_safetensors_read(bytes, length, name, &model->memory->container, error);
    }
    return end_reading(&reading, status, false);
}

static nnt_status
load(const char *path, bool takes_bare_weights, nnt_model_file *model, nnt_error *error) {
    const model_reading reading = {path, model, error};
    nnt_status status = begin_reading(&reading);
    if (!status) {
        status = nnt_safetensors_load(path, &model->memory->container, error);
    }
    return end_reading(&reading, status, takes_bare_weights);
}

nnt_status nnt_model_file_load(const char *path, nnt_model_file *model, nnt_error *error) {
    return load(path, false, model, error);
}

nnt_status nnt_model_file_load_weights(const char *path, nnt_model_file *model, nnt_error *error) {
    return load(path, true, model, error);
}

void nnt_model_file_clear(nnt_model_file *model) {
    if (model->memory) {
        nnt_safetensors_clear(&model->memory->container);
        nnt_json_clear(&model->memory->features);
        nnt_json_clear(&model->memory->outputs);
        nnt_scaling_clear(&model->features);
        nnt_scaling_clear(&model->targets);
        nnt_free(model->memory->layers);
        nnt_free(model->memory->means);
        nnt_free(model->feature_names);
        nnt_free(model->output_names);
        nnt_free(model->memory);
    }
    *model = (nnt_model_file){0};
}
