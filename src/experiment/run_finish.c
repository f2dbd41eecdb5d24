/* Describing a run that was trained, judging it, and writing its folder. */
#include "experiment/run_job.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/engines.h"
#include "experiment/run_copy.h"
#include "experiment/run_diagnosis.h"
#include "experiment/run_samples.h"
#include "output/model_file.h"
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

nnt_status nnt_run_job_describe(nnt_run_job *job, nnt_error *error) {
    nnt_run *face = &job->face;
    const nnt_plan *plan = &job->plan;
    job->name = nnt_copy_text(plan->name);
    job->description = nnt_copy_text(plan->description);
    if (!job->name || !job->description || !describe_layers(job)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to describe the run");
    }
    face->name = job->name;
    face->description = job->description;
    face->directory = job->folder.path;
    face->isa = job->engine->isa;
    face->precision = job->engine->precision;
    face->task = plan->task == NNT_TASK_REGRESSION ? "regression" : "classification";
    face->optimizer = plan->training.optimizer.name;
    face->n_features = job->network.n_inputs;
    face->n_outputs = job->data.sets[NNT_TRAIN].n_outputs;
    face->seed = plan->seed;
    face->threads = nnt_pool_count(job->pool);
    face->theory = &job->theory;
    return NNT_OK;
}

/* Fills what the face says after the training. */
static nnt_status conclude(nnt_run_job *job, nnt_error *error) {
    nnt_run *face = &job->face;
    face->stop = job->outcome.stop;
    face->divergence = job->outcome.divergence;
    face->epochs = job->outcome.epochs;
    face->best_epoch = job->outcome.best_epoch;
    face->steps = job->outcome.steps;
    face->rows_trained = job->outcome.rows_trained;
    face->rows_before = job->outcome.rows_before;
    face->history = job->engine->history(job->session);
    face->train = job->engine->score(job->session, NNT_TRAIN);
    face->validation = job->engine->score(job->session, NNT_VALIDATION);
    face->test = job->engine->score(job->session, NNT_TEST);
    return judge(job, error);
}

/* A finished run needs its checkpoint only if it wants one now and then. */
static bool keeps_checkpoint(const nnt_run_job *job) {
    const nnt_stop stop = job->outcome.stop;
    return job->plan.checkpoint_every > 0 || stop == NNT_STOP_INTERRUPTED ||
           stop == NNT_STOP_TIME_LIMIT;
}

static bool has_checkpoint(const nnt_run_job *job) {
    char *path = nnt_path_join(job->folder.path, NNT_CHECKPOINT_FILE);
    const bool is_there = path && nnt_file_exists(path);
    nnt_free(path);
    return is_there;
}

static nnt_status name_files(nnt_run_job *job, const nnt_run_view *view, nnt_error *error) {
    nnt_run *face = &job->face;
    job->files = nnt_allocate(nnt_output_count() + 1, sizeof *job->files);
    if (!job->files) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to name the files");
    }
    for (size_t i = 0; i < nnt_output_count(); i++) {
        if (nnt_output_is_wanted(nnt_output_get(i), view)) {
            job->files[face->n_files++] = nnt_output_get(i)->file;
        }
    }
    if (keeps_checkpoint(job) && has_checkpoint(job)) {
        job->files[face->n_files++] = NNT_CHECKPOINT_FILE;
    }
    face->files = job->files;
    return NNT_OK;
}

/* Names the files that the run is to have, writes them, and takes samples for the
 * report before. */
static nnt_status write_files(nnt_run_job *job, nnt_run_view *view, nnt_error *error) {
    nnt_run_samples samples = {0};
    const nnt_sampled_run sampled = {.engine = job->engine,
                                     .network = &job->network,
                                     .training = &job->plan.training,
                                     .problem = &job->data.problem,
                                     .layers = view->layers,
                                     .pool = job->pool};
    nnt_status status = name_files(job, view, error);
    if (!status && !view->omits_report) {
        status = nnt_run_samples_take(&sampled, &samples, error);
        view->samples = &samples.face;
    }
    if (!status) {
        status = nnt_output_write_all(view, job->folder.path, error);
    }
    nnt_run_samples_clear(&samples);
    return status;
}

static nnt_status write_folder(nnt_run_job *job, nnt_error *error) {
    nnt_run_copy copy = {0};
    nnt_status status = nnt_run_copy_take(job, &copy, error);
    if (!status) {
        status = write_files(job, &copy.view, error);
    }
    if (!status && !keeps_checkpoint(job)) {
        status = nnt_output_remove(job->folder.path, NNT_CHECKPOINT_FILE, error);
    }
    nnt_run_copy_clear(&copy);
    return status;
}

nnt_status nnt_run_job_finish(nnt_run_job *job, nnt_error *error) {
    if (job->save_error.status) {
        return nnt_error_set(error, job->save_error.status, "%s", job->save_error.message);
    }
    const nnt_status status = conclude(job, error);
    return status ? status : write_folder(job, error);
}
