/* A configuration in the types of the modules that carry it out. */
#include "experiment/plan.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/config_check.h"
#include "experiment/config_table.h"
#include "experiment/config_tree.h"
#include "experiment/config_words.h"
#include "experiment/engines.h"
#include "nntrain/catalog.h"
#include <stdio.h>
#include <string.h>

/* Everything that a plan points to and the config does not hold. */
struct nnt_plan_memory {
    nnt_json_document defaults; /* choices that the config leaves to the program */
    nnt_value *entries;         /* of all lists */
    size_t n_entries;
    nnt_layer_spec *layers;
    bool *takes;
    char *directory;
};

/* ---- choices -------------------------------------------------------------- */

/* Entries of all lists and objects below a value: at least what the block of values
 * must hold. */
static size_t count_entries(const nnt_json *value) {
    size_t n = value->n_children;
    for (const nnt_json *child = value->first; child; child = child->next) {
        n += count_entries(child);
    }
    return n;
}

static nnt_value read_value(struct nnt_plan_memory *memory, const nnt_json *json) {
    static const nnt_value_kind kinds[] = {
        [NNT_JSON_NULL] = NNT_VALUE_ABSENT,   [NNT_JSON_BOOLEAN] = NNT_VALUE_BOOLEAN,
        [NNT_JSON_NUMBER] = NNT_VALUE_NUMBER, [NNT_JSON_STRING] = NNT_VALUE_TEXT,
        [NNT_JSON_ARRAY] = NNT_VALUE_LIST,    [NNT_JSON_OBJECT] = NNT_VALUE_MAP,
    };
    if (!json) {
        return (nnt_value){.kind = NNT_VALUE_ABSENT};
    }
    nnt_value value = {.kind = kinds[json->type], .number = json->number};
    value.text = json->type == NNT_JSON_STRING ? json->text : NULL;
    if (value.kind == NNT_VALUE_LIST || value.kind == NNT_VALUE_MAP) {
        nnt_value *items = memory->entries + memory->n_entries;
        memory->n_entries += json->n_children;
        for (const nnt_json *item = json->first; item; item = item->next) {
            items[value.n_items] = read_value(memory, item);
            items[value.n_items++].key = item->key;
        }
        value.items = items;
    }
    return value;
}

/* A choice from its complete form. */
static nnt_choice
read_choice(struct nnt_plan_memory *memory, const char *kind, const nnt_json *json) {
    const char *name = nnt_json_get(json, "type")->text;
    const nnt_row *row = nnt_catalog_row(nnt_catalog_find(kind), name);
    nnt_choice choice = {.name = row->name};
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        choice.values[i] = read_value(memory, nnt_json_get(json, row->options[i].name));
    }
    return choice;
}

/* A choice that the config does not spell out, with its defaults; false when
 * memory is out. Initializers and activations have no lists. */
static bool default_choice(struct nnt_plan_memory *memory,
                           const char *kind,
                           const char *name,
                           nnt_choice *choice) {
    const nnt_json *json = nnt_config_complete_choice(kind, name, &memory->defaults);
    if (json) {
        *choice = read_choice(memory, kind, json);
    }
    return json != NULL;
}

/* 0 for words and null, and for what is not there. */
static double read_number(const nnt_json *object, const char *key) {
    const nnt_json *value = nnt_json_get(object, key);
    const bool is_number =
        value && (value->type == NNT_JSON_NUMBER || value->type == NNT_JSON_BOOLEAN);
    return is_number ? value->number : 0;
}

/* ---- layers --------------------------------------------------------------- */

/* What the layers have in common; `init` NULL: "auto". */
typedef struct layer_defaults {
    nnt_choice activation;
    const nnt_json *init;
    nnt_choice bias;
    double dropout;
    bool is_frozen;
} layer_defaults;

/* `json` is an initializer's object, or "auto". */
static bool read_init(struct nnt_plan_memory *memory,
                      const nnt_json *json,
                      const char *auto_name,
                      nnt_choice *init) {
    if (json->type == NNT_JSON_OBJECT) {
        *init = read_choice(memory, "initializer", json);
        return true;
    }
    return default_choice(memory, "initializer", auto_name, init);
}

static bool read_bias(struct nnt_plan_memory *memory, const nnt_json *json, nnt_choice *bias) {
    if (json->type == NNT_JSON_OBJECT) {
        *bias = read_choice(memory, "initializer", json);
        return true;
    }
    const bool is_complete = default_choice(memory, "initializer", "constant", bias);
    bias->values[0].number = json->number;
    return is_complete;
}

/* How the layer moves; both keys may be absent. */
static void read_moves(const nnt_json *json, bool is_frozen_else, nnt_layer_spec *layer) {
    const nnt_json *frozen = nnt_json_get(json, "frozen");
    layer->learning_rate_factor = read_number(json, "learning_rate_factor");
    layer->is_frozen = frozen ? frozen->number != 0 : is_frozen_else;
}

