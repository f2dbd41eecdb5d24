/* Carrying out a configuration from its data to its run folder. */
#include "nntrain/experiment.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/config_tree.h"
#include "experiment/engines.h"
#include "experiment/initial_weights.h"
#include "experiment/plan.h"
#include "experiment/run_data.h"
#include "experiment/run_diagnosis.h"
#include "experiment/run_folder.h"
#include "experiment/run_samples.h"
#include "experiment/run_theory.h"
#include "output/output.h"
#include <math.h>

/* A run and all that its public face borrows from. */
typedef struct run_owner {
    nnt_run face; /* first, so that the face's address is the owner's */
    nnt_plan plan;
    nnt_run_data data;
    nnt_network_spec network;
    const nnt_engine *engine;
    nnt_session *session;
    nnt_outcome outcome;
    nnt_table theory;
    nnt_verdict *verdicts;
    char *folder;
    char *name, *description;
    nnt_layer_info *layers;
    const char **files;
} run_owner;

static void free_owner(run_owner *owner) {
    if (!owner) {
        return;
    }
    if (owner->engine) {
        owner->engine->free(owner->session);
    }
    nnt_run_data_clear(&owner->data);
    nnt_plan_clear(&owner->plan);
    nnt_table_clear(&owner->theory);
    nnt_free(owner->verdicts);
    nnt_free(owner->folder);
    nnt_free(owner->name);
    nnt_free(owner->description);
    nnt_free(owner->layers);
    nnt_free(owner->files);
    nnt_free(owner);
}

static void announce(const nnt_run_options *options, nnt_progress_event event) {
    if (options->on_progress) {
        const nnt_progress progress = {.event = event,
                                       .train_loss = (double)NAN,
                                       .train_metric = (double)NAN,
                                       .validation_loss = (double)NAN,
                                       .validation_metric = (double)NAN};
        options->on_progress(options->context, &progress);
    }
}

/* The network's shape, now that the data's is known, and a session for it. */
static nnt_status build(run_owner *owner, nnt_error *error) {
    const nnt_dataset *train = &owner->data.sets[NNT_TRAIN];
    nnt_plan *plan = &owner->plan;
    plan->layers[plan->n_layers - 1].units = train->n_outputs;
    owner->network = (nnt_network_spec){train->n_features, plan->n_layers, plan->layers};
    nnt_status status = owner->engine->create(&owner->network, &plan->training, &plan->instruments,
                                              &owner->data.problem, &owner->session, error);
    if (status || !plan->initial_weights) {
        return status;
    }
    char *path = nnt_path_join(plan->folder ? plan->folder : ".", plan->initial_weights);
    if (!path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    status = nnt_initial_weights_load(path, &owner->network, owner->engine, owner->session, error);
    nnt_free(path);
    return status;
}

static bool describe_layers(run_owner *owner) {
    const nnt_network_spec *network = &owner->network;
    owner->layers = nnt_allocate(network->n_layers, sizeof *owner->layers);
    if (!owner->layers) {
        return false;
    }
    size_t inputs = network->n_inputs;
    size_t n_parameters = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        const size_t units = network->layers[l].units;
        const bool is_output = l + 1 == network->n_layers;
        const char *answer = owner->plan.task == NNT_TASK_REGRESSION ? "linear" : "softmax";
        owner->layers[l] = (nnt_layer_info){
            inputs, units, is_output ? answer : network->layers[l].activation.name};
        n_parameters += (inputs + 1) * units;
        inputs = units;
    }
    owner->face.n_layers = network->n_layers;
    owner->face.layers = owner->layers;
    owner->face.n_parameters = n_parameters;
    return true;
}

/* Lets the rules look at the run. */
static nnt_status judge(run_owner *owner, nnt_error *error) {
    const nnt_run_record record = {.plan = &owner->plan,
                                   .network = &owner->network,
                                   .problem = &owner->data.problem,
                                   .engine = owner->engine,
                                   .history = owner->face.history,
                                   .theory = &owner->theory,
                                   .outcome = &owner->outcome};
    nnt_status status = nnt_run_diagnose(&record, &owner->verdicts, &owner->face.n_verdicts, error);
    owner->face.verdicts = owner->verdicts;
    return status;
}

/* Fills the public face of the run. */
static nnt_status describe(run_owner *owner, nnt_error *error) {
    nnt_run *face = &owner->face;
    const nnt_plan *plan = &owner->plan;
    owner->name = nnt_copy_text(plan->name);
    owner->description = nnt_copy_text(plan->description);
    if (!owner->name || !owner->description || !describe_layers(owner)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to describe the run");
    }
    face->name = owner->name;
    face->description = owner->description;
    face->directory = owner->folder;
    face->isa = owner->engine->isa;
    face->precision = owner->engine->precision;
    face->task = plan->task == NNT_TASK_REGRESSION ? "regression" : "classification";
    face->optimizer = plan->training.optimizer.name;
    face->stop = owner->outcome.stop;
    face->divergence = owner->outcome.divergence;
    face->epochs = owner->outcome.epochs;
    face->best_epoch = owner->outcome.best_epoch;
    face->steps = owner->outcome.steps;
    face->rows_trained = owner->outcome.rows_trained;
    face->n_features = owner->network.n_inputs;
    face->n_outputs = owner->data.sets[NNT_TRAIN].n_outputs;
    face->seed = plan->seed;
    face->theory = &owner->theory;
    face->history = owner->engine->history(owner->session);
    face->train = owner->engine->score(owner->session, NNT_TRAIN);
    face->validation = owner->engine->score(owner->session, NNT_VALIDATION);
    face->test = owner->engine->score(owner->session, NNT_TEST);
    return judge(owner, error);
}

