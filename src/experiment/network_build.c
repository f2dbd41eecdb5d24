/* A session for a plan's network, from its initial weights. */
#include "experiment/network_build.h"

nnt_network_spec nnt_network_complete(nnt_plan *plan, const nnt_run_data *data) {
    const nnt_dataset *train = &data->sets[NNT_TRAIN];
    plan->layers[plan->n_layers - 1].units = train->n_outputs;
    return (nnt_network_spec){train->n_features, plan->n_layers, plan->layers};
}

nnt_status nnt_network_build(nnt_plan *plan,
                             const nnt_initial_weights *start,
                             const nnt_run_data *data,
                             const nnt_engine *engine,
                             nnt_network_spec *network,
                             nnt_session **session,
                             nnt_messages *notes,
                             nnt_error *error) {
    *network = nnt_network_complete(plan, data);
    nnt_status status = engine->create(network, &plan->training, &plan->instruments, &data->problem,
                                       session, error);
    if (status || !plan->start.path) {
        return status;
    }
    status = nnt_initial_weights_set(start, &plan->start, network, engine, *session, notes, error);
    if (!status) {
        nnt_initial_weights_note(start, plan, &data->problem, notes);
    }
    for (size_t l = 0; l < plan->n_layers; l++) {
        plan->layers[l].is_trained = plan->start.takes[l] && start->config;
    }
    return status;
}
