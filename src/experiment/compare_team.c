/* Carrying out the runs of a comparison side by side. Every run is made by one
 * thread from its own config, so that its files do not depend on the others; runs
 * of one variant are trained together where that is faster. */
#include "experiment/compare_shift.h"

#include "base/memory.h"
#include <pthread.h>

/* One that computes and two that wait for the disk. */
enum { THREADS_PER_SEAT = 3 };

/* ---- who does what ------------------------------------------------------------ */

/* Rows for one thread, when all that are not done are dealt out evenly. */
static size_t find_share(const nnt_crew *crew) {
    const size_t share = (crew->n_left + crew->n_threads - 1) / crew->n_threads;
    return share < NNT_MOST_IN_TEAM ? share : NNT_MOST_IN_TEAM;
}

/* Takes the next row that nobody has taken and, unless its variant's runs go alone,
 * those of the same variant behind it; returns how many. */
static size_t take(nnt_crew *crew, size_t *rows) {
    const nnt_compare_job *job = crew->job;
    size_t n = 0;
    pthread_mutex_lock(&crew->mutex);
    const size_t share = find_share(crew);
    while (crew->first < job->face.n_rows && crew->is_taken[crew->first]) {
        crew->first++;
    }
    for (size_t i = crew->first; i < job->face.n_rows && (n == 0 || n < share); i++) {
        const size_t variant = job->face.rows[i].variant;
        const bool is_kept = job->states[i] == NNT_RUN_COMPLETE;
        if (n > 0 && (is_kept || job->face.rows[rows[0]].variant != variant)) {
            break;
        }
        if (!crew->is_taken[i]) {
            crew->is_taken[i] = true;
            rows[n++] = i;
        }
        if (n > 0 && (is_kept || crew->goes_alone[variant])) {
            break;
        }
    }
    pthread_mutex_unlock(&crew->mutex);
    return n;
}

/* Whatever is not done by this thread is for whoever comes next. */
static void give_back(nnt_crew *crew, const size_t *rows, size_t n) {
    pthread_mutex_lock(&crew->mutex);
    for (size_t i = 0; i < n; i++) {
        crew->is_taken[rows[i]] = false;
        crew->first = rows[i] < crew->first ? rows[i] : crew->first;
    }
    pthread_mutex_unlock(&crew->mutex);
}

static void count_done(nnt_crew *crew, size_t n) {
    pthread_mutex_lock(&crew->mutex);
    crew->n_left -= n;
    pthread_mutex_unlock(&crew->mutex);
}

static void mark_alone(nnt_crew *crew, size_t variant) {
    pthread_mutex_lock(&crew->mutex);
    crew->goes_alone[variant] = true;
    pthread_mutex_unlock(&crew->mutex);
}

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

/* Works on some rows of one variant, at least one. */
static void work_on(nnt_crew *crew, const size_t *rows, size_t n) {
    nnt_shift shifts[NNT_MOST_IN_TEAM];
    size_t n_prepared = 1;
    nnt_shift_prepare(&shifts[0], crew, rows[0]);
    const size_t most = shifts[0].run ? nnt_run_job_team_size(shifts[0].run, n) : 1;
    if (most < 2 && shifts[0].run && crew->job->states[rows[0]] != NNT_RUN_STOPPED) {
        mark_alone(crew, shifts[0].row->variant);
    }
    for (; n_prepared < most && !nnt_crew_is_interrupted(crew); n_prepared++) {
        nnt_shift_prepare(&shifts[n_prepared], crew, rows[n_prepared]);
    }
    give_back(crew, rows + n_prepared, n - n_prepared);
    train(shifts, n_prepared);
    for (size_t i = 0; i < n_prepared; i++) {
        nnt_shift_finish(&shifts[i]);
        nnt_shift_end(&shifts[i]);
    }
    count_done(crew, n_prepared);
}

static void *run_worker(void *context) {
    nnt_crew *crew = context;
    size_t rows[NNT_MOST_IN_TEAM];
    size_t n = 0;
    do {
        nnt_crew_wait_for_seat(crew);
        n = nnt_crew_is_interrupted(crew) ? 0 : take(crew, rows);
        if (n > 0) {
            work_on(crew, rows, n);
        }
        nnt_crew_stand_up(crew);
    } while (n > 0);
    return NULL;
}

static size_t count_workers(size_t n_threads, size_t n_rows) {
    const size_t wanted = THREADS_PER_SEAT * n_threads;
    return wanted < n_rows ? wanted : n_rows;
}

/* A thread that cannot be had is work for the others. This thread works too. */
static void run_all(nnt_crew *crew) {
    const size_t n_more = crew->n_workers - 1;
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
    const size_t wanted = job->options->n_threads < n_rows ? job->options->n_threads : n_rows;
    const size_t n_threads = wanted > 0 ? wanted : 1;
    nnt_crew crew = {.job = job,
                     .shelf = nnt_data_shelf_create(),
                     .n_threads = n_threads,
                     .n_workers = count_workers(n_threads, n_rows),
                     .n_left = n_rows,
                     .step = nnt_crew_choose_step(n_rows),
                     .mutex = PTHREAD_MUTEX_INITIALIZER,
                     .seat_is_free = PTHREAD_COND_INITIALIZER,
                     .is_taken = nnt_allocate(n_rows, sizeof(bool)),
                     .goes_alone = nnt_allocate(job->face.n_variants, sizeof(bool))};
    nnt_status status = NNT_OK;
    if (crew.shelf && crew.is_taken && crew.goes_alone) {
        run_all(&crew);
        job->face.was_interrupted = nnt_crew_is_interrupted(&crew);
    } else {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to share out %zu runs", n_rows);
    }
    nnt_data_shelf_free(crew.shelf);
    nnt_free(crew.is_taken);
    nnt_free(crew.goes_alone);
    pthread_cond_destroy(&crew.seat_is_free);
    pthread_mutex_destroy(&crew.mutex);
    return status;
}
