/* What an activation learns goes where weights go: into the model, and from it into
 * another run and into predictions. */
#include "base/file.h"
#include "base/memory.h"
#include "base/scratch_folder.h"
#include "nntrain/nntrain.h"
#include "output/model_file.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONFIG                                                                                     \
    "{\"name\": \"prelu\", \"task\": \"regression\", \"precision\": \"float64\","                  \
    " \"data\": {\"train\": {\"type\": \"sine\", \"samples\": 40}},"                               \
    " \"network\": {\"hidden\": [5, 4], \"activation\": {\"type\": \"prelu\", \"slope\": 0.5}%s}," \
    " \"training\": {\"epochs\": %d, \"batch_size\": 10,"                                          \
    " \"optimizer\": {\"type\": \"adam\", \"learning_rate\": 0.05}}}"

/* Runs into <folder>/<name>, from the weights of a file unless that is "". */
static nnt_run *run_into(const char *folder, const char *name, const char *weights, int epochs) {
    char text[1024], key[256] = "";
    if (weights[0]) {
        snprintf(key, sizeof key, ", \"initial_weights\": \"%s\"", weights);
    }
    snprintf(text, sizeof text, CONFIG, key, epochs);
    nnt_config *config = NULL;
    nnt_messages problems = {0};
    nnt_error error = {0};
    nnt_run *run = NULL;
    cr_assert(nnt_config_read(text, strlen(text), "test.json", ".", NULL, 0, &config, &problems,
                              &error) == NNT_OK,
              "%s", error.message);
    char *directory = nnt_path_join(folder, name);
    const nnt_run_options options = {.directory = directory};
    cr_assert(nnt_run_config(config, &options, &run, NULL, &error) == NNT_OK, "%s", error.message);
    nnt_free(directory);
    nnt_messages_clear(&problems);
    nnt_config_free(config);
    return run;
}

static nnt_model_file read_model(const char *path) {
    nnt_model_file model;
    char *bytes = NULL;
    size_t length = 0;
    nnt_error error = {0};
    cr_assert(nnt_file_read(path, 1 << 20, &bytes, &length, NULL) == NNT_OK);
    cr_assert(nnt_model_file_read(bytes, length, path, &model, &error) == NNT_OK, "%s",
              error.message);
    nnt_free(bytes);
    return model;
}

NNT_TEST(learned_activation, is_in_the_model_and_starts_another_run) {
    scratch_folder folder = scratch_create();
    nnt_run *first = run_into(folder.path, "first", "", 5);
    cr_assert(first->n_parameters == 2 * 5 + 1 + 6 * 4 + 1 + 5);
    char *path = nnt_path_join(first->directory, NNT_MODEL_FILE);
    nnt_run *second = run_into(folder.path, "second", path, 0);
    char *other_path = nnt_path_join(second->directory, NNT_MODEL_FILE);
    nnt_model_file model = read_model(path), copy = read_model(other_path);
    cr_assert(model.n_layers == 3 && model.layers[2].n_learned == 0);
    for (size_t l = 0; l < 2; l++) {
        cr_assert(model.layers[l].n_learned == 1 && copy.layers[l].n_learned == 1);
        cr_assert(model.layers[l].learned[0] != 0.5, "layer %zu has learned nothing", l);
        cr_assert(model.layers[l].learned[0] == copy.layers[l].learned[0]);
    }
    cr_assert(first->train.loss == second->train.loss);
    nnt_model_file_clear(&model);
    nnt_model_file_clear(&copy);
    nnt_run_free(first);
    nnt_run_free(second);
    nnt_free(path);
    nnt_free(other_path);
    scratch_remove(&folder);
}

/* The model's answer to one input, from its definition. */
static double predict(const nnt_model_file *file, double x) {
    double a[5] = {(x - file->features.offset[0]) / file->features.scale[0]};
    for (size_t l = 0; l < file->n_layers; l++) {
        const nnt_model_layer *layer = &file->layers[l];
        double next[5];
        for (size_t j = 0; j < layer->units; j++) {
            double z = layer->bias[j];
            for (size_t k = 0; k < layer->inputs; k++) {
                z += layer->weight[j * layer->inputs + k] * a[k];
            }
            next[j] = z > 0 || layer->n_learned == 0 ? z : layer->learned[0] * z;
        }
        memcpy(a, next, sizeof a);
    }
    return a[0] * file->targets.scale[0] + file->targets.offset[0];
}

NNT_TEST(learned_activation, predicts_with_what_it_learned) {
    scratch_folder folder = scratch_create();
    nnt_run *run = run_into(folder.path, "run", "", 5);
    nnt_model *model = NULL;
    nnt_error error = {0};
    const char *data = scratch_path(&folder, "x.csv");
    char *path = nnt_path_join(run->directory, NNT_MODEL_FILE);
    char *csv = NULL;
    cr_assert(nnt_model_load(path, NULL, &model, &error) == NNT_OK, "%s", error.message);
    cr_assert(nnt_file_write(data, "-3\n", 3, NULL) == NNT_OK);
    cr_assert(nnt_model_predict_csv(model, data, &csv, NULL, &error) == NNT_OK, "%s",
              error.message);
    nnt_model_file file = read_model(path);
    const double expected = predict(&file, -3);
    const double found = strtod(strchr(csv, '\n') + 1, NULL);
    cr_assert(fabs(found - expected) < 1e-12, "%.17g, not %.17g", found, expected);
    nnt_model_file_clear(&file);
    nnt_model_free(model);
    nnt_run_free(run);
    nnt_string_free(csv);
    nnt_free(path);
    scratch_remove(&folder);
}
