/* Model files: reading is the inverse of writing, and each part that is missing,
 * wrong or does not fit the others is named. */
#include "base/memory_testing.h"
#include "output/example_run.h"
#include "output/model_file.h"
#include "output/output.h"
#include "output/safetensors.h"
#include <stdio.h>
#include <string.h>

/* ---- sound files ------------------------------------------------------------------ */

static void expect_names(const char **names, char *const *expected, size_t n) {
    for (size_t i = 0; i < n; i++) {
        cr_expect_str_eq(names[i], expected[i]);
    }
}

static void expect_layer(const nnt_model_layer *layer, size_t l) {
    const nnt_layer_info *expected = &example_layers[l];
    cr_expect_eq(layer->inputs, expected->inputs);
    cr_expect_eq(layer->units, expected->units);
    cr_expect_arr_eq(layer->weight, example_trained[l].weight,
                     expected->inputs * expected->units * sizeof(double));
    cr_expect_arr_eq(layer->bias, example_trained[l].bias, expected->units * sizeof(double));
}

NNT_TEST(model_file, read_is_the_inverse_of_write) {
    example_run it;
    nnt_text text = {0};
    nnt_text again = {0};
    nnt_model_file model;
    make_example(&it);
    cr_assert_eq(nnt_output_model.render(&it.view, &text, NULL), NNT_OK);
    cr_assert_eq(nnt_model_file_read(text.data, text.length, "m", &model, NULL), NNT_OK);
    cr_expect_str_eq(model.config, it.view.model_config);
    cr_expect_eq(model.task, NNT_TASK_CLASSIFICATION);
    cr_expect(model.is_float32);
    cr_assert_eq(model.n_layers, EXAMPLE_LAYERS);
    expect_layer(&model.layers[0], 0);
    expect_layer(&model.layers[1], 1);
    cr_assert(model.n_features == 2 && model.n_outputs == 3);
    expect_names(model.feature_names, example_feature_names, 2);
    expect_names(model.output_names, example_class_names, 3);
    cr_expect_arr_eq(model.features.offset, example_offset, sizeof example_offset);
    cr_expect_arr_eq(model.features.scale, example_scale, sizeof example_scale);
    cr_expect_eq(model.targets.n_columns, 0);
    nnt_model_file_write(&model, &again);
    cr_expect_eq(again.length, text.length);
    cr_expect_arr_eq(again.data, text.data, text.length);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
    nnt_text_clear(&again);
}

NNT_TEST(model_file, means_for_missing_values) {
    static const double means[] = {0.1, -7};
    example_run it;
    nnt_text text = {0};
    nnt_text again = {0};
    nnt_model_file model;
    make_example(&it);
    it.view.means = means;
    cr_assert_eq(nnt_output_model.render(&it.view, &text, NULL), NNT_OK);
    cr_assert_eq(nnt_model_file_read(text.data, text.length, "m", &model, NULL), NNT_OK);
    cr_assert(model.means && memcmp(model.means, means, sizeof means) == 0);
    nnt_model_file_write(&model, &again);
    cr_expect_arr_eq(again.data, text.data, text.length);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
    nnt_text_clear(&again);
}

NNT_TEST(model_file, regression_in_float64_with_names_made_up) {
    example_run it;
    nnt_text text = {0};
    nnt_model_file model;
    double offset[] = {1e9, 0.1, 0};
    double scale[] = {5e-324, 1e308, 1};
    const nnt_scaling targets = {3, offset, scale};
    make_example(&it);
    it.run.precision = "float64";
    it.view.task = it.data.task = NNT_TASK_REGRESSION;
    it.view.targets = &targets;
    it.data.feature_names = it.data.output_names = NULL;
    cr_assert_eq(nnt_output_model.render(&it.view, &text, NULL), NNT_OK);
    cr_assert_eq(nnt_model_file_read(text.data, text.length, "m", &model, NULL), NNT_OK);
    cr_expect_eq(model.task, NNT_TASK_REGRESSION);
    cr_expect(!model.is_float32);
    cr_expect_str_eq(model.feature_names[0], "x1");
    cr_expect_str_eq(model.feature_names[1], "x2");
    char room[NNT_NAME_ROOM];
    for (size_t k = 0; k < 3; k++) {
        cr_expect_str_eq(model.output_names[k], nnt_dataset_output_name(&it.data, k, room));
    }
    cr_assert_eq(model.targets.n_columns, 3);
    cr_expect_arr_eq(model.targets.offset, offset, sizeof offset);
    cr_expect_arr_eq(model.targets.scale, scale, sizeof scale);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
}

