/* Histograms against counting by the names of the bins, one value at a time. */
#include "support/probe_fixture.h"
#include <math.h>
#include <stdlib.h>

enum { FIRST_BIN = 4, N_QUANTITIES = 5 };

static double get_edge(const nnt_table *table, size_t column) {
    return strtod(table->names[column], NULL);
}

/* Whether the bin holds the value, by the definition in nntrain/history.h. */
static bool holds(const nnt_table *table, size_t column, double value) {
    const double edge = get_edge(table, column);
    if (edge == 0) {
        return fabs(value) < get_edge(table, column + 1);
    }
    if (edge > 0) {
        const bool is_last = column + 1 == table->n_columns;
        return value >= edge && (is_last || value < get_edge(table, column + 1));
    }
    const bool is_last = column == FIRST_BIN;
    return value <= edge && (is_last || value > get_edge(table, column - 1));
}

static void
expect_counts(const nnt_table *table, size_t row, const real *values, size_t n, double factor) {
    double sum = 0;
    for (size_t c = FIRST_BIN; c < table->n_columns; c++) {
        double expected = 0;
        for (size_t i = 0; i < n; i++) {
            expected += holds(table, c, factor * (double)values[i]);
        }
        cr_expect(table->cells[row * table->n_columns + c] == expected, "row %zu, bin %s", row,
                  table->names[c]);
        sum += expected;
    }
    cr_expect(sum == (double)n, "%g of %zu values are in a bin", sum, n);
}

NNT_TEST(histograms, count_every_value) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    real *update = nnt_network_block(&it.network);
    for (size_t i = 0; i < it.network.block_length; i++) {
        update[i] = it.network.parameters[i] / 7;
    }
    look(&it, update, 3);
    const nnt_table *table = &it.panel.histograms.kept.table;
    cr_assert(table->n_rows == SMALL_LAYERS * N_QUANTITIES);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_layer *layer = &it.network.layers[l];
        const nnt_layer_pass *pass = &it.panel.workspace.layers[l];
        const size_t n = PROBE_TRAIN_ROWS * layer->units;
        const size_t row = l * N_QUANTITIES;
        for (size_t q = 0; q < N_QUANTITIES; q++) {
            cr_expect(read_table(table, row + q, "epoch") == 3);
            cr_expect(read_table(table, row + q, "step") == 12);
            cr_expect(read_table(table, row + q, "layer") == (double)(l + 1));
            cr_expect(read_table(table, row + q, "quantity") == (double)q);
        }
        expect_counts(table, row, pass->z, n, 1);
        expect_counts(table, row + 1, pass->delta, n, PROBE_TRAIN_ROWS);
        expect_counts(table, row + 2, it.panel.gradient + layer->weight_at,
                      layer->inputs * layer->units, 1);
        expect_counts(table, row + 3, pass->a, n, 1);
        expect_counts(table, row + 4, update + layer->weight_at, layer->inputs * layer->units, 1);
    }
    nnt_free(update);
    close_probe(&it);
}

/* Level standard has the first three quantities; before the first step nothing moved. */
NNT_TEST(histograms, of_what_the_level_asks_for) {
    probe_fixture it;
    nnt_histograms standard;
    nnt_error error = {0};
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    const nnt_table *full = &it.panel.histograms.kept.table;
    for (size_t c = FIRST_BIN; c < full->n_columns; c++) {
        cr_expect(full->cells[4 * full->n_columns + c] == 0);
    }
    cr_assert(nnt_histograms_create(NNT_LEVEL_STANDARD, SMALL_LAYERS, 1, &standard, &error) ==
              NNT_OK);
    cr_expect(standard.kept.table.capacity == SMALL_LAYERS * 3);
    nnt_histograms_clear(&standard);
    close_probe(&it);
}

/* Names rise from the least to the greatest edge, and each is that of its mirror image. */
NNT_TEST(histograms, bins_are_symmetric) {
    nnt_histograms it;
    nnt_error error = {0};
    cr_assert(nnt_histograms_create(NNT_LEVEL_STANDARD, 1, 1, &it, &error) == NNT_OK);
    const nnt_table *table = &it.kept.table;
    for (size_t c = FIRST_BIN; c < table->n_columns; c++) {
        const size_t mirrored = table->n_columns - 1 - (c - FIRST_BIN);
        cr_expect(get_edge(table, c) == -get_edge(table, mirrored));
        cr_expect(c == FIRST_BIN || get_edge(table, c) > get_edge(table, c - 1));
    }
    nnt_histograms_clear(&it);
}

/* Every other look goes whenever 24 are kept, so of 100 every eighth stays: 13. */
NNT_TEST(histograms, keep_some_of_many_looks) {
    probe_fixture it;
    nnt_histograms some;
    nnt_error error = {0};
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    const nnt_observation now = {.network = &it.network,
                                 .pass = &it.panel.workspace,
                                 .gradient = it.panel.gradient,
                                 .n_rows = PROBE_TRAIN_ROWS};
    cr_assert(nnt_histograms_create(NNT_LEVEL_FULL, SMALL_LAYERS, 100, &some, &error) == NNT_OK);
    for (size_t i = 0; i < 100; i++) {
        nnt_histograms_observe(&some, &now, i);
        cr_expect(nnt_histograms_is_consistent(&some, i + 1));
    }
    cr_expect(some.kept.table.n_rows == 13 * SMALL_LAYERS * N_QUANTITIES);
    cr_expect(!nnt_histograms_is_consistent(&some, 94));
    some.kept.table.cells[2] = 2;
    cr_expect(!nnt_histograms_is_consistent(&some, 100));
    nnt_histograms_clear(&some);
    close_probe(&it);
}

/* Numbers that are none are in no bin, infinite ones in the last. */
NNT_TEST(histograms, of_what_is_not_finite) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    real *gradient = it.panel.gradient + it.network.layers[0].weight_at;
    nnt_histograms some;
    nnt_error error = {0};
    const nnt_observation now = {.network = &it.network,
                                 .pass = &it.panel.workspace,
                                 .gradient = it.panel.gradient,
                                 .n_rows = PROBE_TRAIN_ROWS};
    for (size_t i = 0; i < 15; i++) {
        gradient[i] = (real)0.25;
    }
    gradient[0] = (real)NAN;
    gradient[1] = (real)INFINITY;
    gradient[2] = -(real)INFINITY;
    gradient[3] = -(real)0.0;
    cr_assert(nnt_histograms_create(NNT_LEVEL_FULL, SMALL_LAYERS, 1, &some, &error) == NNT_OK);
    nnt_histograms_observe(&some, &now, 0);
    cr_expect(read_table(&some.kept.table, 2, "0.2") == 11);
    cr_expect(read_table(&some.kept.table, 2, "100") == 1);
    cr_expect(read_table(&some.kept.table, 2, "-100") == 1);
    cr_expect(read_table(&some.kept.table, 2, "0") == 1);
    nnt_histograms_clear(&some);
    close_probe(&it);
}
