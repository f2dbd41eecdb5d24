/* Making a run ready and training it. */
#include "experiment/run_job.h"

#include "base/memory.h"
#include "base/text.h"
#include "experiment/config_tree.h"
#include "experiment/engines.h"
#include "experiment/network_build.h"
#include "experiment/run_checkpoint.h"
#include "experiment/run_copy.h"
#include "experiment/run_memory.h"
#include "experiment/run_resume.h"
#include "experiment/run_theory.h"
#include "experiment/run_threads.h"
#include "experiment/run_watched.h"
#include "experiment/stored_run.h"
#include "output/output.h"
#include <inttypes.h>
#include <math.h>

static void announce(const nnt_run_job *job, nnt_progress_event event) {
    if (job->listener.on_progress) {
        const nnt_progress progress = {.event = event,
                                       .train_loss = (double)NAN,
                                       .train_metric = (double)NAN,
                                       .validation_loss = (double)NAN,
                                       .validation_metric = (double)NAN};
        job->listener.on_progress(job->listener.context, &progress);
    }
}

/* Other runs can share files, and those with the same seed what is drawn with it. */
static nnt_status load_data(nnt_run_job *job, nnt_messages *notes, nnt_error *error) {
    const nnt_plan *plan = &job->plan;
    nnt_text key = {0};
    if (!job->host.shelf) {
        return nnt_run_data_load(plan, &job->start, &job->data, notes, error);
    }
    nnt_text_addf(&key, "%d %s ", plan->task, plan->folder ? plan->folder : ".");
    if (nnt_data_sets_need_seed(plan)) {
        nnt_text_addf(&key, "%" PRIu64 " ", plan->seed);
    }
    nnt_json_write_compact(&key, nnt_json_get(job->config->document.root, "data"));
    nnt_status status = NNT_ERR_MEMORY;
    if (key.failed) {
        nnt_error_set(error, status, "no memory to share data");
    } else {
        status = nnt_run_data_take(plan, &job->start, job->host.shelf, key.data, &job->data, notes,
                                   error);
    }
    nnt_text_clear(&key);
    return status;
}

static nnt_status open_folder(nnt_run_job *job, const nnt_run_options *options, nnt_error *error) {
    const char *asked = options->directory ? options->directory : job->plan.directory;
    const nnt_folder_use use = options->resume  ? NNT_FOLDER_RESUME
                               : options->force ? NNT_FOLDER_REPLACE
                                                : NNT_FOLDER_NEW;
    return nnt_run_folder_open(asked, job->plan.name, use, &job->folder, error);
}

/* Threads for the session that has been made. */
static nnt_status get_threads(nnt_run_job *job, const nnt_run_options *options, nnt_error *error) {
    const size_t n_rows = job->data.problem.parts[NNT_TRAIN].n_rows;
    const size_t n_threads =
        options->n_threads > 0
            ? options->n_threads
            : nnt_run_threads_choose(&job->network, &job->plan.training, n_rows, options->n_cores);
    if (n_threads <= 1) {
        return NNT_OK;
    }
    const nnt_status status = nnt_pool_create(n_threads, &job->pool, error);
    if (!status) {
        job->engine->share(job->session, job->pool);
    }
    return status;
}

static void note_frozen(const nnt_run_job *job, nnt_messages *notes) {
    const nnt_plan *plan = &job->plan;
    for (size_t l = 0; l < plan->n_layers; l++) {
        if (!plan->layers[l].is_frozen) {
            return;
        }
    }
    if (plan->training.epochs > 0) {
        nnt_messages_add(notes, 0, 0,
                         "network: every layer is frozen, so that training changes nothing");
    }
}

/* What a run is made of: its data, its network, and what theory says of them. */
static nnt_status
load(nnt_run_job *job, const nnt_run_options *options, nnt_messages *notes, nnt_error *error) {
    announce(job, NNT_PROGRESS_LOADING);
    nnt_status status = load_data(job, notes, error);
    if (!status) {
        status = nnt_run_watched_check(&job->plan.training, &job->data.problem, error);
    }
    if (!status) {
        const nnt_memory_there there = {
            .bytes = options->memory,
            .n_runs = options->n_side_by_side > 1 ? options->n_side_by_side : 1,
            .one_copy = nnt_run_data_is_shared(&job->data) && !nnt_data_sets_need_seed(&job->plan)};
        const nnt_memory_need need = nnt_run_memory_need(&job->plan, &job->data, job->engine);
        status = nnt_memory_check(&need, &there, error);
    }
    if (!status) {
        status = nnt_network_build(&job->plan, &job->start, &job->data, job->engine, &job->network,
                                   &job->session, notes, error);
        nnt_model_file_clear(&job->start.file);
        note_frozen(job, notes);
    }
    if (!status) {
        status = get_threads(job, options, error);
    }
    if (!status) {
        status = nnt_run_theory_predict(&job->network, &job->data.problem, job->engine,
                                        &job->theory, error);
    }
    return status;
}

/* From here on the folder holds what is needed to begin anew, or to go on. */
static nnt_status begin(nnt_run_job *job, nnt_error *error) {
    nnt_run_copy copy = {0};
    nnt_status status = nnt_run_job_describe(job, error);
    if (!status) {
        status = job->resume_point == NNT_RESUME_CHECKPOINT
                     ? nnt_output_remove(job->folder.path, nnt_output_summary.file, error)
                     : nnt_output_remove_all(job->folder.path, error);
    }
    if (!status) {
        status = nnt_run_copy_take(job, &copy, error);
    }
    if (!status) {
        status = nnt_output_write_one(&nnt_output_config, &copy.view, job->folder.path, error);
    }
    job->has_config = status == NNT_OK;
    nnt_run_copy_clear(&copy);
    return status;
}