/* Weights and biases of every layer as files hold them. */
typedef struct layer_values {
    double **weights, **biases;
} layer_values;

static void free_values(layer_values *values, size_t n_layers) {
    for (size_t l = 0; l < n_layers; l++) {
        nnt_free(values->weights ? values->weights[l] : NULL);
        nnt_free(values->biases ? values->biases[l] : NULL);
    }
    nnt_free(values->weights);
    nnt_free(values->biases);
}

static nnt_status get_values(const run_owner *owner, layer_values *values, nnt_error *error) {
    const size_t n_layers = owner->network.n_layers;
    values->weights = nnt_allocate(n_layers, sizeof *values->weights);
    values->biases = nnt_allocate(n_layers, sizeof *values->biases);
    bool is_complete = values->weights && values->biases;
    for (size_t l = 0; l < n_layers && is_complete; l++) {
        const nnt_layer_info *layer = &owner->layers[l];
        values->weights[l] = nnt_allocate(layer->inputs * layer->units, sizeof(double));
        values->biases[l] = nnt_allocate(layer->units, sizeof(double));
        is_complete = values->weights[l] && values->biases[l];
        if (is_complete) {
            owner->engine->get_parameters(owner->session, l, values->weights[l], values->biases[l]);
        }
    }
    return is_complete ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the model");
}

/* Names the files that the run is to have, writes them, and takes samples for the
 * report before. */
static nnt_status write_files(run_owner *owner, nnt_run_view *view, nnt_error *error) {
    nnt_run *face = &owner->face;
    nnt_run_samples samples = {0};
    const nnt_sampled_run sampled = {.engine = owner->engine,
                                     .network = &owner->network,
                                     .training = &owner->plan.training,
                                     .problem = &owner->data.problem,
                                     .weights = view->weights,
                                     .biases = view->biases};
    nnt_status status = NNT_OK;
    owner->files = nnt_allocate(nnt_output_count(), sizeof *owner->files);
    if (!owner->files) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to name the files");
    }
    for (size_t i = 0; i < nnt_output_count(); i++) {
        if (nnt_output_is_wanted(nnt_output_get(i), view)) {
            owner->files[face->n_files++] = nnt_output_get(i)->file;
        }
    }
    face->files = owner->files;
    if (!view->omits_report) {
        status = nnt_run_samples_take(&sampled, &samples, error);
        view->samples = &samples.face;
    }
    if (!status) {
        status = nnt_output_write_all(view, owner->folder, error);
    }
    nnt_run_samples_clear(&samples);
    return status;
}

static nnt_status write_folder(run_owner *owner, const nnt_config *config, nnt_error *error) {
    layer_values values = {0};
    char *text = nnt_config_text_with_paths(config, NNT_PATHS_AS_SEEN_FROM, owner->folder);
    char *bare = nnt_config_text_with_paths(config, NNT_PATHS_BARE, NULL);
    nnt_status status = get_values(owner, &values, error);
    if (!status && (!text || !bare)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the config");
    }
    if (!status) {
        const bool is_regression = owner->plan.task == NNT_TASK_REGRESSION;
        nnt_run_view view = {.run = &owner->face,
                             .config = text,
                             .model_config = bare,
                             .task = owner->plan.task,
                             .weights = (const double *const *)values.weights,
                             .biases = (const double *const *)values.biases,
                             .data = &owner->data.sets[NNT_TRAIN],
                             .features = &owner->data.features,
                             .targets = is_regression ? &owner->data.targets : NULL,
                             .omits_report = !owner->plan.wants_report};
        status = write_files(owner, &view, error);
    }
    free_values(&values, owner->network.n_layers);
    nnt_free(text);
    nnt_free(bare);
    return status;
}

nnt_status nnt_run_config(const nnt_config *config,
                          const nnt_run_options *options,
                          nnt_run **run,
                          nnt_messages *notes,
                          nnt_error *error) {
    run_owner *owner = nnt_allocate(1, sizeof *owner);
    if (!owner) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a run");
    }
    const nnt_listener listener = {options->on_progress, options->context, options->interrupt};
    nnt_status status = nnt_plan_create(config, &owner->plan, error);
    if (!status) {
        status = nnt_engine_choose(owner->plan.precision, options->isa, &owner->engine, error);
    }
    if (!status) {
        announce(options, NNT_PROGRESS_LOADING);
        status = nnt_run_data_load(&owner->plan, &owner->data, notes, error);
    }
    if (!status) {
        status = build(owner, error);
    }
    if (!status) {
        status = nnt_run_theory_predict(&owner->network, &owner->data.problem, owner->engine,
                                        &owner->theory, error);
    }
    if (!status) {
        const char *asked = options->directory ? options->directory : owner->plan.directory;
        status =
            nnt_run_folder_open(asked, owner->plan.name, options->force, &owner->folder, error);
    }
    if (!status) {
        owner->engine->train(owner->session, &listener, &owner->outcome);
        announce(options, NNT_PROGRESS_WRITING);
        status = describe(owner, error);
    }
    if (!status) {
        status = write_folder(owner, config, error);
    }
    if (status) {
        free_owner(owner);
        return status;
    }
    *run = &owner->face;
    return NNT_OK;
}

/* The face is the owner's first field. */
void nnt_run_free(nnt_run *run) {
    free_owner((run_owner *)run);
}
