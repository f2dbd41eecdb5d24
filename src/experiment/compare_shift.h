/* One run of a comparison while a thread works on it. */
#ifndef NNT_EXPERIMENT_COMPARE_SHIFT_H
#define NNT_EXPERIMENT_COMPARE_SHIFT_H

#include "experiment/compare_job.h"
#include "experiment/run_job.h"
#include <pthread.h>

/* What the threads share. There are more than may compute at a time: while some wait
 * for the disk, others go on. */
typedef struct nnt_crew {
    nnt_compare_job *job;
    nnt_data_shelf *shelf;
    size_t n_threads;      /* that may compute at a time */
    size_t n_workers;      /* threads, each of which may have a run at a time */
    pthread_mutex_t mutex; /* for everything below, the job's strings and the listener */
    pthread_cond_t seat_is_free;
    size_t n_seated;  /* threads that compute */
    bool *is_taken;   /* (rows) */
    bool *goes_alone; /* (variants) its runs suit no team */
    size_t first;     /* no row before it is free */
    size_t n_left;    /* rows that are not done */
    size_t n_done;
    double fraction; /* of the training, sum over the rows */
    double step;     /* share of a run's training between two reports of it */
} nnt_crew;

/* A row in work. */
typedef struct nnt_shift {
    nnt_crew *crew;
    size_t index;
    nnt_compare_row *row;
    double fraction; /* of its training, as last reported */
    char *folder;
    nnt_config *config;
    nnt_run_job *run; /* from preparing to finishing it */
    nnt_status status;
    nnt_error error;
} nnt_shift;

bool nnt_crew_is_interrupted(const nnt_crew *crew);

double nnt_crew_choose_step(size_t n_rows);

/* A thread waits for a seat before it begins something, and leaves it when it waits for
 * the disk; then it gets one at once, so as to come to an end. */
void nnt_crew_wait_for_seat(nnt_crew *crew);
void nnt_crew_sit_down(nnt_crew *crew);
void nnt_crew_stand_up(nnt_crew *crew);

/* The phases of a row, each of which does nothing after one that failed: prepare, or
 * find that an earlier call has done it; train its run; finish. `end` is for all
 * shifts that began. */
void nnt_shift_prepare(nnt_shift *shift, nnt_crew *crew, size_t index);
void nnt_shift_finish(nnt_shift *shift);
void nnt_shift_end(nnt_shift *shift);

#endif
