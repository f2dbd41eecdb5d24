/* What memory a run needs, and whether it is there. */
#ifndef NNT_EXPERIMENT_RUN_MEMORY_H
#define NNT_EXPERIMENT_RUN_MEMORY_H

#include "experiment/plan.h"
#include "experiment/run_data.h"
#include "nntrain/memory.h"

/* What there is, and for whom. */
typedef struct nnt_memory_there {
    size_t bytes;  /* 0: nobody said */
    size_t n_runs; /* that share it at a time, at least 1 */
    bool one_copy; /* of the data for all of them */
} nnt_memory_there;

/* Of a run with these data; completes the plan's output layer. */
nnt_memory_need
nnt_run_memory_need(nnt_plan *plan, const nnt_run_data *data, const nnt_engine *engine);

/* NNT_ERR_MEMORY when it is more than there is, with what would help. */
NNT_MUST_CHECK nnt_status nnt_memory_check(const nnt_memory_need *need,
                                           const nnt_memory_there *there,
                                           nnt_error *error);

#endif
