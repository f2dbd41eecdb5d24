/* Carrying out the runs of a comparison side by side. Every run is made by one
 * thread from its own config, so that its files do not depend on the others; runs
 * of one variant are trained together where that is faster. */
#include "experiment/compare_shift.h"

#include "base/memory.h"
#include <pthread.h>

/* Of those that have taken rows, one that computes and two that wait for the disk; and two
 * that help. */
enum { OPEN_PER_SEAT = 3, THREADS_PER_SEAT = 5 };

/* ---- work --------------------------------------------------------------------- */

/* Moves the first run that is left and all that fit it to `team`; returns how many. */
static size_t pick_team(nnt_run_job **left, size_t *n_left, nnt_run_job **team) {
    size_t n_team = 0;
    size_t n_kept = 0;
    for (size_t i = 0; i < *n_left; i++) {
        if (n_team == 0 || nnt_run_jobs_fit(team[0], left[i])) {
            team[n_team++] = left[i];
        } else {
            left[n_kept++] = left[i];
        }
    }
    *n_left = n_kept;
    return n_team;
}

/* Runs of one variant can differ in what a team must share: folds in their rows. */
static void train(const nnt_shift *shifts, size_t n) {
    nnt_run_job *left[NNT_MOST_IN_TEAM], *team[NNT_MOST_IN_TEAM];
    size_t n_left = 0;
    for (size_t i = 0; i < n; i++) {
        if (shifts[i].run) {
            left[n_left++] = shifts[i].run;
        }
    }
    while (n_left > 0) {
        const size_t n_team = pick_team(left, &n_left, team);
        const bool pays = nnt_run_job_team_size(team[0], n_team) == n_team;
        for (size_t i = 0; i < n_team; i += pays ? n_team : 1) {
            nnt_run_jobs_train(team + i, pays ? n_team : 1);
        }
    }
}

/* Returns for how many: all but those that an interrupt has kept from it. */
static size_t prepare(nnt_crew *crew, nnt_shift *shifts, size_t n) {
    nnt_chore chore = {.work = nnt_shift_prepare, .shifts = shifts, .n = n, .can_wait = true};
    return nnt_crew_share(crew, &chore);
}

static void finish(nnt_crew *crew, nnt_shift *shifts, size_t n) {
    nnt_chore chore = {.work = nnt_shift_finish, .shifts = shifts, .n = n};
    nnt_crew_share(crew, &chore);
}

/* Works on some rows of one variant, at least one. */
static void work_on(nnt_crew *crew, const size_t *rows, size_t n) {
    nnt_shift shifts[NNT_MOST_IN_TEAM];
    for (size_t i = 0; i < n; i++) {
        nnt_shift_begin(&shifts[i], crew, rows[i]);
    }
    nnt_shift_prepare(&shifts[0]);
    const size_t most = shifts[0].run ? nnt_run_job_team_size(shifts[0].run, n) : 1;
    if (most < 2 && shifts[0].run && crew->job->states[rows[0]] != NNT_RUN_STOPPED) {
        nnt_crew_mark_alone(crew, shifts[0].row->variant);
    }
    const size_t n_prepared = most > 1 ? 1 + prepare(crew, shifts + 1, most - 1) : 1;
    nnt_crew_give_back(crew, rows + n_prepared, n - n_prepared);
    nnt_crew_begin_training(crew);
    train(shifts, n_prepared);
    finish(crew, shifts, n_prepared);
    nnt_crew_close(crew, n_prepared);
}

static void *run_worker(void *context) {
    nnt_crew *crew = context;
    size_t rows[NNT_MOST_IN_TEAM];
    size_t n = 0;
    while (nnt_crew_get_work(crew, rows, &n)) {
        if (n > 0) {
            work_on(crew, rows, n);
        }
        nnt_crew_stand_up(crew);
    }
    return NULL;
}

static size_t find_smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* A thread that cannot be had is work for the others. This thread works too. */
static void run_all(nnt_crew *crew) {
    const size_t n_more =
        find_smaller(THREADS_PER_SEAT * crew->n_threads, crew->job->face.n_rows) - 1;
    pthread_t *threads = nnt_allocate(n_more, sizeof *threads);
    size_t n_started = 0;
    while (threads && n_started < n_more &&
           pthread_create(&threads[n_started], NULL, run_worker, crew) == 0) {
        n_started++;
    }
    run_worker(crew);
    for (size_t i = 0; i < n_started; i++) {
        pthread_join(threads[i], NULL);
    }
    nnt_free(threads);
}

nnt_status nnt_compare_job_carry_out(nnt_compare_job *job, nnt_error *error) {
    const size_t n_rows = job->face.n_rows;
    const size_t wanted = find_smaller(job->options->n_threads, n_rows);
    const size_t n_threads = wanted > 0 ? wanted : 1;
    nnt_crew crew = {.job = job,
                     .n_threads = n_threads,
                     .most_open = find_smaller(OPEN_PER_SEAT * n_threads, n_rows),
                     .step = nnt_crew_choose_step(n_rows)};
    nnt_status status = NNT_OK;
    if (nnt_crew_create(&crew)) {
        run_all(&crew);
        job->face.was_interrupted = nnt_crew_is_interrupted(&crew);
    } else {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to share out %zu runs", n_rows);
    }
    nnt_crew_clear(&crew);
    return status;
}
