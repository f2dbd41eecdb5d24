/* Describing a run that was trained, judging it, and writing its folder. */
#include "experiment/run_job.h"

#include "base/memory.h"
#include "base/text.h"
#include "experiment/config_tree.h"
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
        n_parameters += (inputs + 1) * units;
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

static nnt_status get_values(const nnt_run_job *job, layer_values *values, nnt_error *error) {
    const size_t n_layers = job->network.n_layers;
    values->weights = nnt_allocate(n_layers, sizeof *values->weights);
    values->biases = nnt_allocate(n_layers, sizeof *values->biases);
    bool is_complete = values->weights && values->biases;
    for (size_t l = 0; l < n_layers && is_complete; l++) {
        const nnt_layer_info *layer = &job->layers[l];
        values->weights[l] = nnt_allocate(layer->inputs * layer->units, sizeof(double));
        values->biases[l] = nnt_allocate(layer->units, sizeof(double));
        is_complete = values->weights[l] && values->biases[l];
        if (is_complete) {
            job->engine->get_parameters(job->session, l, values->weights[l], values->biases[l]);
        }
    }
    return is_complete ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the model");
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
                                     .weights = view->weights,
                                     .biases = view->biases};
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
    layer_values values = {0};
    char *text = nnt_config_text_with_paths(job->config, NNT_PATHS_AS_SEEN_FROM, job->folder);
    char *bare = nnt_config_text_with_paths(job->config, NNT_PATHS_BARE, NULL);
    nnt_status status = get_values(job, &values, error);
    if (!status && (!text || !bare)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the config");
    }
    if (!status) {
        const bool is_regression = job->plan.task == NNT_TASK_REGRESSION;
        nnt_run_view view = {.run = &job->face,
                             .config = text,
                             .model_config = bare,
                             .task = job->plan.task,
                             .weights = (const double *const *)values.weights,
                             .biases = (const double *const *)values.biases,
                             .data = &job->data.sets[NNT_TRAIN],
                             .features = &job->data.features,
                             .targets = is_regression ? &job->data.targets : NULL,
                             .omits_report = !job->plan.wants_report,
                             .on_disk = job->on_disk,
                             .context = job->listener.context};
        status = write_files(job, &view, error);
    }
    free_values(&values, job->network.n_layers);
    nnt_free(text);
    nnt_free(bare);
    return status;
}

nnt_status nnt_run_job_finish(nnt_run_job *job, nnt_error *error) {
    const nnt_status status = describe(job, error);
    return status ? status : write_folder(job, error);
}
