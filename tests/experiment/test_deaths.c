/* How relu units die and come back while they train, and of what, by the death ledger.
 * Expected values: 60 networks in numpy, 300 steps each, with draws of their own. */
#include "ring_training.h"

enum { STEPS = 300, REFERENCE_NETWORKS = 60 };

/* The column "event" of the ledger. */
enum { BORN_DEAD, DIED, REVIVED };

/* Of one hidden layer. */
typedef struct layer_deaths {
    double died, revived, dead; /* per network; dead: at the end */
    double n_born, n_deaths, n_permanent;
    double own_weights, own_bias, upstream; /* what the deaths are put down to, shares */
} layer_deaths;

static double get_cell(const nnt_table *table, size_t row, const char *column) {
    return table->cells[row * table->n_columns + nnt_table_column(table, column)];
}

static void add_event(const nnt_table *events, size_t row, layer_deaths *layers) {
    layer_deaths *layer = &layers[(size_t)get_cell(events, row, "layer") - 1];
    const double event = get_cell(events, row, "event");
    layer->n_permanent += get_cell(events, row, "permanent");
    layer->n_born += event == BORN_DEAD;
    layer->revived += event == REVIVED;
    if (event == DIED) {
        layer->n_deaths++;
        layer->own_weights += get_cell(events, row, "cause_weights");
        layer->own_bias += get_cell(events, row, "cause_bias");
        layer->upstream += get_cell(events, row, "cause_upstream");
    }
}

static void train_one(ring_training *it, layer_deaths *layers) {
    nnt_session *session = create_ring_session(it);
    train_ring_session(it, session);
    const nnt_history *history = it->engine->history(session);
    for (size_t i = 0; i < history->units.n_rows; i++) {
        add_event(&history->units, i, layers);
    }
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        layers[l].dead += get_cell(&history->layers, STEPS * RING_LAYERS + l, "dead_units");
    }
    close_ring_training(it, session);
}

static void take_means(size_t n_networks, layer_deaths *layer) {
    const double n = layer->n_deaths;
    cr_assert(fabs(layer->own_weights + layer->own_bias + layer->upstream - n) < 1e-9,
              "the shares of a death do not add to 1");
    layer->own_weights /= n;
    layer->own_bias /= n;
    layer->upstream /= n;
    layer->died = n / (double)n_networks;
    layer->revived /= (double)n_networks;
    layer->dead /= (double)n_networks;
}

/* Trains n_networks and looks at every step. */
static void watch(
    const char *activation, double rate, double momentum, size_t n_networks, layer_deaths *layers) {
    memset(layers, 0, RING_HIDDEN * sizeof *layers);
    for (uint64_t seed = 1; seed <= n_networks; seed++) {
        ring_training it;
        open_ring_training(seed, rate, &it);
        for (size_t l = 0; l < RING_HIDDEN; l++) {
            it.layers[l].activation = (nnt_choice){
                .name = activation, .values = {{.kind = NNT_VALUE_NUMBER, .number = 0.01}}};
        }
        it.training.optimizer.values[1].number = momentum;
        it.training.epochs = STEPS;
        it.instruments =
            (nnt_instrument_spec){.level = NNT_LEVEL_STANDARD, .every = 1, .probe_rows = RING_ROWS};
        train_one(&it, layers);
    }
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        take_means(n_networks, &layers[l]);
    }
}

typedef struct reference {
    double mean, deviation; /* between networks */
} reference;

typedef struct expected_layer {
    reference died, revived, dead;
    reference own_weights, own_bias, upstream; /* deviation: of the share over 6 networks */
} expected_layer;

static void expect_count(double found, const reference *it, size_t n, size_t layer) {
    const double error = it->deviation * sqrt(1.0 / (double)n + 1.0 / REFERENCE_NETWORKS);
    cr_expect(fabs(found - it->mean) <= 3 * error, "layer %zu: %.2f, expected %.2f +- %.2f", layer,
              found, it->mean, 3 * error);
}

static void expect_share(double found, const reference *it, size_t n, size_t layer) {
    const double error = it->deviation * sqrt(6) * sqrt(1.0 / (double)n + 1.0 / REFERENCE_NETWORKS);
    cr_expect(fabs(found - it->mean) <= 3 * error, "layer %zu: share %.3f, expected %.3f +- %.3f",
              layer, found, it->mean, 3 * error);
}