/* ---- broken files ------------------------------------------------------------------- */

enum { N_TENSORS = 4, N_METADATA = 7 };

/* The example's file in its parts, to be changed before it is put together. */
typedef struct parts {
    nnt_tensor tensors[N_TENSORS + 1];
    size_t n_tensors;
    nnt_metadata metadata[N_METADATA];
} parts;

static const parts sound_parts = {
    .tensors = {{"layers.0.weight", 2, {2, 2}, example_weight_1},
                {"layers.0.bias", 1, {2}, example_bias_1},
                {"layers.1.weight", 2, {3, 2}, example_weight_2},
                {"layers.1.bias", 1, {3}, example_bias_2},
                {"momentum", 0, {0}, example_bias_1}},
    .n_tensors = N_TENSORS,
    .metadata = {{"format", "nntrain-1"},
                 {"config", "{}"},
                 {"task", "classification"},
                 {"features", "[\"x1\",\"x2\"]"},
                 {"classes", "[\"a\",\"b\",\"c\"]"},
                 {"scaling", "{\"offset\":[0,1],\"scale\":[1,2]}"},
                 {"tool", "of another maker"}},
};

static nnt_status read_parts(const parts *it, nnt_error *error) {
    nnt_text text = {0};
    nnt_model_file model;
    nnt_safetensors_write(&(nnt_safetensors_content){it->tensors, it->n_tensors, true, it->metadata,
                                                     N_METADATA, NULL},
                          &text);
    cr_assert(!text.failed);
    const nnt_status status = nnt_model_file_read(text.data, text.length, "m", &model, error);
    cr_expect(status == NNT_OK || (model.memory == NULL && model.layers == NULL));
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
    return status;
}

static void expect_refused(const parts *it, const char *message) {
    nnt_error error = {0};
    cr_expect_eq(read_parts(it, &error), NNT_ERR_MODEL, "%s", message);
    cr_expect_eq(error.status, NNT_ERR_MODEL);
    cr_expect(strncmp(error.message, "m: ", 3) == 0 && strstr(error.message, message) != NULL,
              "found:    %s\nexpected: %s", error.message, message);
}

/* Puts `value` in place of the metadata `key`. */
static void expect_metadata_refused(const char *key, const char *value, const char *message) {
    parts it = sound_parts;
    for (size_t i = 0; i < N_METADATA; i++) {
        if (strcmp(it.metadata[i].key, key) == 0) {
            it.metadata[i].value = value;
        }
    }
    expect_refused(&it, message);
}

NNT_TEST(model_file, sound_parts_are_read) {
    nnt_error error = {0};
    cr_expect_eq(read_parts(&sound_parts, &error), NNT_OK, "%s", error.message);
}

NNT_TEST(model_file, no_container) {
    nnt_model_file model;
    nnt_error error;
    cr_expect_eq(nnt_model_file_read("{}", 2, "m", &model, &error), NNT_ERR_MODEL);
    cr_expect(strstr(error.message, "m: no safetensors file") != NULL, "%s", error.message);
}

NNT_TEST(model_file, each_metadata_must_be_there) {
    for (size_t i = 0; i < N_METADATA - 1; i++) {
        parts it = sound_parts;
        char message[80];
        snprintf(message, sizeof message, "no model of nntrain: its metadata has no \"%s\"",
                 it.metadata[i].key);
        it.metadata[i].key = "other";
        expect_refused(&it, message);
    }
}

