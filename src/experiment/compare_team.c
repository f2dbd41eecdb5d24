/* Carrying out the runs of a comparison side by side. Every run is made by one
 * thread from its own config, so that its files do not depend on the others. */
#include "experiment/compare_job.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_grid.h"
#include "nntrain/experiment.h"
#include <math.h>
#include <pthread.h>

/* Of a run's training, how often the listener hears of it. */
enum { N_REPORTS = 1000 };

/* What the threads share. */
typedef struct team {
    nnt_compare_job *job;
    pthread_mutex_t mutex; /* for everything below, the job's strings and the listener */
    size_t next;           /* row that nobody has taken */
    size_t n_done;
    double fraction; /* sum over the rows */
} team;

/* A row in work. */
typedef struct shift {
    team *crew;
    size_t index;
    nnt_compare_row *row;
    double fraction; /* of its training, as last reported */
    char *folder;
    nnt_config *config;
} shift;

static bool is_interrupted(const nnt_compare_job *job) {
    return job->options->interrupt && __atomic_load_n(job->options->interrupt, __ATOMIC_RELAXED);
}

/* ---- telling the listener -------------------------------------------------- */

/* Adds to `news` where the whole stands, and passes it on. */
static void tell(shift *work, double fraction, nnt_compare_progress news) {
    team *crew = work->crew;
    const nnt_compare_job *job = crew->job;
    pthread_mutex_lock(&crew->mutex);
    crew->fraction += fraction - work->fraction;
    work->fraction = fraction;
    crew->n_done += news.ended != NULL;
    if (job->options->on_progress) {
        news.row = work->index;
        news.label = job->face.variants[work->row->variant].label;
        news.n_done = crew->n_done;
        news.n_rows = job->face.n_rows;
        news.fraction = crew->fraction / (double)job->face.n_rows;
        news.train_loss = news.progress ? news.progress->train_loss : (double)NAN;
        job->options->on_progress(job->options->context, &news);
    }
    pthread_mutex_unlock(&crew->mutex);
}

/* Epochs can be shorter than it takes to agree on whose turn it is to speak. */
static void observe(void *context, const nnt_progress *progress) {
    shift *work = context;
    const double total = (double)progress->rows_per_epoch * (double)progress->n_epochs;
    const bool is_frequent =
        progress->event == NNT_PROGRESS_STEP || progress->event == NNT_PROGRESS_EPOCH;
    double fraction = work->fraction;
    if (is_frequent && total > 0) {
        fraction = fmin(1, (double)progress->rows_done / total);
    }
    if (!is_frequent || fraction - work->fraction >= 1.0 / N_REPORTS) {
        tell(work, fraction, (nnt_compare_progress){.progress = progress});
    }
}

/* ---- one run --------------------------------------------------------------- */

static nnt_status train(shift *work, nnt_error *error) {
    nnt_compare_job *job = work->crew->job;
    nnt_run *run = NULL;
    const nnt_run_options options = {
        .directory = work->folder,
        .force = true, /* what may be written over has been decided */
        .isa = job->options->isa,
        .on_progress = observe,
        .context = work,
        .interrupt = job->options->interrupt,
    };
    const nnt_status status =
        nnt_run_config(work->config, &options, &run, &job->notes[work->index], error);
    if (!status) {
        tell(work, work->fraction, (nnt_compare_progress){.run = run});
    }
    nnt_run_free(run);
    return status;
}

nnt_status nnt_compare_job_row(const nnt_compare_job *job,
                               size_t index,
                               nnt_config **config,
                               char **folder,
                               nnt_error *error) {
    const nnt_compare_row *row = &job->face.rows[index];
    const nnt_variant_origin origin = job->origins[row->variant];
    *folder = nnt_path_join(job->directory, row->folder);
    if (!*folder) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    return nnt_grid_config(job->configs[origin.config], origin.variant, row->seed, config, error);
}

static nnt_status carry_out(shift *work, nnt_error *error) {
    nnt_compare_job *job = work->crew->job;
    nnt_status status = nnt_compare_job_row(job, work->index, &work->config, &work->folder, error);
    work->row->is_kept = job->states[work->index] == NNT_RUN_COMPLETE;
    if (!status && !work->row->is_kept) {
        status = train(work, error);
    }
    if (!status) {
        status = nnt_run_reading_load(work->folder, work->config->document.root,
                                      &job->readings[work->index], error);
    }
    return status;
}

static void store(shift *work, nnt_status status, const nnt_error *error) {
    nnt_compare_job *job = work->crew->job;
    nnt_compare_row *row = work->row;
    row->status = status;
    if (status) {
        pthread_mutex_lock(&work->crew->mutex);
        row->message = nnt_compare_job_keep(job, error->message);
        pthread_mutex_unlock(&work->crew->mutex);
        row->outcome = NNT_COMPARE_FAILED;
        return;
    }
    row->outcome = job->readings[work->index].outcome;
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        row->numbers[i] = job->readings[work->index].numbers[i];
    }
}

static void work_on(team *crew, size_t index) {
    shift work = {.crew = crew, .index = index, .row = &crew->job->face.rows[index]};
    nnt_error error = {0};
    if (is_interrupted(crew->job)) {
        return;
    }
    const nnt_status status = carry_out(&work, &error);
    store(&work, status, &error);
    tell(&work, 1, (nnt_compare_progress){.ended = work.row});
    nnt_config_free(work.config);
    nnt_free(work.folder);
}

/* ---- the team -------------------------------------------------------------- */

static void *run_worker(void *context) {
    team *crew = context;
    for (;;) {
        pthread_mutex_lock(&crew->mutex);
        const size_t index = crew->next;
        crew->next += index < crew->job->face.n_rows;
        pthread_mutex_unlock(&crew->mutex);
        if (index >= crew->job->face.n_rows) {
            return NULL;
        }
        work_on(crew, index);
    }
}

/* A thread that cannot be had is work for the others. */
void nnt_compare_job_carry_out(nnt_compare_job *job) {
    team crew = {.job = job, .mutex = PTHREAD_MUTEX_INITIALIZER};
    const size_t n_rows = job->face.n_rows;
    const size_t wanted = job->options->n_threads < n_rows ? job->options->n_threads : n_rows;
    const size_t n_more = wanted > 1 ? wanted - 1 : 0; /* this thread works too */
    pthread_t *threads = nnt_allocate(n_more, sizeof *threads);
    size_t n_started = 0;
    while (threads && n_started < n_more &&
           pthread_create(&threads[n_started], NULL, run_worker, &crew) == 0) {
        n_started++;
    }
    run_worker(&crew);
    for (size_t i = 0; i < n_started; i++) {
        pthread_join(threads[i], NULL);
    }
    nnt_free(threads);
    pthread_mutex_destroy(&crew.mutex);
    job->face.was_interrupted = is_interrupted(job);
}
