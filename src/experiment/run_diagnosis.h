/* Judging a finished run by the rules. */
#ifndef NNT_EXPERIMENT_RUN_DIAGNOSIS_H
#define NNT_EXPERIMENT_RUN_DIAGNOSIS_H

#include "engine/engine.h"
#include "experiment/plan.h"
#include "nntrain/verdict.h"

/* All that is known of a run; borrowed for the call. */
typedef struct nnt_run_record {
    const nnt_plan *plan;
    const nnt_network_spec *network;
    const nnt_problem *problem;
    const nnt_engine *engine;
    const nnt_history *history;
    const nnt_table *theory;
    const nnt_outcome *outcome;
} nnt_run_record;

/* *verdicts (nnt_free) worst first. */
NNT_MUST_CHECK nnt_status nnt_run_diagnose(const nnt_run_record *record,
                                           nnt_verdict **verdicts,
                                           size_t *n_verdicts,
                                           nnt_error *error);

#endif
