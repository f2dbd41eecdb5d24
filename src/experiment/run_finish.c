/* Describing a run that was trained, judging it, and writing its folder. */
#include "experiment/run_job.h"

#include "base/memory.h"
#include "base/text.h"
#include "experiment/config_tree.h"
#include "experiment/engines.h"
#include "experiment/run_diagnosis.h"
#include "experiment/run_samples.h"
#include "output/output.h"

static bool describe_layers(nnt_run_job *job) {
    const nnt_network_spec *network = &job->network;
    job->layers = nnt_allocate(network->n_layers, sizeof *job->layers);
    if (!job->layers) {
        return false;
    }
    size_t inputs = network->n_inputs;
    size_t n_parameters = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        const size_t units = network->layers[l].units;
        const bool is_output = l + 1 == network->n_layers;
        const char *answer = job->plan.task == NNT_TASK_REGRESSION ? "linear" : "softmax";
        job->layers[l] = (nnt_layer_info){inputs, units,
                                          is_output ? answer : network->layers[l].activation.name};
        n_parameters += (inputs + 1) * units +
                        nnt_engine_find_traits(network->layers[l].activation.name)->n_learned;
        inputs = units;
    }
    job->face.n_layers = network->n_layers;
    job->face.layers = job->layers;
    job->face.n_parameters = n_parameters;
    return true;
}

/* Lets the rules look at the run. */
static nnt_status judge(nnt_run_job *job, nnt_error *error) {
    const nnt_run_record record = {.plan = &job->plan,
                                   .network = &job->network,
                                   .problem = &job->data.problem,
                                   .engine = job->engine,
                                   .history = job->face.history,
                                   .theory = &job->theory,
                                   .outcome = &job->outcome};
    nnt_status status = nnt_run_diagnose(&record, &job->verdicts, &job->face.n_verdicts, error);
    job->face.verdicts = job->verdicts;
    return status;
}

/* Fills the public face of the run. */
static nnt_status describe(nnt_run_job *job, nnt_error *error) {
    nnt_run *face = &job->face;
    const nnt_plan *plan = &job->plan;
    job->name = nnt_copy_text(plan->name);
    job->description = nnt_copy_text(plan->description);
    if (!job->name || !job->description || !describe_layers(job)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to describe the run");
    }
    face->name = job->name;
    face->description = job->description;
    face->directory = job->folder;
    face->isa = job->engine->isa;
    face->precision = job->engine->precision;
    face->task = plan->task == NNT_TASK_REGRESSION ? "regression" : "classification";
    face->optimizer = plan->training.optimizer.name;
    face->stop = job->outcome.stop;
    face->divergence = job->outcome.divergence;
    face->epochs = job->outcome.epochs;
    face->best_epoch = job->outcome.best_epoch;
    face->steps = job->outcome.steps;
    face->rows_trained = job->outcome.rows_trained;
    face->n_features = job->network.n_inputs;
    face->n_outputs = job->data.sets[NNT_TRAIN].n_outputs;
    face->seed = plan->seed;
    face->theory = &job->theory;
    face->history = job->engine->history(job->session);
    face->train = job->engine->score(job->session, NNT_TRAIN);
    face->validation = job->engine->score(job->session, NNT_VALIDATION);
    face->test = job->engine->score(job->session, NNT_TEST);
    return judge(job, error);
}

/* All layers as files hold them, and the memory of their values. */
typedef struct trained_layers {
    nnt_model_layer *layers;
    double *values; /* (n_parameters) layer by layer */
} trained_layers;

static nnt_status get_trained(const nnt_run_job *job, trained_layers *trained, nnt_error *error) {
    const size_t n_layers = job->network.n_layers;
    trained->layers = nnt_allocate(n_layers, sizeof *trained->layers);
    trained->values = nnt_allocate(job->face.n_parameters, sizeof *trained->values);
    if (!trained->layers || !trained->values) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the model");
    }
    double *at = trained->values;
    for (size_t l = 0; l < n_layers; l++) {
        const nnt_layer_info *info = &job->layers[l];
        const char *activation = job->network.layers[l].activation.name;
        double *bias = at + info->inputs * info->units;
        double *learned = bias + info->units;
        job->engine->get_parameters(job->session, l, at, bias, learned);
        trained->layers[l] =
            (nnt_model_layer){.inputs = info->inputs,
                              .units = info->units,
                              .n_learned = nnt_engine_find_traits(activation)->n_learned,
                              .weight = at,
                              .bias = bias,
                              .learned = learned};
        at = learned + trained->layers[l].n_learned;
    }
    return NNT_OK;
}

/* Names the files that the run is to have, writes them, and takes samples for the
 * report before. */
static nnt_status write_files(nnt_run_job *job, nnt_run_view *view, nnt_error *error) {
    nnt_run *face = &job->face;
    nnt_run_samples samples = {0};
    const nnt_sampled_run sampled = {.engine = job->engine,
                                     .network = &job->network,
                                     .training = &job->plan.training,
                                     .problem = &job->data.problem,
                                     .layers = view->layers};
    nnt_status status = NNT_OK;
    job->files = nnt_allocate(nnt_output_count(), sizeof *job->files);
    if (!job->files) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to name the files");
    }
    for (size_t i = 0; i < nnt_output_count(); i++) {
        if (nnt_output_is_wanted(nnt_output_get(i), view)) {
            job->files[face->n_files++] = nnt_output_get(i)->file;
        }
    }
    face->files = job->files;
    if (!view->omits_report) {
        status = nnt_run_samples_take(&sampled, &samples, error);
        view->samples = &samples.face;
    }
    if (!status) {
        status = nnt_output_write_all(view, job->folder, error);
    }
    nnt_run_samples_clear(&samples);
    return status;
}

static nnt_status write_folder(nnt_run_job *job, nnt_error *error) {
    trained_layers trained = {0};
    char *text = nnt_config_text_with_paths(job->config, NNT_PATHS_AS_SEEN_FROM, job->folder);
    char *bare = nnt_config_text_with_paths(job->config, NNT_PATHS_BARE, NULL);
    nnt_status status = get_trained(job, &trained, error);
    if (!status && (!text || !bare)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the config");
    }
    if (!status) {
        const bool is_regression = job->plan.task == NNT_TASK_REGRESSION;
        nnt_run_view view = {.run = &job->face,
                             .config = text,
                             .model_config = bare,
                             .task = job->plan.task,
                             .layers = trained.layers,
                             .data = &job->data.sets[NNT_TRAIN],
                             .features = &job->data.features,
                             .targets = is_regression ? &job->data.targets : NULL,
                             .omits_report = !job->plan.wants_report,
                             .on_disk = job->on_disk,
                             .context = job->listener.context};
        status = write_files(job, &view, error);
    }
    nnt_free(trained.layers);
    nnt_free(trained.values);
    nnt_free(text);
    nnt_free(bare);
    return status;
}

nnt_status nnt_run_job_finish(nnt_run_job *job, nnt_error *error) {
    const nnt_status status = describe(job, error);
    return status ? status : write_folder(job, error);
}
