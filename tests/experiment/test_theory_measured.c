/* What theory says of a network spec against the network that the same spec draws, as the
 * instruments measure it before the first step: mean over 20 seeds. */
#include "base/rng.h"
#include "experiment/engines.h"
#include "experiment/run_theory.h"
#include "init/initializer.h"
#include "support/engine_runs.h"
#include "support/nnt_test.h"
#include <math.h>

enum { ROWS = 24, FEATURES = 12, CLASSES = 3, SEEDS = 20, MOST_LAYERS = 11 };

/* A hidden layer as these tests write it. */
typedef struct hidden_layer {
    size_t units;
    const char *activation, *init;
} hidden_layer;

typedef struct measured_network {
    const nnt_engine *engine;
    nnt_dataset data;
    nnt_scaling scaling;
    nnt_problem problem;
    nnt_layer_spec layers[MOST_LAYERS];
    nnt_network_spec network;
    nnt_table theory;
} measured_network;

static void set_activation(const nnt_engine *engine, const char *name, nnt_choice *choice) {
    for (size_t i = 0; i < engine->activation_count(); i++) {
        if (strcmp(engine->activation_row(i)->name, name) == 0) {
            set_defaults(choice, engine->activation_row(i));
        }
    }
    cr_assert(choice->name != NULL, "no activation %s", name);
}

/* Biases of deviation bias_deviation; the output layer has lecun_normal weights. */
static void
open_network(const hidden_layer *hidden, size_t n, double bias_deviation, measured_network *it) {
    nnt_error error = {0};
    nnt_rng rng = nnt_rng_stream(17, "rows", 0);
    *it = (measured_network){.network = {FEATURES, n + 1, it->layers}};
    cr_assert(nnt_engine_choose("float64", NULL, &it->engine, &error) == NNT_OK);
    cr_assert(nnt_dataset_create(NNT_TASK_CLASSIFICATION, NNT_STORAGE_F64, ROWS, FEATURES, CLASSES,
                                 &it->data, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(FEATURES, &it->scaling, &error) == NNT_OK);
    for (size_t i = 0; i < ROWS * FEATURES; i++) {
        ((double *)it->data.features)[i] = nnt_rng_normal(&rng);
        it->data.labels[i / FEATURES] = i / FEATURES % CLASSES;
    }
    it->problem =
        (nnt_problem){.parts = {{.dataset = &it->data, .n_rows = ROWS}}, .features = &it->scaling};
    for (size_t l = 0; l <= n; l++) {
        nnt_layer_spec *layer = &it->layers[l];
        layer->units = l < n ? hidden[l].units : CLASSES;
        set_activation(it->engine, l < n ? hidden[l].activation : "linear", &layer->activation);
        set_defaults(&layer->init,
                     &nnt_initializer_find(l < n ? hidden[l].init : "lecun_normal")->row);
        set_defaults(&layer->bias_init, &nnt_initializer_find("normal")->row);
        layer->bias_init.values[0].number = bias_deviation;
    }
    cr_assert(nnt_run_theory_predict(&it->network, &it->problem, it->engine, &it->theory, &error) ==
              NNT_OK);
    cr_assert(it->theory.n_rows == n);
}

static void close_network(measured_network *it) {
    nnt_table_clear(&it->theory);
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->scaling);
}

static double get_cell(const nnt_table *table, size_t row, const char *column) {
    return table->cells[row * table->n_columns + nnt_table_column(table, column)];
}

/* Of one hidden layer, means over the seeds. */
typedef struct layer_means {
    double decades; /* log10 of delta_norm, last hidden layer = 0 */
    double square;  /* of preactivation_rms */
    double correlation;
} layer_means;

