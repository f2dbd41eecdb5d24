/* The threads that carry out a comparison: who may compute, and who helps whom. */
#ifndef NNT_EXPERIMENT_COMPARE_CREW_H
#define NNT_EXPERIMENT_COMPARE_CREW_H

#include "experiment/compare_job.h"
#include "experiment/data_shelf.h"
#include <pthread.h>

struct nnt_shift;

/* The same work for several runs, each of which any thread may do. */
typedef struct nnt_chore {
    void (*work)(struct nnt_shift *shift);
    struct nnt_shift *shifts; /* (n) */
    size_t n, n_begun, n_ended;
    bool can_wait;          /* an interrupt keeps what has not begun from beginning */
    pthread_cond_t is_done; /* all that has begun */
    struct nnt_chore *next;
} nnt_chore;

/* What the threads share. There are more than may compute at a time: while some wait
 * for the disk, others go on. */
typedef struct nnt_crew {
    nnt_compare_job *job;
    nnt_data_shelf *shelf;
    size_t n_threads;      /* that may compute at a time */
    size_t most_open;      /* threads that may have taken rows at a time */
    double step;           /* share of a run's training between two reports of it */
    pthread_mutex_t mutex; /* for everything below, the job's strings and the listener */
    pthread_cond_t seat_is_free, has_work;
    size_t n_seated;   /* threads that compute */
    nnt_chore *chores; /* not done */
    bool *is_taken;    /* (rows) */
    bool *goes_alone;  /* (variants) its runs suit no team */
    size_t first;      /* no row before it is free */
    size_t n_open;     /* threads that have taken rows and are not done with them */
    size_t n_early;    /* of these, those that do not train yet */
    size_t n_left;     /* rows that are not done */
    size_t n_done;
    double fraction; /* of the training, sum over the rows */
} nnt_crew;

bool nnt_crew_is_interrupted(const nnt_crew *crew);

/* Makes what the job and the numbers in front of the mutex do not say; false: no memory. To
 * be cleared in either case. */
bool nnt_crew_create(nnt_crew *crew);
void nnt_crew_clear(nnt_crew *crew);

/* A thread leaves its seat when it waits for the disk; then it gets one at once, so as to
 * come to an end. */
void nnt_crew_sit_down(nnt_crew *crew);
void nnt_crew_stand_up(nnt_crew *crew);

/* Waits for something to do and for a seat, which the caller is to leave. Of chores, does a
 * piece. Otherwise takes the next row that nobody has taken and, unless its variant's runs
 * go alone, those of the same variant behind it (rows, at most NNT_MOST_IN_TEAM): *n of
 * them, 0 if there were none. False, without a seat, when all is over. */
bool nnt_crew_get_work(nnt_crew *crew, size_t *rows, size_t *n);

/* Steps of who has taken rows, in this order: some can be given back for whoever comes
 * next, training begins, and in the end n rows are done. */
void nnt_crew_mark_alone(nnt_crew *crew, size_t variant);
void nnt_crew_give_back(nnt_crew *crew, const size_t *rows, size_t n);
void nnt_crew_begin_training(nnt_crew *crew);
void nnt_crew_close(nnt_crew *crew, size_t n);

/* Has the work done by this thread, which has a seat, and by all that have nothing
 * better to do. Returns for how many of the n shifts: the first ones. */
size_t nnt_crew_share(nnt_crew *crew, nnt_chore *chore);

#endif