NNT_TEST(model_file, metadata_of_the_wrong_form) {
    expect_metadata_refused("format", "pt", "its format is \"pt\", not \"nntrain-1\"");
    expect_metadata_refused("task", "ranking", "unknown task \"ranking\"; known: classification");
    expect_metadata_refused("task", "regression", "its metadata has no \"targets\"");
    expect_metadata_refused("features", "[\"x1\"", "metadata features:1:");
    expect_metadata_refused("features", "{}", "features: must be a list, not an object");
    expect_metadata_refused("features", "[\"x1\",2]", "features[1] must be a string, not a number");
    expect_metadata_refused("classes", "\"a\"", "classes: must be a list, not a string");
    expect_metadata_refused("scaling", "[]", "scaling: must be an object, not an array");
    expect_metadata_refused("scaling", "{\"offset\":[0,1]}", "an \"offset\" and a \"scale\"");
    expect_metadata_refused("scaling", "{\"offset\":[0],\"scale\":[1,2]}", "each of 2 columns");
    expect_metadata_refused("scaling", "{\"offset\":[0,1,2],\"scale\":[1,2]}", "of 2 columns");
    expect_metadata_refused("scaling", "{\"offset\":[0,1],\"scale\":1}", "each of 2 columns");
    expect_metadata_refused("scaling", "{\"offset\":[0,\"1\"],\"scale\":[1,2]}",
                            "\"scaling\" holds a string in place of a number");
    expect_metadata_refused("scaling", "{\"offset\":[0,1],\"scale\":[1,0]}",
                            "the scale of column 2 is 0");
    expect_metadata_refused("scaling", "{\"offset\":[0,1],\"scale\":[1,1e999]}", "scaling:1:");
}

NNT_TEST(model_file, names_that_do_not_fit_the_layers) {
    expect_metadata_refused("features", "[\"x1\"]",
                            "\"layers.0.weight\" has the shape [2, 2] and the bias [2]; 1 inputs "
                            "come in from the features");
    expect_metadata_refused("classes", "[\"a\",\"b\"]",
                            "the last layer has 3 units, but there are 2 classes");
}

NNT_TEST(model_file, tensors_that_do_not_fit) {
    parts it = sound_parts;
    it.tensors[2].name = "layers.2.weight";
    expect_refused(&it, "tensor \"layers.1.weight\" is missing");
    it = sound_parts;
    it.tensors[1].name = "layers.0.biases";
    expect_refused(&it, "tensor \"layers.0.bias\" is missing");
    it = sound_parts;
    it.tensors[2].shape[0] = 2;
    it.tensors[2].shape[1] = 3;
    expect_refused(&it, "\"layers.1.weight\" has the shape [2, 3] and the bias [3]; 2 inputs come "
                        "in from the layer before");
    it = sound_parts;
    it.tensors[1].shape[0] = 1;
    expect_refused(&it, "has the shape [2, 2] and the bias [1]");
    it = sound_parts;
    it.tensors[0].rank = 1;
    expect_refused(&it, "\"layers.0.weight\" must have the shape [units, inputs]");
    it = sound_parts;
    it.tensors[3].rank = 2;
    it.tensors[3].shape[1] = 1;
    expect_refused(&it, "\"layers.1.bias\" must have the shape [units]");
    it = sound_parts;
    it.tensors[0].shape[0] = 0;
    expect_refused(&it, "\"layers.0.weight\" must have the shape [units, inputs], none of them 0");
}

NNT_TEST(model_file, number_of_tensors) {
    parts it = sound_parts;
    it.n_tensors = 0;
    expect_refused(&it, "tensor \"layers.0.weight\" is missing");
    it.n_tensors = 3;
    expect_refused(&it, "tensor \"layers.1.bias\" is missing");
    it.n_tensors = 2;
    expect_refused(&it, "the last layer has 2 units, but there are 3 classes");
    it.n_tensors = 5;
    expect_refused(&it, "holds 5 tensors, of which 4 belong to its 2 layers");
}

NNT_TEST(model_file, each_allocation_may_fail) {
    nnt_text text = {0};
    nnt_model_file model;
    nnt_safetensors_write(&(nnt_safetensors_content){sound_parts.tensors, N_TENSORS, true,
                                                     sound_parts.metadata, N_METADATA, NULL},
                          &text);
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status == NNT_ERR_MEMORY && k < 1000; k++) {
        nnt_memory_fail_at(k, false);
        status = nnt_model_file_read(text.data, text.length, "m", &model, NULL);
    }
    nnt_memory_fail_at(0, false);
    cr_expect_eq(status, NNT_OK);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
}
