/* The panel: whom it looks at, and the names of what it says. The numbers themselves are
 * in test_every_column. */
#include "support/probe_fixture.h"
#include <math.h>

enum { ROWS = PROBE_TRAIN_ROWS };

/* An update of 0.5 on each weight of a layer of n has norm 0.5 sqrt(n). */
NNT_TEST(panel, update_ratio_is_relative_to_the_weights) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    real *update = nnt_network_block(&it.network);
    const nnt_layer *layer = &it.network.layers[1];
    for (size_t i = 0; i < layer->inputs * layer->units; i++) {
        update[layer->weight_at + i] = (real)0.5;
    }
    look(&it, update, 3);
    cr_assert(read_table(&it.panel.table, 0, "update_ratio") == 0);
    const double expected = 0.5 * sqrt(20) / read_table(&it.panel.table, 1, "weight_norm");
    cr_assert(fabs(read_table(&it.panel.table, 1, "update_ratio") - expected) < 1e-6);
    nnt_free(update);
    close_probe(&it);
}

/* A probe of 10 of 23 rows: distinct rows of the feed, in rising order. */
NNT_TEST(panel, probe_is_drawn_without_repetition) {
    probe_fixture it;
    open_probe("tanh", 10, &it);
    cr_assert(it.panel.probe.n == 10);
    size_t at = 0;
    for (size_t i = 0; i < 10; i++) {
        while (at < ROWS &&
               it.feed.features[at * SMALL_INPUTS] != it.panel.probe.x[i * SMALL_INPUTS]) {
            at++;
        }
        cr_assert(at < ROWS, "row %zu of the probe is not the feed's next", i);
        at++;
    }
    close_probe(&it);
}

NNT_TEST(panel, series_have_names_of_their_own) {
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        for (const nnt_series *s = nnt_instrument_get(i)->series; s->name; s++) {
            cr_assert(s->help && s->help[0]);
        }
    }
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    for (size_t c = 0; c < it.panel.table.n_columns; c++) {
        cr_assert(nnt_table_column(&it.panel.table, it.panel.table.names[c]) == c);
    }
    close_probe(&it);
}

/* Rows are those of the hidden units in their order, look after look. */
NNT_TEST(panel, refuses_activity_that_was_tampered_with) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    look(&it, NULL, 0);
    look(&it, NULL, 1);
    nnt_activity *activity = &it.panel.activity;
    double *cell = activity->table.cells;
    cr_expect(nnt_activity_is_consistent(activity, &it.network, 2));
    cr_expect(!nnt_activity_is_consistent(activity, &it.network, 3), "a look is missing");
    cell[3] = 2;
    cr_expect(!nnt_activity_is_consistent(activity, &it.network, 2), "another unit");
    cell[3] = 1;
    cell[2] = 7;
    cr_expect(!nnt_activity_is_consistent(activity, &it.network, 2), "a layer that there is not");
    close_probe(&it);
}
