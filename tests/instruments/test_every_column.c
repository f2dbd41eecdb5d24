/* Every column of layers.csv and activity.csv against an independent slow computation:
 * scalar loops in double, one row at a time, straight from the definitions. A column
 * without one fails the test. */
#include "instruments/slow_columns.h"

static const double EPS = NNT_REAL_BITS == 32 ? 1e-4 : 1e-11;

typedef struct column {
    const char *name;
    double (*compute)(const slow_layer *it);
} column;

#define COLUMN(name)                                                                               \
    { #name, name }
static const column columns[] = {
    COLUMN(gradient_norm),
    COLUMN(bias_gradient_norm),
    COLUMN(gradient_rms),
    COLUMN(delta_norm),
    COLUMN(preactivation_rms),
    COLUMN(activation_mean),
    COLUMN(activation_rms),
    COLUMN(weight_norm),
    COLUMN(update_ratio),
    COLUMN(steps_to_move),
    COLUMN(dead_units),
    COLUMN(dead_fraction),
    COLUMN(inactive_units),
    COLUMN(saturated_fraction),
    COLUMN(dormant_fraction),
    COLUMN(slope_retention),
    COLUMN(linear_fraction),
    COLUMN(active_fraction),
    COLUMN(margin),
    COLUMN(transfer_factor),
    COLUMN(transfer_slope),
    COLUMN(transfer_weight),
    COLUMN(noise_scale),
    COLUMN(gradient_snr),
    COLUMN(correlation),
    COLUMN(twin_units),
    COLUMN(identity_residual),
    COLUMN(conservation_drift),
    COLUMN(zero_by_gate),
    COLUMN(zero_by_input),
    COLUMN(zero_by_underflow),
    COLUMN(zero_apart),
    COLUMN(sharpness_times_rate),
    COLUMN(effective_rank),
    COLUMN(dimension_99),
};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

static const column *find_column(const char *name) {
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (strcmp(columns[c].name, name) == 0) {
            return &columns[c];
        }
    }
    cr_assert_fail("no slow computation for the column %s", name);
    return NULL;
}

/* ---- the tests -------------------------------------------------------------------- */

static bool is_near(double found, double expected) {
    return (isnan(found) && isnan(expected)) ||
           fabs(found - expected) <= EPS * (fabs(expected) + 0.01);
}

/* Some weights move, two units of layer 1 fall silent, two of layer 2 become twins. */
static void disturb(nnt_network *network, const real *first, real *update) {
    real *w = network->parameters;
    for (size_t i = 0; i < network->block_length; i++) {
        w[i] *= 1 + (real)(i % 7) / 16;
    }
    w[network->layers[0].bias_at + 1] = w[network->layers[0].bias_at + 4] = -20;
    const nnt_layer *layer = &network->layers[1];
    for (size_t k = 0; k < layer->inputs; k++) {
        w[layer->weight_at + k * layer->units + 3] = w[layer->weight_at + k * layer->units];
    }
    w[layer->bias_at + 3] = w[layer->bias_at];
    for (size_t i = 0; i < network->block_length; i++) {
        update[i] = w[i] - first[i];
    }
}

static void expect_layers(const probe_fixture *it, const slow_pass *pass, const char *what) {
    const nnt_table *table = &it->panel.table;
    for (size_t l = 0; l < LAYERS; l++) {
        for (size_t c = 3; c < table->n_columns; c++) {
            const double found = table->cells[(LAYERS + l) * table->n_columns + c];
            const double expected = find_column(table->names[c])->compute(&pass->layers[l]);
            cr_expect(is_near(found, expected), "%s: %s of layer %zu: %.12g, slowly %.12g", what,
                      table->names[c], l + 1, found, expected);
        }
    }
}

static void expect_units(const probe_fixture *it, const slow_pass *pass, const char *what) {
    const nnt_table *table = &it->panel.activity.table;
    size_t row = table->n_rows / 2;
    for (size_t l = 0; l + 1 < LAYERS; l++) {
        const slow_layer *layer = &pass->layers[l];
        for (size_t j = 0; j < layer->units; j++, row++) {
            const slow_unit unit = look_at_unit(layer, j);
            const double expected[] = {1,
                                       4,
                                       (double)(l + 1),
                                       (double)(j + 1),
                                       unit.active,
                                       unit.largest_z / preactivation_rms(layer),
                                       unit.retention,
                                       unit.linear,
                                       unit.size / mean_size(layer),
                                       unit.is_dead};
            cr_assert(table->n_columns == sizeof expected / sizeof expected[0]);
            for (size_t c = 0; c < table->n_columns; c++) {
                cr_expect(is_near(table->cells[row * table->n_columns + c], expected[c]),
                          "%s: %s of unit %zu of layer %zu: %.12g, slowly %.12g", what,
                          table->names[c], j + 1, l + 1, table->cells[row * table->n_columns + c],
                          expected[c]);
            }
        }
    }
    cr_expect(row == table->n_rows);
}

NNT_TEST(every_column, equals_a_slow_computation) {
    static slow_pass pass;
    for (size_t i = 0; i < N_ACTIVATIONS; i++) {
        probe_fixture it;
        open_probe(activations[i].name, 1024, &it);
        real *first = nnt_network_block(&it.network);
        real *update = nnt_network_block(&it.network);
        memcpy(first, it.network.parameters, it.network.block_length * sizeof(real));
        look(&it, NULL, 0);
        disturb(&it.network, first, update);
        look(&it, update, 1);
        pass_slowly(&it, &activations[i], first, update, &pass);
        expect_layers(&it, &pass, activations[i].name);
        expect_units(&it, &pass, activations[i].name);
        cr_expect(dead_units(&pass.layers[0]) == (i == 0 ? 2 : 0) &&
                      twin_units(&pass.layers[1]) == 1,
                  "the network was not disturbed");
        nnt_free(first);
        nnt_free(update);
        close_probe(&it);
    }
}
