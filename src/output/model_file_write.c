/* Writing a model file. */
#include "output/model_file.h"

#include "base/memory.h"
#include "output/model_keys.h"
#include "output/safetensors.h"

static void add_names(const char *const *names, size_t n, nnt_text *text) {
    nnt_text_add(text, "[");
    for (size_t i = 0; i < n; i++) {
        nnt_text_add(text, i > 0 ? "," : "");
        nnt_text_add_json_string(text, names[i]);
    }
    nnt_text_add(text, "]");
}

static void add_numbers(const double *numbers, size_t n, nnt_text *text) {
    nnt_text_add(text, "[");
    for (size_t i = 0; i < n; i++) {
        nnt_text_add(text, i > 0 ? "," : "");
        nnt_text_add_number(text, numbers[i]);
    }
    nnt_text_add(text, "]");
}

static void add_scaling(const nnt_scaling *scaling, nnt_text *text) {
    nnt_text_add(text, "{\"" NNT_KEY_OFFSET "\":");
    add_numbers(scaling->offset, scaling->n_columns, text);
    nnt_text_add(text, ",\"" NNT_KEY_SCALE "\":");
    add_numbers(scaling->scale, scaling->n_columns, text);
    nnt_text_add(text, "}");
}

enum { MOST_TENSORS = 3 }; /* of a layer */

/* The tensors of all layers, their names printed into `names`; returns their number. */
static size_t list_tensors(const nnt_model_file *model,
                           char (*names)[NNT_TENSOR_NAME_ROOM],
                           nnt_tensor *tensors) {
    size_t n = 0;
    for (size_t l = 0; l < model->n_layers; l++) {
        const nnt_model_layer *layer = &model->layers[l];
        const nnt_tensor of_layer[MOST_TENSORS] = {
            {NNT_TENSOR_WEIGHT, 2, {layer->units, layer->inputs}, layer->weight},
            {NNT_TENSOR_BIAS, 1, {layer->units, 0}, layer->bias},
            {NNT_TENSOR_LEARNED, 1, {layer->n_learned, 0}, layer->learned}};
        for (size_t i = 0; i < MOST_TENSORS - (layer->n_learned == 0); i++, n++) {
            nnt_tensor_name_print(l, of_layer[i].name, names[n]);
            tensors[n] = of_layer[i];
            tensors[n].name = names[n];
        }
    }
    return n;
}

static void write_container(const nnt_model_file *model,
                            const nnt_metadata *metadata,
                            size_t n_metadata,
                            nnt_text *text) {
    const size_t most = MOST_TENSORS * model->n_layers;
    char(*names)[NNT_TENSOR_NAME_ROOM] = nnt_allocate(most, sizeof *names);
    nnt_tensor *tensors = nnt_allocate(most, sizeof *tensors);
    if (names && tensors) {
        const size_t n_tensors = list_tensors(model, names, tensors);
        const nnt_safetensors_content content = {.tensors = tensors,
                                                 .n_tensors = n_tensors,
                                                 .as_float32 = model->is_float32,
                                                 .metadata = metadata,
                                                 .n_metadata = n_metadata,
                                                 .state = model->state};
        nnt_safetensors_write(&content, text);
    } else {
        text->failed = true;
    }
    nnt_free(names);
    nnt_free(tensors);
}

static void add(const char *key, const char *value, nnt_metadata *metadata, size_t *n) {
    metadata[(*n)++] = (nnt_metadata){key, value};
}

void nnt_model_file_write(const nnt_model_file *model, nnt_text *text) {
    const bool is_regression = model->task == NNT_TASK_REGRESSION;
    const char *task = is_regression ? NNT_REGRESSION : NNT_CLASSIFICATION;
    nnt_text features = {0};
    nnt_text outputs = {0};
    nnt_text scaling = {0};
    nnt_text target_scaling = {0};
    nnt_text means = {0};
    add_names(model->feature_names, model->n_features, &features);
    add_names(model->output_names, model->n_outputs, &outputs);
    add_scaling(&model->features, &scaling);
    add_scaling(&model->targets, &target_scaling);
    add_numbers(model->means, model->means ? model->n_features : 0, &means);
    nnt_metadata metadata[8];
    size_t n = 0;
    add(NNT_KEY_FORMAT, NNT_MODEL_FORMAT, metadata, &n);
    add(NNT_KEY_CONFIG, model->config, metadata, &n);
    add(NNT_KEY_TASK, task, metadata, &n);
    add(NNT_KEY_FEATURES, features.data, metadata, &n);
    add(nnt_model_names_key(model->task), outputs.data, metadata, &n);
    add(NNT_KEY_SCALING, scaling.data, metadata, &n);
    if (is_regression) {
        add(NNT_KEY_TARGET_SCALING, target_scaling.data, metadata, &n);
    }
    if (model->means) {
        add(NNT_KEY_MEANS, means.data, metadata, &n);
    }
    if (features.failed || outputs.failed || scaling.failed || target_scaling.failed ||
        means.failed) {
        text->failed = true;
    } else {
        write_container(model, metadata, n, text);
    }
    nnt_text_clear(&features);
    nnt_text_clear(&outputs);
    nnt_text_clear(&scaling);
    nnt_text_clear(&target_scaling);
    nnt_text_clear(&means);
}
