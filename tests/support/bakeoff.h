/* Trains the states of bakeoff_states.h and asks whether what the rules say is right. A
 * note may name the truth; what is untrue must not be said above a note. */
#ifndef NNT_TESTS_SUPPORT_BAKEOFF_H
#define NNT_TESTS_SUPPORT_BAKEOFF_H

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "nntrain/nntrain.h"
#include "output/model_keys.h"
#include "output/safetensors.h"
#include "support/bakeoff_states.h"
#include <stdio.h>

/* One way to build and judge a state. */
typedef struct bakeoff_case {
    const bakeoff_state *state;
    uint64_t seed;
    bool is_float64;
    bool is_trained; /* else judged as drawn, unless the state is one of training */
} bakeoff_case;

/* What came of it. */
typedef struct bakeoff_answer {
    bool is_right;   /* the truth is named, or there is none; and nothing untrue is */
    bool is_untrue;  /* something else is named */
    char named[400]; /* what is said above a note */
} bakeoff_answer;

enum { BAKEOFF_EPOCHS = 8, BAKEOFF_OVERRIDES = 12 };

/* `list` may be NULL. */
static inline bool bakeoff_has_word(const char *list, const char *word) {
    const size_t length = strlen(word);
    for (const char *at = list ? strstr(list, word) : NULL; at; at = strstr(at + length, word)) {
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length])) {
            return true;
        }
    }
    return false;
}

static inline bool bakeoff_write(const char *path, nnt_text *text) {
    FILE *file = text->failed ? NULL : fopen(path, "wb");
    const bool is_written = file && fwrite(text->data, 1, text->length, file) == text->length;
    nnt_text_clear(text);
    return file && fclose(file) == 0 && is_written;
}

static inline bool bakeoff_write_ring(const char *path, uint64_t seed) {
    double x[RING_ROWS][2];
    nnt_text text = {0};
    bakeoff_draw_ring(seed, x);
    nnt_text_add(&text, "x,y,ring\n");
    for (size_t row = 0; row < RING_ROWS; row++) {
        nnt_text_addf(&text, "%.17g,%.17g,%s\n", x[row][0], x[row][1], row % 2 ? "outer" : "inner");
    }
    return bakeoff_write(path, &text);
}

static inline bool bakeoff_write_weights(const char *path, const bakeoff_case *it) {
    static bakeoff_net net;
    static double packed[RING_MOST_LAYERS][RING_MOST_UNITS * RING_MOST_UNITS];
    nnt_tensor tensors[2 * RING_MOST_LAYERS];
    char names[2 * RING_MOST_LAYERS][NNT_TENSOR_NAME_ROOM];
    nnt_text file = {0};
    net.activation = it->state->activation;
    bakeoff_draw_ring(it->seed, net.x);
    bakeoff_draw_net(it->seed, it->state->hidden, &net);
    it->state->change(&net);
    for (size_t l = 0; l < net.n_layers; l++) {
        const size_t units = net.sizes[l + 1];
        const size_t inputs = net.sizes[l];
        for (size_t unit = 0; unit < units; unit++) {
            memcpy(packed[l] + unit * inputs, net.weight[l][unit], inputs * sizeof packed[l][0]);
        }
        nnt_tensor_name_print(l, NNT_TENSOR_WEIGHT, names[2 * l]);
        nnt_tensor_name_print(l, NNT_TENSOR_BIAS, names[2 * l + 1]);
        tensors[2 * l] = (nnt_tensor){names[2 * l], 2, {units, inputs}, packed[l]};
        tensors[2 * l + 1] = (nnt_tensor){names[2 * l + 1], 1, {units}, net.bias[l]};
    }
    const nnt_safetensors_content content = {.tensors = tensors, .n_tensors = 2 * net.n_layers};
    nnt_safetensors_write(&content, &file);
    return bakeoff_write(path, &file);
}

/* The state's config, with what it leaves out. */
static inline nnt_status
bakeoff_read(const bakeoff_case *it, nnt_config **config, nnt_error *error, const char *folder) {
    const bakeoff_state *state = it->state;
    char seed[24], epochs[24];
    const size_t n_epochs = state->epochs ? state->epochs : it->is_trained ? BAKEOFF_EPOCHS : 0;
    nnt_override overrides[BAKEOFF_OVERRIDES] = {
        {"name", "bakeoff"},
        {"seed", seed},
        {"precision", it->is_float64 ? "float64" : "float32"},
        {"training.epochs", epochs},
        {"training.batch_size", "32"},
        {"output.report", "false"}};
    size_t n = 6;
    nnt_text text = {0};
    nnt_messages problems = {0};
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)it->seed);
    snprintf(epochs, sizeof epochs, "%zu", n_epochs);
    if (!strstr(state->config, "'data'")) {
        overrides[n++] = (nnt_override){"data.train", "{\"type\":\"csv\",\"path\":\"ring.csv\"}"};
        overrides[n++] = (nnt_override){"data.scaling", "none"};
    }
    if (!strstr(state->config, "'optimizer'")) {
        overrides[n++] =
            (nnt_override){"training.optimizer", "{\"type\":\"sgd\",\"learning_rate\":0.01}"};
    }
    if (state->change) {
        overrides[n++] = (nnt_override){"network.initial_weights", "weights.safetensors"};
    }
    nnt_text_addf(&text, "{%s}", state->config);
    for (size_t i = 0; i < text.length; i++) {
        text.data[i] = text.data[i] == '\'' ? '"' : text.data[i];
    }
    const nnt_status status = nnt_config_read(text.data, text.length, state->name, folder,
                                              overrides, n, config, &problems, error);
    nnt_messages_clear(&problems);
    nnt_text_clear(&text);
    return status;
}

static inline bakeoff_answer bakeoff_judge(const bakeoff_state *state, const nnt_run *run) {
    bakeoff_answer answer = {0};
    bool is_named = !state->truth;
    size_t used = 0;
    for (size_t i = 0; i < run->n_verdicts; i++) {
        const nnt_verdict *verdict = &run->verdicts[i];
        const bool is_truth = bakeoff_has_word(state->truth, verdict->rule);
        is_named |= is_truth;
        if (verdict->severity == NNT_NOTE) {
            continue;
        }
        answer.is_untrue |= !is_truth && !bakeoff_has_word(state->also, verdict->rule);
        used += (size_t)snprintf(answer.named + used, sizeof answer.named - used, "%s%s",
                                 used ? " " : "", verdict->rule);
    }
    answer.is_right = is_named && !answer.is_untrue;
    return answer;
}

/* Builds and judges a state with files in an existing folder. */
static inline nnt_status bakeoff_run(const bakeoff_case *it,
                                     const char *folder,
                                     bakeoff_answer *answer,
                                     nnt_run **run,
                                     nnt_error *error) {
    nnt_config *config = NULL;
    char *ring = nnt_path_join(folder, "ring.csv");
    char *weights = nnt_path_join(folder, "weights.safetensors");
    char *directory = nnt_path_join(folder, "run");
    const nnt_run_options options = {.directory = directory, .force = true};
    nnt_status status = bakeoff_write_ring(ring, it->seed) &&
                                (!it->state->change || bakeoff_write_weights(weights, it))
                            ? NNT_OK
                            : NNT_ERR_IO;
    if (!status) {
        status = bakeoff_read(it, &config, error, folder);
    }
    if (!status) {
        status = nnt_run_config(config, &options, run, NULL, error);
    }
    if (!status) {
        *answer = bakeoff_judge(it->state, *run);
    }
    nnt_config_free(config);
    nnt_free(ring);
    nnt_free(weights);
    nnt_free(directory);
    return status;
}

#endif
