/* From the config's network to theory's, and from its answer to a table. */
#include "experiment/run_theory.h"

#include "base/memory.h"
#include "init/initializer.h"
#include "theory/theory.h"
#include <math.h>
#include <string.h>

static const char *const columns[] = {
    "layer",         "preactivation_rms", "delta_norm",   "delta_norm_low", "delta_norm_high",
    "dead_fraction", "gradient_norm",     "slope_factor", "weight_factor",  "chi",
    "correlation"};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

/* Rows that are handed over, as many as a probe has: the share of units that are
 * dead on all rows falls as rows are added. */
enum { MOST_ROWS = 1024 };

/* An activation of the config, as theory calls it back. */
typedef struct known_function {
    const nnt_engine *engine;
    size_t index;
    const nnt_value *options;
} known_function;

static void evaluate(const void *context, size_t n, const double *z, double *a, double *slope) {
    const known_function *it = context;
    it->engine->activation_evaluate(it->index, it->options, n, z, a, slope);
}

static size_t find_activation(const nnt_engine *engine, const char *name) {
    size_t index = 0;
    while (strcmp(engine->activation_row(index)->name, name) != 0) {
        index++;
    }
    return index;
}

/* Options that a row lacks stay unset: only those of its table are read. */
static double find_slope(const known_function *it) {
    const int option = it->engine->activation_traits(it->index)->slope_option;
    return option == NNT_NO_OPTION ? 0 : it->options[option].number;
}

static nnt_theory_layer
translate(const nnt_layer_spec *spec, size_t inputs, const known_function *function) {
    const nnt_initializer *weights = nnt_initializer_find(spec->init.name);
    const nnt_initializer *biases = nnt_initializer_find(spec->bias_init.name);
    const nnt_fan fan = {inputs, spec->units, find_slope(function)};
    const bool is_constant = strcmp(spec->bias_init.name, "constant") == 0;
    return (nnt_theory_layer){.inputs = inputs,
                              .units = spec->units,
                              .weight_deviation = weights->deviation(spec->init.values, &fan),
                              .bias_mean = is_constant ? spec->bias_init.values[0].number : 0,
                              .bias_deviation = biases->deviation(spec->bias_init.values, &fan),
                              .is_uniform = weights->is_uniform,
                              .function = {evaluate, function}};
}

/* Rows at equal distances, scaled; NULL when memory is out. */
static double *choose_rows(const nnt_problem *problem, size_t n_rows) {
    const nnt_view *train = &problem->parts[NNT_TRAIN];
    const size_t d = train->dataset->n_features;
    double *x = nnt_allocate(n_rows * d, sizeof *x);
    for (size_t i = 0; x && i < n_rows; i++) {
        const size_t row = nnt_view_row(train, i * train->n_rows / n_rows);
        for (size_t c = 0; c < d; c++) {
            const double value = nnt_dataset_feature(train->dataset, row, c);
            x[i * d + c] = (value - problem->features->offset[c]) / problem->features->scale[c];
        }
    }
    return x;
}

static void fill(const nnt_theory_prediction *prediction, nnt_table *table) {
    for (size_t l = 0; l < prediction->n_hidden; l++) {
        const nnt_theory_row *row = &prediction->layers[l];
        const double cells[N_COLUMNS] = {(double)(l + 1),      row->preactivation_rms,
                                         row->delta_norm,      row->delta_norm_low,
                                         row->delta_norm_high, row->dead_fraction,
                                         row->gradient_norm,   row->slope_factor,
                                         row->weight_factor,   row->chi,
                                         row->correlation};
        memcpy(nnt_table_append(table), cells, sizeof cells);
    }
}

/* Some initialisers give no variance that theory could start from. */
static bool is_defined(size_t n_layers, const nnt_theory_layer *layers) {
    for (size_t l = 0; l < n_layers; l++) {
        if (isnan(layers[l].weight_deviation) || isnan(layers[l].bias_deviation)) {
            return false;
        }
    }
    return true;
}

nnt_status nnt_run_theory_predict(const nnt_network_spec *network,
                                  const nnt_problem *problem,
                                  const nnt_engine *engine,
                                  nnt_table *table,
                                  nnt_error *error) {
    const size_t n_train = problem->parts[NNT_TRAIN].n_rows;
    const size_t n_rows = n_train < MOST_ROWS ? n_train : MOST_ROWS;
    nnt_theory_layer *layers = nnt_allocate(network->n_layers, sizeof *layers);
    known_function *functions = nnt_allocate(network->n_layers, sizeof *functions);
    double *x = choose_rows(problem, n_rows);
    nnt_status status = NNT_OK;
    if (!layers || !functions || !x ||
        !nnt_table_create(table, columns, N_COLUMNS, network->n_layers)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the predictions of theory");
        goto cleanup;
    }
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_choice *activation = &network->layers[l].activation;
        functions[l] =
            (known_function){engine, find_activation(engine, activation->name), activation->values};
        layers[l] = translate(&network->layers[l], inputs, &functions[l]);
        inputs = network->layers[l].units;
    }
    if (!is_defined(network->n_layers, layers)) {
        goto cleanup;
    }
    const nnt_theory_network it = {network->n_layers, layers};
    const nnt_theory_data data = {n_rows, network->n_inputs, x};
    nnt_theory_prediction prediction = {0};
    status = nnt_theory_predict(&it, &data, 0, &prediction, error);
    if (!status) {
        fill(&prediction, table);
    }
    nnt_theory_prediction_clear(&prediction);
cleanup:
    nnt_free(layers);
    nnt_free(functions);
    nnt_free(x);
    return status;
}
