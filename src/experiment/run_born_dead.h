/* How often a network like the run's is born dead, as it is and with more units. */
#ifndef NNT_EXPERIMENT_RUN_BORN_DEAD_H
#define NNT_EXPERIMENT_RUN_BORN_DEAD_H

#include "engine/engine.h"
#include "nntrain/status.h"

/* Shares of networks that are drawn; *wider: with twice the units in every hidden layer.
 * NaN where initialisers have no variance to draw with, or drawing takes too long, which
 * only networks do that are too wide to be born dead by chance. */
NNT_MUST_CHECK nnt_status nnt_run_born_dead(const nnt_network_spec *network,
                                            const nnt_problem *problem,
                                            const nnt_engine *engine,
                                            double *share,
                                            double *wider,
                                            nnt_error *error);

#endif
