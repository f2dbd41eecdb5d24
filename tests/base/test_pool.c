/* The pool: every part once, seen by everybody, on several threads at a time. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/pool.h"
#include "support/nnt_test.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { MOST_PARTS = 1000 };

static const size_t counts[] = {1, 2, 3, 8};
enum { N_COUNTS = sizeof counts / sizeof counts[0] };

static nnt_pool *make_pool(size_t n_threads) {
    nnt_pool *pool = NULL;
    nnt_error error = {0};
    cr_assert(nnt_pool_create(n_threads, &pool, &error) == NNT_OK, "%s", error.message);
    cr_assert(nnt_pool_count(pool) == n_threads);
    return pool;
}

/* Neither array is atomic: the pool has to keep the threads apart. */
typedef struct tally {
    unsigned times[MOST_PARTS];
    const unsigned *values; /* what is to be added */
    unsigned sums[MOST_PARTS];
} tally;

static void count_part(void *context, size_t part) {
    tally *it = context;
    it->times[part]++;
    it->sums[part] += it->values[part];
}

NNT_TEST(pool, every_part_is_done_once) {
    static const size_t n_parts[] = {0, 1, 2, 3, 7, 8, 9, MOST_PARTS};
    unsigned values[MOST_PARTS] = {0};
    for (size_t c = 0; c < N_COUNTS; c++) {
        nnt_pool *pool = make_pool(counts[c]);
        for (size_t n = 0; n < sizeof n_parts / sizeof n_parts[0]; n++) {
            tally it = {.values = values};
            nnt_pool_run(pool, n_parts[n], count_part, &it);
            for (size_t i = 0; i < MOST_PARTS; i++) {
                cr_assert(it.times[i] == (i < n_parts[n]), "%zu threads, %zu parts: part %zu",
                          counts[c], n_parts[n], i);
            }
        }
        nnt_pool_free(pool);
    }
}

/* Jobs follow each other at once, and after rests in which the helpers fall asleep. What
 * the caller writes between two jobs is for the next one. */
NNT_TEST(pool, many_jobs) {
    enum { JOBS = 3000, REST_EVERY = 500, PARTS = 5 };
    for (size_t c = 0; c < N_COUNTS; c++) {
        nnt_pool *pool = make_pool(counts[c]);
        unsigned values[PARTS] = {0};
        tally it = {.values = values};
        for (unsigned job = 0; job < JOBS; job++) {
            for (size_t i = 0; i < PARTS; i++) {
                values[i] = job % 7;
            }
            if (job % REST_EVERY == 0) {
                nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
            }
            nnt_pool_run(pool, PARTS, count_part, &it);
        }
        unsigned sum = 0;
        for (unsigned job = 0; job < JOBS; job++) {
            sum += job % 7;
        }
        for (size_t i = 0; i < PARTS; i++) {
            cr_assert(it.times[i] == JOBS && it.sums[i] == sum, "%zu threads, part %zu", counts[c],
                      i);
        }
        nnt_pool_free(pool);
    }
}

/* ---- threads ------------------------------------------------------------------------ */

enum { MEETING = 3 };

typedef struct meeting {
    atomic_size_t n_there;
    pthread_t threads[MEETING];
    bool takes_signals[MEETING];
} meeting;

/* Ends only when all parts are at work at the same time. */
static void meet(void *context, size_t part) {
    meeting *it = context;
    sigset_t blocked;
    pthread_sigmask(SIG_BLOCK, NULL, &blocked);
    it->threads[part] = pthread_self();
    it->takes_signals[part] = sigismember(&blocked, SIGINT) == 0;
    atomic_fetch_add(&it->n_there, 1);
    while (atomic_load(&it->n_there) < MEETING) {
        nanosleep(&(struct timespec){.tv_nsec = 10000}, NULL);
    }
}

NNT_TEST_WITH(pool, parts_run_at_the_same_time, .timeout = 60) {
    nnt_pool *pool = make_pool(MEETING);
    meeting it = {0};
    size_t n_own = 0;
    nnt_pool_run(pool, MEETING, meet, &it);
    for (size_t i = 0; i < MEETING; i++) {
        const bool is_own = pthread_equal(it.threads[i], pthread_self());
        n_own += is_own;
        cr_assert(it.takes_signals[i] == is_own, "signals are for the caller's thread");
        for (size_t j = 0; j < i; j++) {
            cr_assert(!pthread_equal(it.threads[i], it.threads[j]));
        }
    }
    cr_assert(n_own == 1);
    nnt_pool_free(pool);
}

/* ---- loops -------------------------------------------------------------------------- */

typedef struct stretches {
    atomic_size_t n;
    unsigned times[MOST_PARTS];
    size_t grain, items;
} stretches;

static void count_stretch(void *context, size_t first, size_t end) {
    stretches *it = context;
    atomic_fetch_add(&it->n, 1);
    cr_assert(first % it->grain == 0 && (end % it->grain == 0 || end == it->items));
    for (size_t i = first; i < end; i++) {
        it->times[i]++;
    }
}

NNT_TEST(pool, loops_are_cut_into_stretches) {
    static const size_t items[] = {0, 1, 31, 32, 33, 64, 65, 999};
    for (size_t c = 0; c < N_COUNTS; c++) {
        nnt_pool *pool = make_pool(counts[c]);
        for (size_t n = 0; n < sizeof items / sizeof items[0]; n++) {
            stretches it = {.grain = 32, .items = items[n]};
            const size_t grains = (items[n] + 31) / 32;
            nnt_pool_loop(pool, items[n], 32, count_stretch, &it);
            cr_assert(it.n <= counts[c] && (it.n > 1) == (grains > 1 && counts[c] > 1));
            for (size_t i = 0; i < MOST_PARTS; i++) {
                cr_assert(it.times[i] == (i < items[n]), "%zu threads, %zu items: item %zu",
                          counts[c], items[n], i);
            }
        }
        nnt_pool_free(pool);
    }
}

/* ---- without helpers ---------------------------------------------------------------- */

static void note_order(void *context, size_t part) {
    char *text = context;
    const size_t length = strlen(text);
    text[length] = (char)('a' + part);
}

NNT_TEST(pool, without_a_pool_the_caller_goes_through_the_parts) {
    char text[8] = "";
    nnt_pool_run(NULL, 4, note_order, text);
    cr_assert_str_eq(text, "abcd");
    cr_assert(nnt_pool_count(NULL) == 1);
    nnt_pool_free(NULL);
}

NNT_TEST(pool, memory_that_is_out_is_an_error) {
    for (size_t k = 1; k <= 2; k++) {
        nnt_pool *pool = NULL;
        nnt_error error = {0};
        nnt_memory_fail_at(k, false);
        cr_assert(nnt_pool_create(2, &pool, &error) == NNT_ERR_MEMORY);
        nnt_memory_fail_at(0, false);
        cr_assert(pool == NULL && error.message[0] != '\0');
    }
}
