/* Loading the model that a network starts from, and putting its layers in. */
#include "experiment/initial_weights.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/source.h"
#include "experiment/engines.h"
#include "experiment/model_inside.h"
#include "output/model_keys.h"
#include <float.h>
#include <math.h>
#include <string.h>

/* ---- the file --------------------------------------------------------------------- */

static uint64_t mix_scaling(uint64_t mark, const nnt_scaling *scaling) {
    mark = nnt_fingerprint_mix(mark, scaling->n_columns);
    mark = nnt_fingerprint_mix_doubles(mark, scaling->offset, scaling->n_columns);
    return nnt_fingerprint_mix_doubles(mark, scaling->scale, scaling->n_columns);
}

static uint64_t find_fingerprint(const nnt_model_file *file) {
    uint64_t mark = NNT_FINGERPRINT_START;
    for (size_t l = 0; l < file->n_layers; l++) {
        const nnt_model_layer *layer = &file->layers[l];
        mark = nnt_fingerprint_mix(nnt_fingerprint_mix(mark, layer->units), layer->inputs);
        mark = nnt_fingerprint_mix_doubles(mark, layer->weight, layer->units * layer->inputs);
        mark = nnt_fingerprint_mix_doubles(mark, layer->bias, layer->units);
        mark = nnt_fingerprint_mix_doubles(mark, layer->learned, layer->n_learned);
    }
    return mix_scaling(mix_scaling(mark, &file->features), &file->targets);
}

static nnt_status
check_fingerprint(const nnt_initial_weights *weights, const char *wanted, nnt_error *error) {
    if (!wanted || strcmp(weights->fingerprint, wanted) == 0) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_MODEL,
                         "%s: is not the model that the config means: its fingerprint is %s, that "
                         "in network.initial_weights %s; leave that key out to start from it as "
                         "it is now",
                         weights->path, weights->fingerprint, wanted);
}

static nnt_status load(const nnt_plan *plan, nnt_initial_weights *weights, nnt_error *error) {
    nnt_status status = nnt_model_file_load_weights(weights->path, &weights->file, error);
    if (status == NNT_ERR_IO) {
        nnt_model_explain_missing(weights->path, error);
        nnt_error_prefix(error, "network.initial_weights: ");
    }
    if (!status && weights->file.config) {
        status = nnt_model_read_config(weights->path, weights->file.config, &weights->config,
                                       &weights->plan, error);
    }
    if (status) {
        return status;
    }
    nnt_fingerprint_print(find_fingerprint(&weights->file), weights->fingerprint);
    return check_fingerprint(weights, plan->start.fingerprint, error);
}

nnt_status
nnt_initial_weights_load(const nnt_plan *plan, nnt_initial_weights *weights, nnt_error *error) {
    *weights = (nnt_initial_weights){0};
    if (!plan->start.path) {
        return NNT_OK;
    }
    const nnt_source_context context = {.folder = plan->folder};
    char *path = nnt_source_path(&context, plan->start.path);
    weights->path = path ? nnt_model_find_file(path) : NULL;
    nnt_free(path);
    const nnt_status status =
        weights->path ? load(plan, weights, error)
                      : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for initial weights");
    if (status) {
        nnt_initial_weights_clear(weights);
    }
    return status;
}

void nnt_initial_weights_clear(nnt_initial_weights *weights) {
    nnt_plan_clear(&weights->plan);
    nnt_config_free(weights->config);
    nnt_model_file_clear(&weights->file);
    nnt_free(weights->path);
    *weights = (nnt_initial_weights){0};
}

nnt_status nnt_initial_weights_scaling(const nnt_initial_weights *weights,
                                       bool of_targets,
                                       size_t n_columns,
                                       nnt_scaling *scaling,
                                       nnt_error *error) {
    const nnt_scaling *there = of_targets ? &weights->file.targets : &weights->file.features;
    const char *what = of_targets ? "targets" : "features";
    if (there->n_columns == 0) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: has no scaling of %s that could be taken over", weights->path,
                             what);
    }
    if (there->n_columns != n_columns) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: its scaling is for %zu %s and cannot be taken over: the data "
                             "have %zu",
                             weights->path, there->n_columns, what, n_columns);
    }
    return nnt_scaling_copy(there, scaling, error);
}

/* ---- what fits -------------------------------------------------------------------- */

/* A file and where its values go. */
typedef struct setting {
    const nnt_initial_weights *weights;
    const nnt_start_plan *start;
    const nnt_network_spec *network;
    const nnt_engine *engine;
    nnt_session *session;
    nnt_error *error;
} setting;

static size_t get_inputs(const nnt_network_spec *network, size_t layer) {
    return layer == 0 ? network->n_inputs : network->layers[layer - 1].units;
}

static bool fits(const setting *it, size_t layer) {
    const nnt_model_file *file = &it->weights->file;
    return layer < file->n_layers &&
           file->layers[layer].units == it->network->layers[layer].units &&
           file->layers[layer].inputs == get_inputs(it->network, layer);
}

/* "; take …": what the config could ask for instead. */
static void add_advice(const setting *it, nnt_text *text) {
    const size_t n_layers = it->network->n_layers;
    nnt_text list = {0};
    size_t n_fitting = 0;
    for (size_t l = 0; l < n_layers; l++) {
        if (fits(it, l)) {
            nnt_text_addf(&list, "%s%zu", n_fitting++ > 0 ? ", " : "", l + 1);
        }
    }
    if (n_fitting == 0) {
        nnt_text_add(text, "; no layer of it fits the network");
    } else if (n_fitting + 1 == n_layers && !fits(it, n_layers - 1)) {
        nnt_text_add(text, "; take \"layers\": \"hidden\" to draw the output layer anew");
    } else {
        nnt_text_addf(text, "; take \"layers\": [%s] to draw the others anew",
                      list.data ? list.data : "");
    }
    text->failed = text->failed || list.failed;
    nnt_text_clear(&list);
}