/* One entry of network.hidden: units alone, or an object. */
static bool read_hidden(struct nnt_plan_memory *memory,
                        const nnt_json *json,
                        const layer_defaults *network,
                        nnt_layer_spec *layer) {
    const nnt_json *units = nnt_json_get(json, "units");
    const nnt_json *activation = nnt_json_get(json, "activation");
    const nnt_json *init = nnt_json_get(json, "init");
    layer->units = (size_t)(units ? units : json)->number;
    layer->activation =
        activation ? read_choice(memory, "activation", activation) : network->activation;
    layer->bias_init = network->bias;
    layer->dropout =
        nnt_json_get(json, "dropout") ? read_number(json, "dropout") : network->dropout;
    read_moves(json, network->is_frozen, layer);
    return read_init(memory, init ? init : network->init,
                     nnt_engine_find_traits(layer->activation.name)->auto_init, &layer->init);
}

static bool read_layers(const nnt_json *network, nnt_plan *plan) {
    struct nnt_plan_memory *memory = plan->memory;
    const nnt_json *hidden = nnt_json_get(network, "hidden");
    const nnt_json *output = nnt_json_get(network, "output");
    const nnt_json *output_init = nnt_json_get(output, "init");
    layer_defaults common = {.init = nnt_json_get(network, "init"),
                             .dropout = read_number(network, "dropout"),
                             .is_frozen = read_number(network, "frozen") != 0};
    common.activation = read_choice(memory, "activation", nnt_json_get(network, "activation"));
    plan->n_layers = hidden->n_children + 1;
    memory->layers = nnt_allocate(plan->n_layers, sizeof *memory->layers);
    plan->layers = memory->layers;
    if (!plan->layers || !read_bias(memory, nnt_json_get(network, "bias"), &common.bias)) {
        return false;
    }
    nnt_layer_spec *layer = plan->layers;
    for (const nnt_json *json = hidden->first; json; json = json->next) {
        if (!read_hidden(memory, json, &common, layer++)) {
            return false;
        }
    }
    layer->bias_init = common.bias;
    read_moves(output, false, layer);
    return default_choice(memory, "activation", "linear", &layer->activation) &&
           read_init(memory, output_init ? output_init : common.init, "glorot_uniform",
                     &layer->init);
}

/* ---- the other sections --------------------------------------------------- */

static const char *read_text(const nnt_json *object, const char *key) {
    const nnt_json *value = nnt_json_get(object, key);
    return value && value->type == NNT_JSON_STRING ? value->text : NULL;
}

static bool is_word(const nnt_json *object, const char *key, const char *word) {
    const char *text = read_text(object, key);
    return text && strcmp(text, word) == 0;
}

/* Of the layers that the config gives numbers, or those of a word. */
static void read_takes(const nnt_json *start, size_t n_layers, bool *takes) {
    const bool wants_all = is_word(start, "layers", NNT_LAYERS_ALL);
    const bool wants_hidden = is_word(start, "layers", NNT_LAYERS_HIDDEN);
    for (size_t l = 0; l < n_layers; l++) {
        takes[l] = wants_all || (wants_hidden && l + 1 < n_layers);
    }
    for (const nnt_json *item = nnt_json_get(start, "layers")->first; item; item = item->next) {
        takes[(size_t)item->number - 1] = true;
    }
}

/* Once the layers are read. */
static bool read_start(const nnt_json *network, nnt_plan *plan) {
    const nnt_json *start = nnt_json_get(network, "initial_weights");
    plan->start.path = read_text(start, NNT_PATH_KEY);
    if (!plan->start.path) {
        return true;
    }
    bool *takes = nnt_allocate(plan->n_layers, sizeof *takes);
    plan->memory->takes = takes;
    plan->start.takes = takes;
    plan->start.fingerprint = read_text(start, NNT_FINGERPRINT_KEY);
    plan->start.wants_all = is_word(start, "layers", NNT_LAYERS_ALL);
    if (takes) {
        read_takes(start, plan->n_layers, takes);
    }
    return takes != NULL;
}

static nnt_part_plan read_part(struct nnt_plan_memory *memory, const nnt_json *json) {
    nnt_part_plan part = {.kind = NNT_PART_ABSENT};
    if (nnt_json_get(json, "type")) {
        part.kind = NNT_PART_SOURCE;
        part.source = read_choice(memory, "source", json);
    } else if (nnt_json_get(json, "folds")) {
        part.kind = NNT_PART_FOLD;
        part.fold = (size_t)read_number(json, "fold");
        part.n_folds = (size_t)read_number(json, "folds");
    } else if (json->type == NNT_JSON_OBJECT) {
        part.kind = NNT_PART_FRACTION;
        part.fraction = read_number(json, "fraction");
    }
    return part;
}

static void read_data(const nnt_json *data, nnt_plan *plan) {
    plan->train_source = read_choice(plan->memory, "source", nnt_json_get(data, "train"));
    plan->validation = read_part(plan->memory, nnt_json_get(data, "validation"));
    plan->test = read_part(plan->memory, nnt_json_get(data, "test"));
    plan->scaling = read_text(data, "scaling");
    plan->target_scaling = read_text(data, "target_scaling");
    if (!plan->target_scaling) {
        plan->target_scaling = "none";
    }
}

