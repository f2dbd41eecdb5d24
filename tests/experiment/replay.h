/* A file of tests/reference: a network with its weights and data, ready to be trained. */
#ifndef NNT_TESTS_EXPERIMENT_REPLAY_H
#define NNT_TESTS_EXPERIMENT_REPLAY_H

#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "experiment/engines.h"
#include "schedule/schedule.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_LAYERS = 5, MAX_VALUES = 256, MAX_ITEMS = 4 };

typedef struct replay {
    nnt_json_document document;
    const nnt_engine *engine;
    double tolerance;
    nnt_layer_spec layers[MAX_LAYERS];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_dataset data;
    nnt_scaling features, targets;
    nnt_value items[MAX_ITEMS]; /* of the one list that a file has */
    nnt_session *session;
    const char *name;
} replay;

static inline const nnt_json *get(const replay *it, const char *path) {
    const nnt_json *value = nnt_json_find(it->document.root, path);
    cr_assert(value != NULL, "%s: no %s", it->name, path);
    return value;
}

/* Flattens nested arrays of numbers. */
static inline size_t flatten(const nnt_json *value, double *out) {
    if (value->type == NNT_JSON_NUMBER) {
        out[0] = value->number;
        return 1;
    }
    size_t n = 0;
    for (const nnt_json *child = value->first; child; child = child->next) {
        n += flatten(child, out + n);
    }
    return n;
}

static inline nnt_value read_default(const char *json) {
    if (strcmp(json, "null") == 0) {
        return (nnt_value){.kind = NNT_VALUE_ABSENT};
    }
    return (nnt_value){.kind = NNT_VALUE_NUMBER,
                       .number = strcmp(json, "true") == 0 ? 1 : strtod(json, NULL)};
}

/* The entries of a list go to `items`. */
static inline nnt_value read_value(const nnt_json *json, nnt_value items[MAX_ITEMS]) {
    nnt_value value = {.kind = NNT_VALUE_NUMBER, .number = json->number};
    if (json->type == NNT_JSON_STRING) {
        value = (nnt_value){.kind = NNT_VALUE_TEXT, .text = json->text};
    } else if (json->type == NNT_JSON_ARRAY) {
        value = (nnt_value){.kind = NNT_VALUE_LIST, .items = items};
        for (const nnt_json *item = json->first; item; item = item->next) {
            items[value.n_items++] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = item->number};
        }
    }
    return value;
}

/* Options of a row by the names in the file, defaults where the file is silent. */
static inline void
choose(replay *it, nnt_choice *choice, const nnt_row *row, const nnt_json *object) {
    choice->name = row->name;
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        const nnt_json *given = nnt_json_get(object, row->options[i].name);
        choice->values[i] =
            given ? read_value(given, it->items) : read_default(row->options[i].fallback);
    }
}

static inline const nnt_row *
find_row(size_t count, const nnt_row *(*row)(size_t), const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(row(i)->name, name) == 0) {
            return row(i);
        }
    }
    cr_assert(false, "no row %s", name);
    return NULL;
}

static inline double read_number(const nnt_json *object, const char *key) {
    const nnt_json *value = nnt_json_get(object, key);
    return value ? value->number : 0;
}

/* Of "layers", if the file has some: one entry for each layer. */
static inline void read_moves(const replay *it, size_t index, nnt_layer_spec *layer) {
    const nnt_json *entries = nnt_json_find(it->document.root, "layers");
    const nnt_json *entry = entries ? entries->first : NULL;
    for (size_t i = 0; entry && i < index; i++) {
        entry = entry->next;
    }
    layer->learning_rate_factor = read_number(entry, "learning_rate_factor");
    layer->is_frozen = read_number(entry, "frozen") != 0;
}

static inline void read_network(replay *it) {
    const nnt_json *sizes = get(it, "sizes");
    const nnt_json *activation = get(it, "activation");
    const nnt_row *row = find_row(it->engine->activation_count(), it->engine->activation_row,
                                  nnt_json_get(activation, "type")->text);
    double size[MAX_LAYERS + 1];
    it->network = (nnt_network_spec){.n_layers = flatten(sizes, size) - 1, .layers = it->layers};
    it->network.n_inputs = (size_t)size[0];
    for (size_t l = 0; l < it->network.n_layers; l++) {
        nnt_layer_spec *layer = &it->layers[l];
        layer->units = (size_t)size[l + 1];
        layer->init.name = layer->bias_init.name = "zeros";
        layer->activation.name = "linear";
        if (l + 1 < it->network.n_layers) {
            choose(it, &layer->activation, row, activation);
        }
        read_moves(it, l, layer);
    }
}

