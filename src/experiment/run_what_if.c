/* Lays the candidates of the what-if table before theory. */
#include "experiment/run_what_if.h"

#include "base/memory.h"
#include "base/number.h"
#include "experiment/theory_setup.h"
#include "init/initializer.h"
#include <math.h>
#include <string.h>

static const char *const activations[NNT_WHAT_IF_ACTIVATIONS] = {
    "linear", "sigmoid", "tanh", "softplus", "relu", "leaky_relu", "elu", "selu", "gelu", "silu"};
static const char *const initializers[NNT_WHAT_IF_INITIALIZERS] = {"he_normal", "glorot_uniform",
                                                                   "lecun_normal", "pytorch"};

/* What the candidates point to. */
typedef struct what_if_setup {
    nnt_theory_setup now; /* the network as it is */
    nnt_choice activations[NNT_WHAT_IF_ACTIVATIONS];
    nnt_known_function functions[NNT_WHAT_IF_ACTIVATIONS];
    nnt_choice initializers[NNT_WHAT_IF_INITIALIZERS];
    double *deviations; /* (NNT_WHAT_IF_ROWS, n_layers) */
    nnt_theory_candidate candidates[NNT_WHAT_IF_ROWS];
    nnt_theory_outcome outcomes[NNT_WHAT_IF_ROWS];
} what_if_setup;

/* The network's own choice when it has that name, else the row with its defaults.
 * Rows of the table have options that are numbers only. */
static nnt_choice choose(const nnt_row *row, const nnt_choice *own) {
    nnt_choice choice = {.name = row->name};
    if (strcmp(own->name, row->name) == 0) {
        return *own;
    }
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        const char *fallback = row->options[i].fallback;
        choice.values[i].kind = NNT_VALUE_NUMBER;
        nnt_number_parse(fallback, strlen(fallback), &choice.values[i].number);
    }
    return choice;
}

static const nnt_row *find_activation(const nnt_engine *engine, const char *name) {
    const nnt_choice named = {.name = name};
    return engine->activation_row(nnt_known_function_find(engine, &named).index);
}

/* Deviations of all layers with one initialiser. The output layer's does not count
 * here: deltas are relative to the last hidden layer's. */
static void fill_deviations(const nnt_theory_network *network,
                            const nnt_choice *init,
                            const nnt_known_function *function,
                            double *deviations) {
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_theory_layer *layer = &network->layers[l];
        deviations[l] = nnt_known_deviation(init, layer->inputs, layer->units, function);
    }
}

static void
fill_candidates(const nnt_layer_spec *own, const nnt_engine *engine, what_if_setup *it) {
    const size_t n_layers = it->now.network.n_layers;
    for (size_t i = 0; i < NNT_WHAT_IF_INITIALIZERS; i++) {
        it->initializers[i] = choose(&nnt_initializer_find(initializers[i])->row, &own->init);
    }
    for (size_t a = 0; a < NNT_WHAT_IF_ACTIVATIONS; a++) {
        it->activations[a] = choose(find_activation(engine, activations[a]), &own->activation);
        it->functions[a] = nnt_known_function_find(engine, &it->activations[a]);
        for (size_t i = 0; i < NNT_WHAT_IF_INITIALIZERS; i++) {
            const size_t row = a * NNT_WHAT_IF_INITIALIZERS + i;
            double *deviations = it->deviations + row * n_layers;
            fill_deviations(&it->now.network, &it->initializers[i], &it->functions[a], deviations);
            it->candidates[row] =
                (nnt_theory_candidate){.activation = activations[a],
                                       .initializer = initializers[i],
                                       .function = nnt_known_function_wrap(&it->functions[a]),
                                       .weight_deviations = deviations};
        }
    }
}

/* Makes a network that theory accepts: weights without a variance will be replaced
 * by the candidates'. False when the biases have none. */
static bool complete(nnt_theory_setup *now) {
    for (size_t l = 0; l < now->network.n_layers; l++) {
        if (isnan(now->layers[l].bias_deviation)) {
            return false;
        }
        if (isnan(now->layers[l].weight_deviation)) {
            now->layers[l].weight_deviation = 0;
        }
    }
    return true;
}

static nnt_what_if *copy_outcomes(const what_if_setup *it) {
    nnt_what_if *rows = nnt_allocate(NNT_WHAT_IF_ROWS, sizeof *rows);
    for (size_t i = 0; rows && i < NNT_WHAT_IF_ROWS; i++) {
        rows[i] = (nnt_what_if){.activation = it->candidates[i].activation,
                                .initializer = it->candidates[i].initializer,
                                .delta_ratio = it->outcomes[i].delta_ratio,
                                .dead_fraction = it->outcomes[i].dead_fraction,
                                .correlation = it->outcomes[i].correlation};
    }
    return rows;
}

nnt_status nnt_run_what_if(const nnt_network_spec *network,
                           const nnt_problem *problem,
                           const nnt_engine *engine,
                           size_t kernel_rows,
                           nnt_what_if **rows,
                           size_t *n_rows,
                           nnt_error *error) {
    what_if_setup it = {0};
    *rows = NULL;
    *n_rows = 0;
    nnt_status status = nnt_theory_setup_create(network, problem, engine, &it.now, error);
    if (status || network->n_layers < 2 || !complete(&it.now)) {
        goto cleanup;
    }
    it.deviations = nnt_allocate(network->n_layers, NNT_WHAT_IF_ROWS * sizeof *it.deviations);
    if (!it.deviations) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the what-if table");
        goto cleanup;
    }
    fill_candidates(&network->layers[0], engine, &it);
    status = nnt_theory_what_if(&it.now.network, &it.now.data, kernel_rows, NNT_WHAT_IF_ROWS,
                                it.candidates, it.outcomes, error);
    if (!status) {
        *rows = copy_outcomes(&it);
        *n_rows = *rows ? NNT_WHAT_IF_ROWS : 0;
        status = *rows ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the what-if table");
    }
cleanup:
    nnt_free(it.deviations);
    nnt_theory_setup_clear(&it.now);
    return status;
}
