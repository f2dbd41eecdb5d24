/* The death ledger: births, deaths and revivals that were brought about on purpose,
 * each with the cause that was used. */
#include "support/probe_fixture.h"
#include <math.h>

static const nnt_table *events(const probe_fixture *it) {
    return &it->panel.ledger.events;
}

static void expect(const probe_fixture *it,
                   size_t row,
                   double layer,
                   double unit,
                   nnt_unit_event event,
                   double epoch) {
    cr_assert(read_table(events(it), row, "layer") == layer);
    cr_assert(read_table(events(it), row, "unit") == unit);
    cr_assert(read_table(events(it), row, "event") == (double)event);
    cr_assert(read_table(events(it), row, "epoch") == epoch);
}

static real *bias(probe_fixture *it, size_t layer, size_t unit) {
    return &it->network.parameters[it->network.layers[layer].bias_at + unit];
}

NNT_TEST(ledger, born_dead_died_revived) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    *bias(&it, 0, 2) = -1000;
    look(&it, NULL, 0);
    const real kept = *bias(&it, 1, 0);
    *bias(&it, 1, 0) = -1000;
    look(&it, NULL, 1);
    look(&it, NULL, 2);
    *bias(&it, 1, 0) = kept;
    look(&it, NULL, 3);
    cr_assert(events(&it)->n_rows == 3, "%zu events", events(&it)->n_rows);
    expect(&it, 0, 1, 3, NNT_UNIT_BORN_DEAD, 0);
    expect(&it, 1, 2, 1, NNT_UNIT_DIED, 1);
    expect(&it, 2, 2, 1, NNT_UNIT_REVIVED, 3);
    cr_assert(isnan(read_table(events(&it), 0, "cause_bias")));
    cr_assert(read_table(events(&it), 1, "cause_bias") == 1);
    close_probe(&it);
}

/* The look at epoch e is at step 4 e: dead from step 4 to step 12. Only what happens to
 * layer 1, whose inputs never move, is for good. */
NNT_TEST(ledger, has_margin_spell_and_permanence) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    *bias(&it, 0, 2) = -1000;
    look(&it, NULL, 0);
    const nnt_layer_pass *pass = &it.panel.workspace.layers[1];
    double largest = -(double)INFINITY, squares = 0;
    for (size_t i = 0; i < PROBE_TRAIN_ROWS * 4; i++) {
        squares += (double)pass->z[i] * (double)pass->z[i] / (PROBE_TRAIN_ROWS * 4);
        largest = i % 4 == 0 ? fmax(largest, (double)pass->z[i]) : largest;
    }
    const real kept = *bias(&it, 1, 0);
    *bias(&it, 1, 0) = -1000;
    look(&it, NULL, 1);
    look(&it, NULL, 2);
    *bias(&it, 1, 0) = kept;
    look(&it, NULL, 3);
    cr_assert(events(&it)->n_rows == 3);
    cr_assert(isnan(read_table(events(&it), 0, "last_margin")));
    cr_assert(fabs(read_table(events(&it), 1, "last_margin") - largest / sqrt(squares)) < 1e-5);
    cr_assert(isnan(read_table(events(&it), 1, "spell")));
    cr_assert(read_table(events(&it), 2, "spell") == 8);
    const double permanent[] = {1, 0, 0};
    for (size_t i = 0; i < 3; i++) {
        cr_expect(read_table(events(&it), i, "permanent") == permanent[i]);
    }
    close_probe(&it);
}

/* A probe of some rows cannot tell that a unit is off on all of them. */
NNT_TEST(ledger, knows_no_permanence_from_some_rows) {
    probe_fixture it;
    open_probe("relu", 10, &it);
    *bias(&it, 0, 2) = -1000;
    look(&it, NULL, 0);
    cr_assert(read_table(events(&it), 0, "permanent") == 0);
    close_probe(&it);
}

NNT_TEST(ledger, death_by_own_weights) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    for (size_t j = 0; j < 5; j++) {
        *bias(&it, 0, j) = 20; /* all of layer 1 is on, so layer 2's inputs are positive */
    }
    *bias(&it, 1, 0) = 2000;
    look(&it, NULL, 0);
    const nnt_layer *layer = &it.network.layers[1];
    for (size_t k = 0; k < layer->inputs; k++) {
        it.network.parameters[layer->weight_at + k * layer->units] = -1000;
    }
    look(&it, NULL, 1);
    const size_t last = events(&it)->n_rows - 1;
    expect(&it, last, 2, 1, NNT_UNIT_DIED, 1);
    cr_assert(read_table(events(&it), last, "cause_weights") == 1);
    close_probe(&it);
}

/* Nothing of the unit itself moves; the layer below falls silent. */
NNT_TEST(ledger, death_by_what_lies_below) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    const nnt_layer *layer = &it.network.layers[1];
    for (size_t k = 0; k < layer->inputs; k++) {
        *bias(&it, 0, k) = 20;
        it.network.parameters[layer->weight_at + k * layer->units + 1] = 1;
    }
    *bias(&it, 1, 1) = -1;
    look(&it, NULL, 0);
    for (size_t k = 0; k < layer->inputs; k++) {
        *bias(&it, 0, k) = -1000;
    }
    look(&it, NULL, 1);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < events(&it)->n_rows; i++) {
        if (read_table(events(&it), i, "layer") == 2 && read_table(events(&it), i, "unit") == 2) {
            found = i;
        }
    }
    cr_assert(found != SIZE_MAX);
    expect(&it, found, 2, 2, NNT_UNIT_DIED, 1);
    cr_assert(read_table(events(&it), found, "cause_upstream") == 1);
    cr_assert(read_table(events(&it), found, "cause_bias") == 0);
    close_probe(&it);
}

NNT_TEST(ledger, smooth_units_have_no_entries) {
    probe_fixture it;
    open_probe("softplus", 1024, &it);
    look(&it, NULL, 0);
    look(&it, NULL, 1);
    cr_assert(events(&it)->n_rows == 0);
    close_probe(&it);
}