static void measure(const measured_network *it, uint64_t seed, layer_means *means) {
    nnt_error error = {0};
    nnt_outcome outcome;
    nnt_session *session = NULL;
    nnt_training_spec training = {.task = NNT_TASK_CLASSIFICATION,
                                  .loss = {.name = "cross_entropy"},
                                  .optimizer = {.name = "sgd"},
                                  .schedule = {.name = "constant"},
                                  .seed = seed};
    const nnt_instrument_spec instruments = {NNT_LEVEL_STANDARD, .every = 1, .probe_rows = ROWS};
    cr_assert(it->engine->create(&it->network, &training, &instruments, &it->problem, &session,
                                 &error) == NNT_OK,
              "%s", error.message);
    it->engine->train(session, &(nnt_listener){0}, &outcome);
    const nnt_table *table = &it->engine->history(session)->layers;
    const size_t n = it->network.n_layers - 1;
    for (size_t l = 0; l < n; l++) {
        const double rms = get_cell(table, l, "preactivation_rms");
        means[l].decades +=
            log10(get_cell(table, l, "delta_norm") / get_cell(table, n - 1, "delta_norm")) / SEEDS;
        means[l].square += rms * rms / SEEDS;
        means[l].correlation += get_cell(table, l, "correlation") / SEEDS;
    }
    it->engine->free(session);
}

static void check(const hidden_layer *hidden, size_t n, double bias_deviation) {
    measured_network it;
    layer_means means[MOST_LAYERS] = {{0}};
    open_network(hidden, n, bias_deviation, &it);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        measure(&it, seed, means);
    }
    for (size_t l = 0; l < n; l++) {
        const double decades = log10(get_cell(&it.theory, l, "delta_norm"));
        const double rms = get_cell(&it.theory, l, "preactivation_rms");
        const double correlation = get_cell(&it.theory, l, "correlation");
        cr_expect(fabs(means[l].decades - decades) < 0.1, "layer %zu: %.3f decades, theory %.3f",
                  l + 1, means[l].decades, decades);
        cr_expect(fabs(sqrt(means[l].square) / rms - 1) < 0.08, "layer %zu: rms %.4f, theory %.4f",
                  l + 1, sqrt(means[l].square), rms);
        cr_expect(fabs(means[l].correlation - correlation) < 0.04,
                  "layer %zu: correlation %.3f, theory %.3f", l + 1, means[l].correlation,
                  correlation);
    }
    close_network(&it);
}

NNT_TEST(theory_measured, of_orthogonal_weights) {
    hidden_layer tanh_layers[10], relu_layers[10];
    for (size_t l = 0; l < 10; l++) {
        tanh_layers[l] = (hidden_layer){64, "tanh", "orthogonal"};
        relu_layers[l] = (hidden_layer){64, "relu", "orthogonal"};
    }
    check(tanh_layers, 10, 0);
    check(relu_layers, 10, 0);
}

/* More units than inputs and fewer: rows or columns are orthonormal. */
NNT_TEST(theory_measured, of_orthogonal_weights_between_unequal_widths) {
    const hidden_layer layers[] = {
        {48, "tanh", "orthogonal"}, {96, "tanh", "orthogonal"}, {32, "tanh", "orthogonal"},
        {80, "tanh", "orthogonal"}, {40, "tanh", "orthogonal"},
    };
    check(layers, 5, 0.2);
}

NNT_TEST(theory_measured, of_mixed_layers_of_unequal_width) {
    const hidden_layer layers[] = {
        {96, "tanh", "glorot_normal"},    {48, "relu", "he_normal"},
        {80, "gelu", "he_uniform"},       {40, "sigmoid", "glorot_uniform"},
        {64, "softplus", "lecun_normal"}, {56, "leaky_relu", "orthogonal"},
        {72, "selu", "lecun_normal"},
    };
    check(layers, 7, 0.3);
}

/* The same the other way round: no layer is at its place by chance. */
NNT_TEST(theory_measured, of_mixed_layers_in_another_order) {
    const hidden_layer layers[] = {
        {72, "selu", "lecun_normal"}, {56, "leaky_relu", "orthogonal"},
        {64, "softplus", "pytorch"},  {40, "sigmoid", "glorot_uniform"},
        {80, "silu", "he_uniform"},   {48, "hard_tanh", "orthogonal"},
        {96, "elu", "glorot_normal"},
    };
    check(layers, 7, 0);
}
