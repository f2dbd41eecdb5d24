/* The what-if table: one prediction for every candidate. */
#include "base/memory.h"
#include "theory/prediction.h"
#include "theory/theory_check.h"
#include <math.h>

/* The candidate in place of the network's own choices; layers is a copy of them. */
static void
put_candidate(const nnt_theory_candidate *candidate, size_t n_layers, nnt_theory_layer *layers) {
    for (size_t l = 0; l < n_layers; l++) {
        layers[l].weight_deviation = candidate->weight_deviations[l];
        if (l + 1 < n_layers) {
            layers[l].function = candidate->function;
        }
    }
}

static nnt_status try_candidate(const nnt_theory_network *network,
                                const nnt_theory_data *data,
                                size_t n_rows,
                                nnt_theory_outcome *outcome,
                                nnt_error *error) {
    const size_t n_hidden = network->n_layers - 1;
    const double unknown = (double)NAN;
    nnt_theory_prediction prediction = {0};
    *outcome = (nnt_theory_outcome){unknown, unknown, unknown};
    nnt_status status = nnt_theory_check(network, data, error);
    if (status == NNT_OK && n_hidden > 0) {
        status = nnt_prediction_find(network, data, n_rows, n_hidden - 1, &prediction, error);
    }
    if (status == NNT_OK && n_hidden > 0) {
        outcome->delta_ratio = prediction.layers[0].delta_norm;
        outcome->dead_fraction = prediction.layers[n_hidden - 1].dead_fraction;
        outcome->correlation = prediction.layers[n_hidden - 1].correlation;
    }
    nnt_theory_prediction_clear(&prediction);
    return status;
}

nnt_status nnt_theory_what_if(const nnt_theory_network *network,
                              const nnt_theory_data *data,
                              size_t most_rows,
                              size_t n_candidates,
                              const nnt_theory_candidate *candidates,
                              nnt_theory_outcome *outcomes,
                              nnt_error *error) {
    const size_t n_rows = nnt_theory_choose_rows(data->n_rows, most_rows);
    nnt_status status = nnt_theory_check(network, data, error);
    if (status != NNT_OK) {
        return status;
    }
    nnt_theory_layer *layers = nnt_allocate(network->n_layers, sizeof *layers);
    if (!layers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for theory's %zu layers",
                             network->n_layers);
    }
    const nnt_theory_network tried = {network->n_layers, layers};
    for (size_t l = 0; l < network->n_layers; l++) {
        layers[l] = network->layers[l];
    }
    for (size_t i = 0; i < n_candidates && status == NNT_OK; i++) {
        put_candidate(&candidates[i], network->n_layers, layers);
        status = try_candidate(&tried, data, n_rows, &outcomes[i], error);
        if (status != NNT_OK) {
            nnt_error_prefix(error, "%s with %s: ", candidates[i].activation,
                             candidates[i].initializer);
        }
    }
    nnt_free(layers);
    return status;
}
