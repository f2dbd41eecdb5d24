/* What theory predicts for the run's network and data, as a table. */
#ifndef NNT_EXPERIMENT_RUN_THEORY_H
#define NNT_EXPERIMENT_RUN_THEORY_H

#include "base/table.h"
#include "engine/engine.h"

/* Fills *table, a row per hidden layer; empty when there is none, when the initialiser has
 * no variance to start from, or when a layer starts from a trained model. The data are the
 * training rows, scaled as the network sees them; at most 1024 of them, at equal
 * distances. */
NNT_MUST_CHECK nnt_status nnt_run_theory_predict(const nnt_network_spec *network,
                                                 const nnt_problem *problem,
                                                 const nnt_engine *engine,
                                                 nnt_table *table,
                                                 nnt_error *error);

#endif
