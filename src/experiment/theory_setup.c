/* From the config's network to theory's. */
#include "experiment/theory_setup.h"

#include "base/memory.h"
#include "init/initializer.h"
#include <math.h>
#include <string.h>

/* Rows that are handed over, as many as a probe has: the share of units that are
 * dead on all rows falls as rows are added. */
enum { MOST_ROWS = 1024 };

nnt_known_function nnt_known_function_find(const nnt_engine *engine, const nnt_choice *activation) {
    size_t index = 0;
    while (strcmp(engine->activation_row(index)->name, activation->name) != 0) {
        index++; /* the name has been checked */
    }
    return (nnt_known_function){engine, index, activation->values};
}

static void evaluate(const void *context, size_t n, const double *z, double *a, double *slope) {
    const nnt_known_function *it = context;
    it->engine->activation_evaluate(it->index, it->options, n, z, a, slope);
}

nnt_theory_function nnt_known_function_wrap(const nnt_known_function *function) {
    return (nnt_theory_function){evaluate, function};
}

/* Options that a row lacks stay unset: only those of its table are read. */
static double find_slope(const nnt_known_function *it) {
    const int option = it->engine->activation_traits(it->index)->slope_option;
    return option == NNT_NO_OPTION ? 0 : it->options[option].number;
}

double nnt_known_deviation(const nnt_choice *init,
                           size_t inputs,
                           size_t units,
                           const nnt_known_function *function) {
    const nnt_fan fan = {inputs, units, find_slope(function)};
    return nnt_initializer_find(init->name)->deviation(init->values, &fan);
}

static nnt_theory_layer
translate(const nnt_layer_spec *spec, size_t inputs, const nnt_known_function *function) {
    const bool is_constant = strcmp(spec->bias_init.name, "constant") == 0;
    return (nnt_theory_layer){
        .inputs = inputs,
        .units = spec->units,
        .weight_deviation = spec->is_trained
                                ? (double)NAN
                                : nnt_known_deviation(&spec->init, inputs, spec->units, function),
        .bias_mean = is_constant ? spec->bias_init.values[0].number : 0,
        .bias_deviation = nnt_known_deviation(&spec->bias_init, inputs, spec->units, function),
        .is_uniform = nnt_initializer_find(spec->init.name)->is_uniform,
        .function = nnt_known_function_wrap(function)};
}

/* x (n_rows, features of the data) */
static void choose_rows(const nnt_problem *problem, size_t n_rows, double *x) {
    const nnt_view *train = &problem->parts[NNT_TRAIN];
    const size_t d = train->dataset->n_features;
    for (size_t i = 0; i < n_rows; i++) {
        const size_t row = nnt_view_row(train, i * train->n_rows / n_rows);
        for (size_t c = 0; c < d; c++) {
            const double value = nnt_dataset_feature(train->dataset, row, c);
            x[i * d + c] = (value - problem->features->offset[c]) / problem->features->scale[c];
        }
    }
}

/* Some initialisers give no variance that theory could start from, and neither do layers
 * that were trained before. */
static bool is_defined(size_t n_layers, const nnt_theory_layer *layers) {
    for (size_t l = 0; l < n_layers; l++) {
        if (isnan(layers[l].weight_deviation) || isnan(layers[l].bias_deviation)) {
            return false;
        }
    }
    return true;
}

nnt_status nnt_theory_setup_create(const nnt_network_spec *network,
                                   const nnt_problem *problem,
                                   const nnt_engine *engine,
                                   nnt_theory_setup *setup,
                                   nnt_error *error) {
    const size_t n_train = problem->parts[NNT_TRAIN].n_rows;
    const size_t n_rows = n_train < MOST_ROWS ? n_train : MOST_ROWS;
    size_t inputs = network->n_inputs;
    *setup = (nnt_theory_setup){
        .layers = nnt_allocate(network->n_layers, sizeof *setup->layers),
        .functions = nnt_allocate(network->n_layers, sizeof *setup->functions),
        .features = nnt_allocate(n_rows * network->n_inputs, sizeof *setup->features)};
    if (!setup->layers || !setup->functions || !setup->features) {
        nnt_theory_setup_clear(setup);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the predictions of theory");
    }
    choose_rows(problem, n_rows, setup->features);
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer_spec *spec = &network->layers[l];
        setup->functions[l] = nnt_known_function_find(engine, &spec->activation);
        setup->layers[l] = translate(spec, inputs, &setup->functions[l]);
        inputs = spec->units;
    }
    setup->is_defined = is_defined(network->n_layers, setup->layers);
    setup->network = (nnt_theory_network){network->n_layers, setup->layers};
    setup->data = (nnt_theory_data){n_rows, network->n_inputs, setup->features};
    return NNT_OK;
}

void nnt_theory_setup_clear(nnt_theory_setup *setup) {
    nnt_free(setup->layers);
    nnt_free(setup->functions);
    nnt_free(setup->features);
    *setup = (nnt_theory_setup){0};
}
