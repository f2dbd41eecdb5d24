/* Small trainings that start from each other's models, in a folder of their own. */
#ifndef NNT_TESTS_EXPERIMENT_FINE_TUNING_BENCH_H
#define NNT_TESTS_EXPERIMENT_FINE_TUNING_BENCH_H

#include "base/scratch_folder.h"
#include "experiment/config_sketch.h"
#include "nntrain/nntrain.h"
#include "output/model_file.h"

/* A training of so many epochs; `more` says more of its network. */
#define TASK(data, hidden, more, epochs)                                                           \
    "{'data': {" data "}, 'network': {'hidden': " hidden ", 'activation': 'tanh'" more             \
    "}, 'training': {'epochs': " epochs ", 'batch_size': 10}, 'output': {'report': false}}"
#define THREE_BLOBS "'train': {'type': 'blobs', 'classes': 3, 'samples': 30}"
#define TWO_BLOBS "'train': {'type': 'blobs', 'classes': 2, 'samples': 30}"

/* What a run came to. */
typedef struct started {
    nnt_status status;
    nnt_error error;
    nnt_messages notes;
    nnt_model_file model; /* empty when it failed */
} started;

/* Runs a sketch into <folder>/<name>; @ in it stands for the folder. */
static inline started start_run(const scratch_folder *folder,
                                const char *name,
                                const char *source,
                                const nnt_run_options *more) {
    started result = {.status = NNT_OK};
    nnt_config *config = NULL;
    nnt_run *run = NULL;
    nnt_text text = {0};
    nnt_messages problems = {0};
    char directory[64];
    for (const char *in = source; *in; in++) {
        if (*in == '@') {
            nnt_text_add(&text, folder->path);
        } else {
            nnt_text_add_bytes(&text, *in == '\'' ? "\"" : in, 1);
        }
    }
    snprintf(directory, sizeof directory, "%.31s/%.31s", folder->path, name);
    nnt_run_options options = more ? *more : (nnt_run_options){.force = true};
    options.directory = directory;
    result.status = nnt_config_read(text.data, text.length, "test.json", ".", NULL, 0, &config,
                                    &problems, &result.error);
    if (!result.status) {
        result.status = nnt_run_config(config, &options, &run, &result.notes, &result.error);
    }
    if (run) {
        char *path = nnt_path_join(directory, NNT_MODEL_FILE);
        cr_assert(nnt_model_file_load(path, &result.model, NULL) == NNT_OK);
        nnt_free(path);
    }
    nnt_run_free(run);
    nnt_config_free(config);
    nnt_messages_clear(&problems);
    nnt_text_clear(&text);
    return result;
}

static inline void started_clear(started *result) {
    nnt_messages_clear(&result->notes);
    nnt_model_file_clear(&result->model);
}

/* A run that must come to its end. */
static inline started
start_valid(const scratch_folder *folder, const char *name, const char *source) {
    started result = start_run(folder, name, source, NULL);
    cr_assert(result.status == NNT_OK, "%s", result.error.message);
    return result;
}

/* The same for its folder alone. */
static inline void train(const scratch_folder *folder, const char *name, const char *source) {
    started result = start_valid(folder, name, source);
    started_clear(&result);
}

/* The text with the folder for every @. */
static inline char *fill_in(const scratch_folder *folder, const char *source) {
    nnt_text text = {0};
    for (const char *in = source; *in; in++) {
        if (*in == '@') {
            nnt_text_add(&text, folder->path);
        } else {
            nnt_text_add_bytes(&text, in, 1);
        }
    }
    return nnt_text_take(&text);
}

/* The run fails with this status and message. */
static inline void expect_failure(const scratch_folder *folder,
                                  const char *source,
                                  nnt_status status,
                                  const char *message) {
    started result = start_run(folder, "failed", source, NULL);
    char *expected = fill_in(folder, message);
    cr_assert(result.status == status, "%d: %s", (int)result.status, result.error.message);
    expect_text(result.error.message, expected);
    nnt_free(expected);
    started_clear(&result);
}

/* The notes that speak of a model are these, the last NULL. */
static inline void
expect_notes(const scratch_folder *folder, const char *source, const char *const *notes) {
    started result = start_valid(folder, "noted", source);
    for (size_t i = 0; i < result.notes.count; i++) {
        const char *text = result.notes.items[i].text;
        if (!strstr(text, ".safetensors: ")) {
            continue;
        }
        cr_assert(*notes != NULL, "one more: %s", text);
        char *expected = fill_in(folder, *notes++);
        cr_assert_str_eq(text, expected);
        nnt_free(expected);
    }
    cr_assert(*notes == NULL, "not said: %s", *notes);
    started_clear(&result);
}

static inline bool is_same_layer(const started *a, const started *b, size_t layer) {
    const nnt_model_layer *x = &a->model.layers[layer];
    const nnt_model_layer *y = &b->model.layers[layer];
    return x->units == y->units && x->inputs == y->inputs &&
           memcmp(x->weight, y->weight, x->units * x->inputs * sizeof *x->weight) == 0 &&
           memcmp(x->bias, y->bias, x->units * sizeof *x->bias) == 0;
}

#endif
