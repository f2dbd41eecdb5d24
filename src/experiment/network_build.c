/* A session for a plan's network, from its initial weights. */
#include "experiment/network_build.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/initial_weights.h"

nnt_network_spec nnt_network_complete(nnt_plan *plan, const nnt_run_data *data) {
    const nnt_dataset *train = &data->sets[NNT_TRAIN];
    plan->layers[plan->n_layers - 1].units = train->n_outputs;
    return (nnt_network_spec){train->n_features, plan->n_layers, plan->layers};
}

nnt_status nnt_network_build(nnt_plan *plan,
                             const nnt_run_data *data,
                             const nnt_engine *engine,
                             nnt_network_spec *network,
                             nnt_session **session,
                             nnt_error *error) {
    *network = nnt_network_complete(plan, data);
    nnt_status status = engine->create(network, &plan->training, &plan->instruments, &data->problem,
                                       session, error);
    if (status || !plan->initial_weights) {
        return status;
    }
    char *path = nnt_path_join(plan->folder ? plan->folder : ".", plan->initial_weights);
    if (!path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    status = nnt_initial_weights_load(path, network, engine, *session, error);
    nnt_free(path);
    return status;
}