static void expect_layers(const layer_deaths *found, const expected_layer *expected, size_t n) {
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        expect_count(found[l].died, &expected[l].died, n, l + 1);
        expect_count(found[l].revived, &expected[l].revived, n, l + 1);
        expect_count(found[l].dead, &expected[l].dead, n, l + 1);
        expect_share(found[l].own_weights, &expected[l].own_weights, n, l + 1);
        expect_share(found[l].own_bias, &expected[l].own_bias, n, l + 1);
        expect_share(found[l].upstream, &expected[l].upstream, n, l + 1);
    }
}

/* The inputs of layer 1 are the data: a unit that is off on all of them has no gradient,
 * and without momentum nothing moves it. */
static void expect_first_layer_stays_dead(const layer_deaths *layers) {
    cr_expect(layers[0].revived == 0 && layers[0].n_deaths > 0);
    cr_expect(layers[0].n_permanent == layers[0].n_born + layers[0].n_deaths);
    cr_expect(layers[0].upstream == 0);
    for (size_t l = 1; l < RING_HIDDEN; l++) {
        cr_expect(layers[l].revived > 0 && layers[l].n_permanent == 0);
    }
}

NNT_TEST(deaths, at_a_rate_of_1) {
    enum { NETWORKS = 8 };
    const expected_layer expected[] = {
        {{0.45, 0.9}, {0, 0}, {0.45, 0.9}, {0.512, 0.081}, {0.488, 0.081}, {0, 0}},
        {{7.50, 6.5}, {6.40, 5.4}, {2.20, 1.9}, {0.346, 0.079}, {0.076, 0.019}, {0.577, 0.086}},
        {{13.68, 9.3}, {12.92, 8.0}, {2.72, 2.3}, {0.213, 0.045}, {0.051, 0.013}, {0.736, 0.049}},
    };
    layer_deaths layers[RING_HIDDEN];
    watch("relu", 1, 0, NETWORKS, layers);
    expect_layers(layers, expected, NETWORKS);
    expect_first_layer_stays_dead(layers);
}

/* One network in twenty keeps a part of layer 3 alive; its deviation is that of 150. */
NNT_TEST(deaths, at_a_rate_of_3) {
    enum { NETWORKS = 5 };
    const expected_layer expected[] = {
        {{8.42, 4.0}, {0, 0}, {8.42, 4.0}, {0.392, 0.022}, {0.608, 0.022}, {0, 0}},
        {{18.50, 5.2}, {6.72, 6.0}, {12.88, 2.4}, {0.555, 0.065}, {0.149, 0.022}, {0.296, 0.075}},
        {{27.85, 8.9}, {13.95, 9.2}, {15.85, 1.2}, {0.476, 0.053}, {0.130, 0.018}, {0.394, 0.053}},
    };
    layer_deaths layers[RING_HIDDEN];
    watch("relu", 3, 0, NETWORKS, layers);
    expect_layers(layers, expected, NETWORKS);
    expect_first_layer_stays_dead(layers);
}

/* What momentum has left over carries dead units of layer 1 on, and some of them back. */
NNT_TEST(deaths, are_not_for_good_with_momentum) {
    enum { NETWORKS = 5 };
    const expected_layer expected[] = {
        {{9.15, 6.0}, {0.37, 0.9}, {8.78, 5.8}, {0.323, 0.030}, {0.677, 0.030}, {0, 0}},
        {{13.47, 7.1}, {4.00, 3.5}, {10.57, 5.2}, {0.439, 0.059}, {0.218, 0.034}, {0.343, 0.052}},
        {{17.23, 9.2}, {8.60, 5.3}, {10.58, 5.5}, {0.345, 0.051}, {0.156, 0.031}, {0.498, 0.060}},
    };
    layer_deaths layers[RING_HIDDEN];
    watch("relu", 1, 0.9, NETWORKS, layers);
    expect_layers(layers, expected, NETWORKS);
    cr_expect(layers[0].revived > 0 && layers[0].n_permanent == 0);
}

NNT_TEST(deaths, are_none_of_leaky_units) {
    layer_deaths layers[RING_HIDDEN];
    watch("leaky_relu", 1, 0, 1, layers);
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        cr_expect(layers[l].n_born == 0 && layers[l].n_deaths == 0 && layers[l].dead == 0);
    }
}