/* The text, which is cleared, with the file before it and advice behind it. */
static nnt_status refuse(const setting *it, nnt_text *text) {
    add_advice(it, text);
    const nnt_status status = nnt_error_set(it->error, NNT_ERR_MODEL, "%s: %s", it->weights->path,
                                            text->failed ? "does not fit the network" : text->data);
    nnt_text_clear(text);
    return status;
}

static nnt_status check_shape(const setting *it, size_t layer) {
    const nnt_model_file *file = &it->weights->file;
    nnt_text text = {0};
    if (fits(it, layer)) {
        return NNT_OK;
    }
    if (layer >= file->n_layers) {
        nnt_text_addf(&text, "has %zu layer%s, so none for layer %zu of the network",
                      file->n_layers, file->n_layers == 1 ? "" : "s", layer + 1);
    } else {
        nnt_text_addf(&text, "layer %zu: weight is [%zu, %zu], the network's is [%zu, %zu]",
                      layer + 1, file->layers[layer].units, file->layers[layer].inputs,
                      it->network->layers[layer].units, get_inputs(it->network, layer));
    }
    return refuse(it, &text);
}

static nnt_status check_count(const setting *it) {
    const size_t n_there = it->weights->file.n_layers;
    if (!it->start->wants_all || n_there <= it->network->n_layers) {
        return NNT_OK;
    }
    nnt_text text = {0};
    nnt_text_addf(&text, "has %zu layers, the network %zu", n_there, it->network->n_layers);
    return refuse(it, &text);
}

/* Of an activation that the file is known to have or to lack; without its config it must
 * have them. */
static nnt_status check_learned(const setting *it, size_t layer) {
    const char *activation = it->network->layers[layer].activation.name;
    const size_t n_learned = nnt_engine_find_traits(activation)->n_learned;
    const size_t n_there = it->weights->file.layers[layer].n_learned;
    const bool may_lack = n_there == 0 && it->weights->config;
    if (n_there == n_learned || n_learned == 0 || may_lack) {
        return NNT_OK;
    }
    return nnt_error_set(
        it->error, NNT_ERR_MODEL, "%s: layer %zu: %s has %zu numbers, the network's %s learns %zu",
        it->weights->path, layer + 1, NNT_TENSOR_LEARNED, n_there, activation, n_learned);
}

/* ---- values ----------------------------------------------------------------------- */

static nnt_status check_range(const setting *it, size_t layer, const double *values, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (fabs(values[i]) > (double)FLT_MAX) {
            return nnt_error_set(it->error, NNT_ERR_MODEL,
                                 "%s: layer %zu: holds %g, which is beyond float32; train in "
                                 "\"precision\": \"float64\"",
                                 it->weights->path, layer + 1, values[i]);
        }
    }
    return NNT_OK;
}

static bool is_rounded(const double *values, size_t n) {
    size_t i = 0;
    while (i < n && values[i] == (double)(float)values[i]) {
        i++;
    }
    return i < n;
}

/* What becomes of doubles in a session of float32. */
static nnt_status narrow(const setting *it, size_t layer, bool *rounds) {
    const nnt_model_layer *there = &it->weights->file.layers[layer];
    const size_t n_weights = there->units * there->inputs;
    nnt_status status = check_range(it, layer, there->weight, n_weights);
    if (!status) {
        status = check_range(it, layer, there->bias, there->units);
    }
    if (!status) {
        status = check_range(it, layer, there->learned, there->n_learned);
    }
    if (!status) {
        *rounds = *rounds || is_rounded(there->weight, n_weights) ||
                  is_rounded(there->bias, there->units) ||
                  is_rounded(there->learned, there->n_learned);
    }
    return status;
}

static nnt_status set_layer(const setting *it, size_t layer, bool *rounds) {
    const nnt_model_layer *there = &it->weights->file.layers[layer];
    const char *activation = it->network->layers[layer].activation.name;
    const bool learns_alike = nnt_engine_find_traits(activation)->n_learned == there->n_learned;
    nnt_status status = check_learned(it, layer);
    if (!status && strcmp(it->engine->precision, "float32") == 0) {
        status = narrow(it, layer, rounds);
    }
    if (!status) {
        it->engine->set_parameters(it->session, layer, there->weight, there->bias,
                                   learns_alike ? there->learned : NULL);
    }
    return status;
}

nnt_status nnt_initial_weights_set(const nnt_initial_weights *weights,
                                   const nnt_start_plan *start,
                                   const nnt_network_spec *network,
                                   const nnt_engine *engine,
                                   nnt_session *session,
                                   nnt_messages *notes,
                                   nnt_error *error) {
    const setting it = {weights, start, network, engine, session, error};
    bool rounds = false;
    nnt_status status = check_count(&it);
    for (size_t l = 0; l < network->n_layers && !status; l++) {
        if (start->takes[l]) {
            status = check_shape(&it, l);
        }
    }
    for (size_t l = 0; l < network->n_layers && !status; l++) {
        if (start->takes[l]) {
            status = set_layer(&it, l, &rounds);
        }
    }
    if (rounds && !status) {
        nnt_messages_add(notes, 0, 0,
                         "%s: its weights are float64 and rounded to float32, the precision here",
                         weights->path);
    }
    return status;
}
