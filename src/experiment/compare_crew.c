/* Dealing out seats, rows and chores. */
#include "experiment/compare_crew.h"

#include "base/memory.h"
#include "experiment/compare_shift.h"

bool nnt_crew_is_interrupted(const nnt_crew *crew) {
    const volatile int *interrupt = crew->job->options->interrupt;
    return interrupt && __atomic_load_n(interrupt, __ATOMIC_RELAXED);
}

bool nnt_crew_create(nnt_crew *crew) {
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->seat_is_free, NULL);
    pthread_cond_init(&crew->has_work, NULL);
    crew->n_left = crew->job->face.n_rows;
    crew->shelf = nnt_data_shelf_create();
    crew->is_taken = nnt_allocate(crew->job->face.n_rows, sizeof *crew->is_taken);
    crew->goes_alone = nnt_allocate(crew->job->face.n_variants, sizeof *crew->goes_alone);
    return crew->shelf && crew->is_taken && crew->goes_alone;
}

void nnt_crew_clear(nnt_crew *crew) {
    nnt_data_shelf_free(crew->shelf);
    nnt_free(crew->is_taken);
    nnt_free(crew->goes_alone);
    pthread_cond_destroy(&crew->has_work);
    pthread_cond_destroy(&crew->seat_is_free);
    pthread_mutex_destroy(&crew->mutex);
}

/* ---- seats ---------------------------------------------------------------------- */

/* With the mutex, as all functions that are not the header's. */
static void wait_for_seat(nnt_crew *crew) {
    while (crew->n_seated >= crew->n_threads) {
        pthread_cond_wait(&crew->seat_is_free, &crew->mutex);
    }
    crew->n_seated++;
}

static void leave_seat(nnt_crew *crew) {
    crew->n_seated--;
    pthread_cond_signal(&crew->seat_is_free);
}

void nnt_crew_sit_down(nnt_crew *crew) {
    pthread_mutex_lock(&crew->mutex);
    crew->n_seated++;
    pthread_mutex_unlock(&crew->mutex);
}

void nnt_crew_stand_up(nnt_crew *crew) {
    pthread_mutex_lock(&crew->mutex);
    leave_seat(crew);
    pthread_mutex_unlock(&crew->mutex);
}

/* ---- rows ----------------------------------------------------------------------- */

/* More rows than can be trained at a time only take up memory while they wait. */
static bool can_take(nnt_crew *crew) {
    const size_t n_rows = crew->job->face.n_rows;
    while (crew->first < n_rows && crew->is_taken[crew->first]) {
        crew->first++;
    }
    return crew->first < n_rows && crew->n_early < crew->n_threads &&
           crew->n_open < crew->most_open && !nnt_crew_is_interrupted(crew);
}

/* Rows for one thread, when all that are not done are dealt out evenly. */
static size_t find_share(const nnt_crew *crew) {
    const size_t share = (crew->n_left + crew->n_threads - 1) / crew->n_threads;
    return share < NNT_MOST_IN_TEAM ? share : NNT_MOST_IN_TEAM;
}

static size_t take(nnt_crew *crew, size_t *rows) {
    const nnt_compare_job *job = crew->job;
    const size_t share = find_share(crew);
    size_t n = 0;
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
    crew->n_open++;
    crew->n_early++;
    return n;
}

void nnt_crew_give_back(nnt_crew *crew, const size_t *rows, size_t n) {
    pthread_mutex_lock(&crew->mutex);
    for (size_t i = 0; i < n; i++) {
        crew->is_taken[rows[i]] = false;
        crew->first = rows[i] < crew->first ? rows[i] : crew->first;
    }
    pthread_cond_broadcast(&crew->has_work);
    pthread_mutex_unlock(&crew->mutex);
}

void nnt_crew_mark_alone(nnt_crew *crew, size_t variant) {
    pthread_mutex_lock(&crew->mutex);
    crew->goes_alone[variant] = true;
    pthread_mutex_unlock(&crew->mutex);
}

void nnt_crew_begin_training(nnt_crew *crew) {
    pthread_mutex_lock(&crew->mutex);
    crew->n_early--;
    pthread_cond_broadcast(&crew->has_work);
    pthread_mutex_unlock(&crew->mutex);
}

void nnt_crew_close(nnt_crew *crew, size_t n) {
    pthread_mutex_lock(&crew->mutex);
    crew->n_left -= n;
    crew->n_open--;
    pthread_cond_broadcast(&crew->has_work);
    pthread_mutex_unlock(&crew->mutex);
}

/* ---- chores --------------------------------------------------------------------- */

static bool has_piece(const nnt_crew *crew, const nnt_chore *chore) {
    return chore->n_begun < chore->n && !(chore->can_wait && nnt_crew_is_interrupted(crew));
}

static nnt_chore *find_chore(const nnt_crew *crew) {
    nnt_chore *chore = crew->chores;
    while (chore && !has_piece(crew, chore)) {
        chore = chore->next;
    }
    return chore;
}

static void do_piece(nnt_crew *crew, nnt_chore *chore) {
    nnt_shift *shift = &chore->shifts[chore->n_begun++];
    pthread_mutex_unlock(&crew->mutex);
    chore->work(shift);
    pthread_mutex_lock(&crew->mutex);
    chore->n_ended++;
    if (chore->n_ended == chore->n_begun) {
        pthread_cond_signal(&chore->is_done);
    }
}

static void add_chore(nnt_crew *crew, nnt_chore *chore) {
    nnt_chore **last = &crew->chores;
    while (*last) {
        last = &(*last)->next;
    }
    *last = chore;
    pthread_cond_broadcast(&crew->has_work);
}

static void remove_chore(nnt_crew *crew, const nnt_chore *chore) {
    nnt_chore **at = &crew->chores;
    while (*at != chore) {
        at = &(*at)->next;
    }
    *at = chore->next;
}

/* For those who help; meanwhile another can have the seat. */
static void wait_for_others(nnt_crew *crew, nnt_chore *chore) {
    if (chore->n_ended == chore->n_begun) {
        return;
    }
    leave_seat(crew);
    while (chore->n_ended < chore->n_begun) {
        pthread_cond_wait(&chore->is_done, &crew->mutex);
    }
    wait_for_seat(crew);
}

size_t nnt_crew_share(nnt_crew *crew, nnt_chore *chore) {
    pthread_cond_init(&chore->is_done, NULL);
    pthread_mutex_lock(&crew->mutex);
    add_chore(crew, chore);
    while (has_piece(crew, chore)) {
        do_piece(crew, chore);
    }
    remove_chore(crew, chore);
    wait_for_others(crew, chore);
    pthread_mutex_unlock(&crew->mutex);
    pthread_cond_destroy(&chore->is_done);
    return chore->n_begun;
}

/* ---- the next thing to do ------------------------------------------------------- */

bool nnt_crew_get_work(nnt_crew *crew, size_t *rows, size_t *n) {
    *n = 0;
    pthread_mutex_lock(&crew->mutex);
    while (!find_chore(crew) && !can_take(crew) && crew->n_open > 0) {
        pthread_cond_wait(&crew->has_work, &crew->mutex);
    }
    const bool goes_on = find_chore(crew) || can_take(crew);
    if (goes_on) {
        wait_for_seat(crew);
        nnt_chore *chore = find_chore(crew); /* another thread can have been faster */
        if (chore) {
            do_piece(crew, chore);
        } else if (can_take(crew)) {
            *n = take(crew, rows);
        }
    }
    pthread_mutex_unlock(&crew->mutex);
    return goes_on;
}