static void read_stopping(const nnt_json *training, nnt_training_spec *spec) {
    const nnt_json *early = nnt_json_get(training, "early_stopping");
    if (early->type == NNT_JSON_OBJECT) {
        spec->early_stopping.on = true;
        snprintf(spec->early_stopping.monitor, sizeof spec->early_stopping.monitor, "%s",
                 read_text(early, "monitor"));
        spec->early_stopping.patience = (size_t)read_number(early, "patience");
        spec->early_stopping.min_delta = read_number(early, "min_delta");
        spec->early_stopping.restore_best = read_number(early, "restore_best") != 0;
    }
    const nnt_json *targets = nnt_json_get(training, "stop_when");
    for (const nnt_json *json = targets->first; json; json = json->next) {
        nnt_target *target = &spec->stop_when[spec->n_stop_when++];
        snprintf(target->metric, sizeof target->metric, "%s", json->key);
        target->value = json->number;
    }
}

static void read_training(const nnt_json *root, nnt_plan *plan) {
    struct nnt_plan_memory *memory = plan->memory;
    const nnt_json *training = nnt_json_get(root, "training");
    const nnt_json *schedule = nnt_json_get(training, "schedule");
    plan->training = (nnt_training_spec){
        .task = plan->task,
        .loss = read_choice(memory, "loss", nnt_json_get(root, "loss")),
        .optimizer = read_choice(memory, "optimizer", nnt_json_get(training, "optimizer")),
        .schedule = read_choice(memory, "schedule", schedule),
        .warmup_epochs = read_number(schedule, "warmup"),
        .epochs = (size_t)read_number(training, "epochs"),
        .batch_size = (size_t)read_number(training, "batch_size"), /* 0: "full" */
        .shuffle = read_number(training, "shuffle") != 0,
        .clip_norm = read_number(training, "clip_norm"),
        .l1 = read_number(training, "l1"),
        .time_limit = read_number(training, "time_limit"),
        .max_norm = read_number(training, "max_norm"),
        .seed = plan->seed,
    };
    read_stopping(training, &plan->training);
}

static void read_instruments(const nnt_json *instruments, nnt_plan *plan) {
    plan->instruments = (nnt_instrument_spec){
        .level = (nnt_level)nnt_words_find(NNT_LEVEL_WORDS, read_text(instruments, "level")),
        .every = (size_t)read_number(instruments, "every"),
        .per_step = is_word(instruments, "unit", NNT_UNIT_STEP),
        .probe_rows = (size_t)read_number(instruments, "probe_rows"),
    };
}

/* The folder is seen from the current one, like the default runs/<name>. */
static bool read_output(const nnt_json *output, nnt_plan *plan) {
    const char *directory = read_text(output, "directory");
    plan->checkpoint_every = (size_t)read_number(output, "checkpoint_every");
    plan->wants_report = read_number(output, "report") != 0;
    if (!directory) {
        return true;
    }
    plan->memory->directory = nnt_path_join(plan->folder, directory);
    plan->directory = plan->memory->directory;
    return plan->directory != NULL;
}

static bool read_all(const nnt_config *config, nnt_plan *plan) {
    const nnt_json *root = config->document.root;
    const nnt_json *network = nnt_json_get(root, "network");
    plan->memory->entries = nnt_allocate(count_entries(root), sizeof *plan->memory->entries);
    if (!plan->memory->entries) {
        return false;
    }
    plan->name = read_text(root, "name");
    plan->description = read_text(root, "description");
    plan->precision = read_text(root, "precision");
    plan->folder = config->folder;
    plan->task = is_word(root, "task", NNT_TASK_WORD_REGRESSION) ? NNT_TASK_REGRESSION
                                                                 : NNT_TASK_CLASSIFICATION;
    const bool has_seed = nnt_json_unsigned(nnt_json_get(root, "seed"), &plan->seed);
    read_data(nnt_json_get(root, "data"), plan);
    read_training(root, plan);
    read_instruments(nnt_json_get(root, "instruments"), plan);
    return has_seed && read_layers(network, plan) && read_start(network, plan) &&
           read_output(nnt_json_get(root, "output"), plan);
}

nnt_status nnt_plan_create(const nnt_config *config, nnt_plan *plan, nnt_error *error) {
    *plan = (nnt_plan){.memory = nnt_allocate(1, sizeof *plan->memory)};
    if (plan->memory && read_all(config, plan)) {
        plan->bytes_there = config->memory;
        return NNT_OK;
    }
    nnt_plan_clear(plan);
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to plan the run");
}

void nnt_plan_clear(nnt_plan *plan) {
    if (plan->memory) {
        nnt_json_clear(&plan->memory->defaults);
        nnt_free(plan->memory->entries);
        nnt_free(plan->memory->layers);
        nnt_free(plan->memory->takes);
        nnt_free(plan->memory->directory);
        nnt_free(plan->memory);
    }
    *plan = (nnt_plan){0};
}
