/* A session for a plan's network, from its initial weights. */
#ifndef NNT_EXPERIMENT_NETWORK_BUILD_H
#define NNT_EXPERIMENT_NETWORK_BUILD_H

#include "experiment/plan.h"
#include "experiment/run_data.h"

/* What a plan makes of its data; gives the plan's output layer its units. */
nnt_network_spec nnt_network_complete(nnt_plan *plan, const nnt_run_data *data);

/* The session of the complete network, with weights that are drawn, or those of the model
 * that the plan starts from; the plan's layers then say which are trained already. The
 * plan and the data must outlive both. */
NNT_MUST_CHECK nnt_status nnt_network_build(nnt_plan *plan,
                                            const nnt_initial_weights *start,
                                            const nnt_run_data *data,
                                            const nnt_engine *engine,
                                            nnt_network_spec *network,
                                            nnt_session **session,
                                            nnt_messages *notes,
                                            nnt_error *error);

#endif
