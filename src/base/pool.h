/* Threads that live as long as a run and share its loops: the one place that knows how
 * threads are made, how they wait and how they are woken. */
#ifndef NNT_BASE_POOL_H
#define NNT_BASE_POOL_H

#include "nntrain/status.h"
#include <stddef.h>

/* The caller's thread and those that help it. */
typedef struct nnt_pool nnt_pool;

/* One of `n_parts` parts of a job, which do not depend on each other. */
typedef void nnt_pool_work(void *context, size_t part);

/* A pool of `n_threads` threads, the caller's among them; fewer when the system gives
 * no more. Helpers take no signals. NNT_ERR_MEMORY is its only failure. */
NNT_MUST_CHECK nnt_status nnt_pool_create(size_t n_threads, nnt_pool **pool, nnt_error *error);

/* Ends the helpers and waits for them; NULL is allowed. */
void nnt_pool_free(nnt_pool *pool);

/* Threads of the pool; 1 for NULL, which is the caller alone. */
size_t nnt_pool_count(const nnt_pool *pool);

/* Carries out a job: each part once, by any of the threads, in any order; returns when
 * all are done. What the caller wrote before is seen by the parts, and what they wrote
 * by the caller after it. One job at a time: parts must not call this. */
void nnt_pool_run(nnt_pool *pool, size_t n_parts, nnt_pool_work *work, void *context);

/* The items first … end - 1 of a loop, which do not depend on each other. */
typedef void nnt_pool_range(void *context, size_t first, size_t end);

/* Carries out a loop over n items in stretches, at most one for each thread. All but the
 * last one are multiples of `grain` items: as many as are worth waking a thread. */
void nnt_pool_loop(nnt_pool *pool, size_t n, size_t grain, nnt_pool_range *work, void *context);

#endif