/* A run that is carried on has its folder before anything is loaded, another one
 * when all is well. */
static nnt_status
prepare(nnt_run_job *job, const nnt_run_options *options, nnt_messages *notes, nnt_error *error) {
    nnt_status status = nnt_plan_create(job->config, &job->plan, error);
    job->plan.bytes_there = options->memory > 0 ? options->memory : job->plan.bytes_there;
    if (!status && job->plan.training.time_limit > 0 && !options->clock) {
        status = nnt_error_set(error, NNT_ERR_USAGE,
                               "training.time_limit needs a clock, and the caller has given none");
    }
    if (!status) {
        status = nnt_engine_choose(job->plan.precision, options->isa, &job->engine, error);
    }
    if (!status) {
        status = nnt_initial_weights_load(&job->plan, &job->start, error);
    }
    if (!status && options->resume) {
        status = open_folder(job, options, error);
        if (!status) {
            status = nnt_run_resume_look(job, &job->resume_point, notes, error);
        }
    }
    if (status || job->resume_point == NNT_RESUME_FINISHED) {
        return status;
    }
    status = load(job, options, notes, error);
    if (!status && !options->resume) {
        status = open_folder(job, options, error);
    }
    if (!status && job->resume_point == NNT_RESUME_CHECKPOINT) {
        status = nnt_run_checkpoint_restore(job, error);
    }
    return status ? status : begin(job, error);
}

const char *nnt_run_job_fingerprint(const nnt_run_job *job) {
    return job->plan.start.path ? job->start.fingerprint : NULL;
}

/* How a run ended that has nothing left to do. */
static nnt_status
show_finished(const nnt_run_job *job, const nnt_run_options *options, nnt_error *error) {
    const nnt_run_detail least = {0};
    nnt_stored_run earlier = {0};
    if (!options->on_finished) {
        return NNT_OK;
    }
    const nnt_status status = nnt_stored_run_load(job->folder.path, least, &earlier, error);
    if (!status) {
        options->on_finished(options->context, &earlier.face);
    }
    nnt_stored_run_clear(&earlier);
    return status;
}

static bool save(void *context) {
    nnt_run_job *job = context;
    return nnt_run_checkpoint_save(job, &job->save_error) == NNT_OK;
}

nnt_status nnt_run_job_prepare(const nnt_config *config,
                               const nnt_run_options *options,
                               const nnt_run_host *host,
                               nnt_run_job **job,
                               nnt_messages *notes,
                               nnt_error *error) {
    nnt_run_job *made = nnt_allocate(1, sizeof *made);
    if (!made) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a run");
    }
    made->config = config;
    made->host = *host;
    made->listener = (nnt_listener){.on_progress = options->on_progress,
                                    .context = options->context,
                                    .interrupt = options->interrupt,
                                    .clock = options->clock,
                                    .save = save,
                                    .save_context = made};
    nnt_status status = prepare(made, options, notes, error);
    made->listener.save_every = made->plan.checkpoint_every;
    if (!status && made->resume_point == NNT_RESUME_FINISHED) {
        status = show_finished(made, options, error);
    }
    if (status || made->resume_point == NNT_RESUME_FINISHED) {
        nnt_run_job_free(made);
        made = NULL;
    }
    if (!status) {
        *job = made;
    }
    return status;
}

void nnt_run_job_train(nnt_run_job *job) {
    job->face.lanes = 1;
    job->engine->train(job->session, &job->listener, &job->outcome);
    announce(job, NNT_PROGRESS_WRITING);
}

size_t nnt_run_job_team_size(const nnt_run_job *job, size_t n) {
    const size_t most = n < job->engine->most_in_team ? n : job->engine->most_in_team;
    return most > 1 && job->engine->suits_team(job->session, most) ? most : 1;
}

bool nnt_run_jobs_fit(const nnt_run_job *first, const nnt_run_job *other) {
    return first->engine == other->engine &&
           first->engine->fits_team(other->session, first->session);
}

static bool train_team(nnt_run_job *const *jobs, size_t n) {
    nnt_session *sessions[NNT_MOST_IN_TEAM] = {0};
    nnt_listener listeners[NNT_MOST_IN_TEAM] = {{0}};
    nnt_outcome outcomes[NNT_MOST_IN_TEAM] = {{0}};
    for (size_t i = 0; i < n; i++) {
        sessions[i] = jobs[i]->session;
        listeners[i] = jobs[i]->listener;
        jobs[i]->face.lanes = n;
    }
    if (jobs[0]->engine->train_team(sessions, n, listeners, outcomes, NULL)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        jobs[i]->outcome = outcomes[i];
        announce(jobs[i], NNT_PROGRESS_WRITING);
    }
    return true;
}

/* A team that has no memory was not trained, and its runs need less alone. */
void nnt_run_jobs_train(nnt_run_job *const *jobs, size_t n) {
    if (n > 1 && train_team(jobs, n)) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        nnt_run_job_train(jobs[i]);
    }
}

void nnt_run_job_free(nnt_run_job *job) {
    if (!job) {
        return;
    }
    if (job->engine) {
        job->engine->free(job->session);
    }
    nnt_pool_free(job->pool);
    nnt_run_data_clear(&job->data);
    nnt_initial_weights_clear(&job->start);
    nnt_plan_clear(&job->plan);
    nnt_table_clear(&job->theory);
    nnt_free(job->verdicts);
    nnt_run_folder_close(&job->folder);
    nnt_free(job->name);
    nnt_free(job->description);
    nnt_free(job->layers);
    nnt_free(job->files);
    nnt_free(job);
}
