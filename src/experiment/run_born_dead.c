/* Lays the run's network before theory, twice. */
#include "experiment/run_born_dead.h"

#include "experiment/theory_setup.h"
#include "theory/born_dead.h"
#include <math.h>

enum { NETWORKS = 1000 };
static const double MOST_PRODUCTS = 3e8; /* about a second */

static double count_products(const nnt_theory_setup *setup) {
    double n = 0;
    for (size_t l = 0; l < setup->network.n_layers; l++) {
        n += (double)setup->layers[l].inputs * (double)setup->layers[l].units;
    }
    return n * NETWORKS * NNT_THEORY_DEFAULT_ROWS;
}

static nnt_status sample(const nnt_theory_setup *setup, double *share, nnt_error *error) {
    nnt_born_dead found = {(double)NAN, (double)NAN};
    nnt_status status = NNT_OK;
    if (setup->is_defined && count_products(setup) <= MOST_PRODUCTS) {
        status = nnt_born_dead_sample(&setup->network, &setup->data, 0, NETWORKS, &found, error);
    }
    *share = found.probability;
    return status;
}

/* Deviations are kept as they would be drawn: they go with the number of inputs. */
static void double_units(const nnt_network_spec *network, nnt_theory_setup *setup) {
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers; l++) {
        nnt_theory_layer *layer = &setup->layers[l];
        const bool is_hidden = l + 1 < network->n_layers;
        layer->inputs = inputs;
        layer->units *= is_hidden ? 2 : 1;
        layer->weight_deviation = nnt_known_deviation(&network->layers[l].init, inputs,
                                                      layer->units, &setup->functions[l]);
        inputs = layer->units;
    }
}

nnt_status nnt_run_born_dead(const nnt_network_spec *network,
                             const nnt_problem *problem,
                             const nnt_engine *engine,
                             double *share,
                             double *wider,
                             nnt_error *error) {
    nnt_theory_setup setup;
    nnt_status status = nnt_theory_setup_create(network, problem, engine, &setup, error);
    if (status) {
        return status;
    }
    status = sample(&setup, share, error);
    if (!status) {
        double_units(network, &setup);
        status = sample(&setup, wider, error);
    }
    nnt_theory_setup_clear(&setup);
    return status;
}
