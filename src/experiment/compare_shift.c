/* One run of a comparison: from its config to its row. */
#include "experiment/compare_shift.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_grid.h"
#include <math.h>

/* How often the listener hears of training: of all runs, and of one. */
enum { N_REPORTS = 4000, FEWEST_REPORTS = 50, MOST_REPORTS = 1000 };

double nnt_crew_choose_step(size_t n_rows) {
    const size_t share = N_REPORTS / n_rows;
    const size_t reports = share < FEWEST_REPORTS ? FEWEST_REPORTS : share;
    return 1.0 / (double)(reports < MOST_REPORTS ? reports : MOST_REPORTS);
}

/* ---- telling the listener -------------------------------------------------- */

/* Adds to `news` where the whole stands. */
static void complete_news(const nnt_shift *shift, nnt_compare_progress *news) {
    const nnt_crew *crew = shift->crew;
    const nnt_compare_job *job = crew->job;
    news->row = shift->index;
    news->label = job->face.variants[shift->row->variant].label;
    news->n_done = crew->n_done;
    news->n_rows = job->face.n_rows;
    news->fraction = crew->fraction / (double)job->face.n_rows;
    news->train_loss = news->progress ? news->progress->train_loss : (double)NAN;
}

static void tell(nnt_shift *shift, double fraction, nnt_compare_progress news) {
    nnt_crew *crew = shift->crew;
    const nnt_compare_options *options = crew->job->options;
    pthread_mutex_lock(&crew->mutex);
    crew->fraction += fraction - shift->fraction;
    shift->fraction = fraction;
    crew->n_done += news.ended != NULL;
    if (options->on_progress) {
        complete_news(shift, &news);
        options->on_progress(options->context, &news);
    }
    pthread_mutex_unlock(&crew->mutex);
}

/* Epochs can be shorter than it takes to agree on whose turn it is to speak. */
static void observe(void *context, const nnt_progress *progress) {
    nnt_shift *shift = context;
    const double total = (double)progress->rows_per_epoch * (double)progress->n_epochs;
    const bool is_frequent =
        progress->event == NNT_PROGRESS_STEP || progress->event == NNT_PROGRESS_EPOCH;
    double fraction = shift->fraction;
    if (is_frequent && total > 0) {
        fraction = fmin(1, (double)progress->rows_done / total);
    }
    if (!is_frequent || fraction - shift->fraction >= shift->crew->step) {
        tell(shift, fraction, (nnt_compare_progress){.progress = progress});
    }
}

/* ---- phases ------------------------------------------------------------------ */

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
    const nnt_grid_run run = {row->seed, row->fold};
    return nnt_grid_config(job->configs[origin.config], origin.variant, run, config, error);
}

static void on_disk(void *context, bool begins) {
    const nnt_shift *shift = context;
    if (begins) {
        nnt_crew_stand_up(shift->crew);
    } else {
        nnt_crew_sit_down(shift->crew);
    }
}

void nnt_shift_begin(nnt_shift *shift, nnt_crew *crew, size_t index) {
    *shift = (nnt_shift){.crew = crew, .index = index, .row = &crew->job->face.rows[index]};
}

void nnt_shift_prepare(nnt_shift *shift) {
    const nnt_crew *crew = shift->crew;
    nnt_compare_job *job = crew->job;
    const size_t index = shift->index;
    shift->status = nnt_compare_job_row(job, index, &shift->config, &shift->folder, &shift->error);
    shift->row->is_kept = job->states[index] == NNT_RUN_COMPLETE;
    if (shift->status || shift->row->is_kept) {
        return;
    }
    const nnt_run_options options = {
        .directory = shift->folder,
        .force = true, /* what may be written over has been decided */
        .resume = job->states[index] == NNT_RUN_STOPPED,
        .isa = job->options->isa,
        .on_progress = observe,
        .context = shift,
        .interrupt = job->options->interrupt,
        .clock = job->options->clock,
        .memory = job->options->memory,
        .n_side_by_side = crew->most_open,
    };
    const nnt_run_host host = {.shelf = crew->shelf, .on_disk = on_disk};
    shift->status = nnt_run_job_prepare(shift->config, &options, &host, &shift->run,
                                        &job->notes[index], &shift->error);
}

/* Writes run.json, if there is somebody who knows what it is to say. */
static nnt_status save_info(nnt_shift *shift) {
    nnt_crew *crew = shift->crew;
    const nnt_compare_options *options = crew->job->options;
    nnt_compare_progress news = {.run = &shift->run->face};
    nnt_run_info info = {0};
    if (!options->describe_run) {
        return NNT_OK;
    }
    pthread_mutex_lock(&crew->mutex);
    complete_news(shift, &news);
    options->describe_run(options->context, &news, &info);
    pthread_mutex_unlock(&crew->mutex);
    on_disk(shift, true);
    const nnt_status status = nnt_run_save_info(&shift->run->face, &info, &shift->error);
    on_disk(shift, false);
    return status;
}

static void store(nnt_shift *shift) {
    nnt_compare_job *job = shift->crew->job;
    nnt_compare_row *row = shift->row;
    row->status = shift->status;
    if (shift->status) {
        pthread_mutex_lock(&shift->crew->mutex);
        row->message = nnt_compare_job_keep(job, shift->error.message);
        pthread_mutex_unlock(&shift->crew->mutex);
        row->outcome = NNT_COMPARE_FAILED;
        return;
    }
    row->outcome = job->readings[shift->index].outcome;
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        row->numbers[i] = job->readings[shift->index].numbers[i];
    }
}

/* Writes the run and reads what the comparison keeps of it. */
static void write_run(nnt_shift *shift) {
    nnt_compare_job *job = shift->crew->job;
    if (shift->run) {
        shift->status = nnt_run_job_finish(shift->run, &shift->error);
    }
    if (shift->run && !shift->status) {
        shift->status = save_info(shift);
    }
    nnt_run_job_free(shift->run);
    shift->run = NULL;
    if (!shift->status) {
        shift->status = nnt_run_reading_load(shift->folder, shift->config->document.root,
                                             &job->readings[shift->index], &shift->error);
    }
}

void nnt_shift_finish(nnt_shift *shift) {
    write_run(shift);
    store(shift);
    tell(shift, 1, (nnt_compare_progress){.ended = shift->row});
    nnt_config_free(shift->config);
    nnt_free(shift->folder);
}