static inline void read_data(replay *it) {
    const bool classifies = strcmp(get(it, "task")->text, "classification") == 0;
    const size_t n_rows = get(it, "x")->n_children;
    const size_t n_outputs = it->layers[it->network.n_layers - 1].units;
    nnt_error error;
    it->training.task = classifies ? NNT_TASK_CLASSIFICATION : NNT_TASK_REGRESSION;
    cr_assert(nnt_dataset_create(it->training.task, NNT_STORAGE_F64, n_rows, it->network.n_inputs,
                                 n_outputs, &it->data, &error) == NNT_OK);
    flatten(get(it, "x"), it->data.features);
    double y[MAX_VALUES];
    const size_t n = flatten(get(it, "y"), y);
    for (size_t i = 0; i < n; i++) {
        if (classifies) {
            it->data.labels[i] = (uint32_t)y[i];
        } else {
            it->data.targets[i] = y[i];
        }
    }
    const nnt_json *weights = nnt_json_find(it->document.root, "weights");
    if (weights) {
        it->data.weights = nnt_allocate(n_rows, sizeof *it->data.weights);
        flatten(weights, it->data.weights);
    }
    cr_assert(nnt_scaling_identity(it->network.n_inputs, &it->features, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(n_outputs, &it->targets, &error) == NNT_OK);
}

static inline void read_training(replay *it) {
    const nnt_json *optimizer = get(it, "optimizer");
    const nnt_json *loss = get(it, "loss");
    const char *usual = it->training.task == NNT_TASK_REGRESSION ? "mse" : "cross_entropy";
    const bool is_said = loss->type == NNT_JSON_OBJECT;
    choose(it, &it->training.loss,
           find_row(it->engine->loss_count(), it->engine->loss_row,
                    is_said ? nnt_json_get(loss, "type")->text : usual),
           loss);
    const nnt_json *training = nnt_json_find(it->document.root, "training");
    const nnt_json *schedule = nnt_json_get(training, "schedule");
    it->training.clip_norm = read_number(training, "clip_norm");
    it->training.max_norm = read_number(training, "max_norm");
    it->training.l1 = read_number(training, "l1");
    it->training.warmup_epochs = read_number(schedule, "warmup");
    const char *type = schedule ? nnt_json_get(schedule, "type")->text : "constant";
    choose(it, &it->training.schedule, find_row(nnt_schedule_count(), nnt_schedule_row, type),
           schedule);
    it->training.epochs = (size_t)get(it, "steps")->number;
    choose(it, &it->training.optimizer,
           find_row(it->engine->optimizer_count(), it->engine->optimizer_row,
                    nnt_json_get(optimizer, "type")->text),
           optimizer);
}

static inline void
open_replay(const char *name, const char *precision, nnt_level level, replay *it) {
    char path[512];
    char *text = NULL;
    size_t length = 0;
    nnt_error error = {0};
    nnt_messages problems = {0};
    snprintf(path, sizeof path, NNT_SOURCE_DIR "/tests/reference/%s.json", name);
    *it = (replay){.name = name, .tolerance = strcmp(precision, "float64") == 0 ? 1e-10 : 1e-5};
    cr_assert(nnt_file_read(path, 1 << 20, &text, &length, &error) == NNT_OK, "%s", error.message);
    cr_assert(nnt_json_read(text, length, path, &it->document, &problems, &error) == NNT_OK, "%s",
              error.message);
    nnt_free(text);
    cr_assert(nnt_engine_choose(precision, NULL, &it->engine, &error) == NNT_OK);
    read_network(it);
    read_data(it);
    read_training(it);
    const nnt_instrument_spec instruments = {
        .level = level, .every = 1, .probe_rows = it->data.n_rows};
    const nnt_problem problem = {.parts = {{.dataset = &it->data, .n_rows = it->data.n_rows}},
                                 .features = &it->features,
                                 .targets = it->training.task == NNT_TASK_REGRESSION ? &it->targets
                                                                                     : NULL};
    cr_assert(it->engine->create(&it->network, &it->training, &instruments, &problem, &it->session,
                                 &error) == NNT_OK,
              "%s", error.message);
}

static inline void close_replay(replay *it) {
    it->engine->free(it->session);
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->features);
    nnt_scaling_clear(&it->targets);
    nnt_json_clear(&it->document);
}

static inline void set_initial(const replay *it) {
    for (size_t l = 0; l < it->network.n_layers; l++) {
        double weight[MAX_VALUES], bias[MAX_VALUES];
        char name[64];
        snprintf(name, sizeof name, "layers.%zu.weight", l);
        flatten(nnt_json_get(get(it, "initial"), name), weight);
        snprintf(name, sizeof name, "layers.%zu.bias", l);
        flatten(nnt_json_get(get(it, "initial"), name), bias);
        it->engine->set_parameters(it->session, l, weight, bias, NULL);
    }
}

#endif
