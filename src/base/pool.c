/* Threads that wait for jobs.
 *
 * A job is announced by the number of its parts that nobody has begun. Whoever lowers
 * that number by one owns a part, and with it the right to read the job, which stands
 * still until the last part is done. Jobs follow each other within microseconds, so
 * everybody watches for a while before going to sleep, and a waker looks for sleepers
 * before it takes the trouble; with more threads than cores those who sleep leave the
 * cores to those who work. */
#include "base/pool.h"

#include "base/memory.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Looks before a thread goes to sleep: some tens of microseconds. */
enum { PATIENCE = 2000 };

struct nnt_pool {
    pthread_t *helpers;
    size_t n_helpers;
    nnt_pool_work *work; /* of the present job, like the two below */
    void *context;
    size_t n_parts;
    pthread_mutex_t mutex; /* for those who sleep */
    pthread_cond_t has_job, is_done;
    _Alignas(NNT_ALIGNMENT) atomic_size_t n_waiting; /* parts that nobody has begun */
    _Alignas(NNT_ALIGNMENT) atomic_size_t n_done;
    atomic_size_t n_asleep; /* helpers that sleep, or are about to */
    atomic_bool owner_sleeps;
    atomic_bool ends;
};

/* Tells the processor that this is a loop that waits. */
static void pause_a_moment(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("isb" ::: "memory");
#endif
}

/* ---- parts ------------------------------------------------------------------------ */

/* Takes one of the parts that wait; false when there is none. */
static bool take_part(nnt_pool *pool, size_t *part) {
    size_t n_waiting = atomic_load_explicit(&pool->n_waiting, memory_order_relaxed);
    while (n_waiting > 0) {
        if (atomic_compare_exchange_weak_explicit(&pool->n_waiting, &n_waiting, n_waiting - 1,
                                                  memory_order_acquire, memory_order_relaxed)) {
            *part = pool->n_parts - n_waiting;
            return true;
        }
    }
    return false;
}

/* Behind the last part the job may change at once. */
static void finish_part(nnt_pool *pool, size_t n_parts) {
    if (atomic_fetch_add(&pool->n_done, 1) + 1 == n_parts && atomic_load(&pool->owner_sleeps)) {
        pthread_mutex_lock(&pool->mutex);
        pthread_cond_signal(&pool->is_done);
        pthread_mutex_unlock(&pool->mutex);
    }
}

static void work_on_parts(nnt_pool *pool) {
    size_t part = 0;
    while (take_part(pool, &part)) {
        const size_t n_parts = pool->n_parts;
        pool->work(pool->context, part);
        finish_part(pool, n_parts);
    }
}

/* ---- helpers ---------------------------------------------------------------------- */

static bool has_news(nnt_pool *pool) {
    return atomic_load(&pool->n_waiting) > 0 || atomic_load(&pool->ends);
}

static void wait_for_job(nnt_pool *pool) {
    for (size_t i = 0; i < PATIENCE; i++) {
        if (has_news(pool)) {
            return;
        }
        pause_a_moment();
    }
    pthread_mutex_lock(&pool->mutex);
    atomic_fetch_add(&pool->n_asleep, 1);
    while (!has_news(pool)) {
        pthread_cond_wait(&pool->has_job, &pool->mutex);
    }
    atomic_fetch_sub(&pool->n_asleep, 1);
    pthread_mutex_unlock(&pool->mutex);
}

static void *help(void *context) {
    nnt_pool *pool = context;
    while (!atomic_load(&pool->ends)) {
        work_on_parts(pool);
        wait_for_job(pool);
    }
    return NULL;
}

/* A helper that sets out to sleep counts itself first and then looks for news once more;
 * who has news looks for sleepers after it is out. One of the two sees the other. */
static void wake_helpers(nnt_pool *pool) {
    if (atomic_load(&pool->n_asleep) > 0) {
        pthread_mutex_lock(&pool->mutex);
        pthread_cond_broadcast(&pool->has_job);
        pthread_mutex_unlock(&pool->mutex);
    }
}

