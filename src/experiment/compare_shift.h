/* One run of a comparison while a thread works on it. */
#ifndef NNT_EXPERIMENT_COMPARE_SHIFT_H
#define NNT_EXPERIMENT_COMPARE_SHIFT_H

#include "experiment/compare_crew.h"
#include "experiment/run_job.h"

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

double nnt_crew_choose_step(size_t n_rows);

/* The phases of a row, each of which does nothing after one that failed: begin, prepare, or
 * find that an earlier call has done it; train its run; finish, which is for all that were
 * prepared. */
void nnt_shift_begin(nnt_shift *shift, nnt_crew *crew, size_t index);
void nnt_shift_prepare(nnt_shift *shift);
void nnt_shift_finish(nnt_shift *shift);

#endif