/* ---- the owner -------------------------------------------------------------------- */

static void wait_for_parts(nnt_pool *pool, size_t n_parts) {
    for (size_t i = 0; i < PATIENCE; i++) {
        if (atomic_load(&pool->n_done) == n_parts) {
            return;
        }
        pause_a_moment();
    }
    pthread_mutex_lock(&pool->mutex);
    atomic_store(&pool->owner_sleeps, true);
    while (atomic_load(&pool->n_done) != n_parts) {
        pthread_cond_wait(&pool->is_done, &pool->mutex);
    }
    atomic_store(&pool->owner_sleeps, false);
    pthread_mutex_unlock(&pool->mutex);
}

void nnt_pool_run(nnt_pool *pool, size_t n_parts, nnt_pool_work *work, void *context) {
    if (n_parts <= 1 || nnt_pool_count(pool) == 1) {
        for (size_t part = 0; part < n_parts; part++) {
            work(context, part);
        }
        return;
    }
    pool->work = work;
    pool->context = context;
    pool->n_parts = n_parts;
    atomic_store(&pool->n_done, 0);
    atomic_store(&pool->n_waiting, n_parts);
    wake_helpers(pool);
    work_on_parts(pool);
    wait_for_parts(pool, n_parts);
}

/* ---- loops ------------------------------------------------------------------------ */

typedef struct loop {
    nnt_pool_range *work;
    void *context;
    size_t n, stretch;
} loop;

static void run_stretch(void *context, size_t part) {
    const loop *it = context;
    const size_t first = part * it->stretch;
    const size_t left = it->n - first;
    it->work(it->context, first, first + (left < it->stretch ? left : it->stretch));
}

void nnt_pool_loop(nnt_pool *pool, size_t n, size_t grain, nnt_pool_range *work, void *context) {
    const size_t n_threads = nnt_pool_count(pool);
    const size_t n_grains = n / grain + (n % grain != 0);
    const size_t stretch = (n_grains / n_threads + (n_grains % n_threads != 0)) * grain;
    loop it = {work, context, n, stretch};
    if (n <= stretch) {
        work(context, 0, n);
    } else {
        nnt_pool_run(pool, n / stretch + (n % stretch != 0), run_stretch, &it);
    }
}

/* ---- life ------------------------------------------------------------------------- */

/* Signals are for the threads of whoever uses the library. */
static void start_helpers(nnt_pool *pool, size_t n_wanted) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pool->n_helpers < n_wanted &&
           pthread_create(&pool->helpers[pool->n_helpers], NULL, help, pool) == 0) {
        pool->n_helpers++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

nnt_status nnt_pool_create(size_t n_threads, nnt_pool **pool, nnt_error *error) {
    const size_t n_wanted = n_threads > 1 ? n_threads - 1 : 0;
    nnt_pool *made = nnt_allocate(1, sizeof *made);
    pthread_t *helpers = nnt_allocate(n_wanted, sizeof *helpers);
    if (!made || !helpers) {
        nnt_free(made);
        nnt_free(helpers);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu threads", n_threads);
    }
    made->helpers = helpers;
    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->has_job, NULL);
    pthread_cond_init(&made->is_done, NULL);
    start_helpers(made, n_wanted);
    *pool = made;
    return NNT_OK;
}

void nnt_pool_free(nnt_pool *pool) {
    if (!pool) {
        return;
    }
    atomic_store(&pool->ends, true);
    wake_helpers(pool);
    for (size_t i = 0; i < pool->n_helpers; i++) {
        pthread_join(pool->helpers[i], NULL);
    }
    pthread_cond_destroy(&pool->is_done);
    pthread_cond_destroy(&pool->has_job);
    pthread_mutex_destroy(&pool->mutex);
    nnt_free(pool->helpers);
    nnt_free(pool);
}

size_t nnt_pool_count(const nnt_pool *pool) {
    return pool ? pool->n_helpers + 1 : 1;
}
