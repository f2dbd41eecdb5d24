/* A small network, a small data set and the panel that measures them. */
#ifndef NNT_TESTS_SUPPORT_PROBE_FIXTURE_H
#define NNT_TESTS_SUPPORT_PROBE_FIXTURE_H

#include "base/memory.h"
#include "instruments/panel.h"
#include "support/small_network.h"
#include "support/small_problem.h"

enum { PROBE_TRAIN_ROWS = 23, PROBE_OUTPUTS = 3, PROBE_BATCH_SIZE = 8 };

typedef struct probe_fixture {
    small_problem problem;
    nnt_network network;
    nnt_feed feed;
    nnt_panel panel;
    nnt_instrument_spec spec;
} probe_fixture;

static const real probe_no_option[NNT_MAX_OPTIONS] = {0};

/* Three classes, 23 rows, a 3-5-4-3 network of one activation, every instrument. */
static inline void open_probe(const char *activation, size_t probe_rows, probe_fixture *it) {
    nnt_error error = {0};
    make_small_problem(NNT_TASK_CLASSIFICATION, PROBE_TRAIN_ROWS, 0, &it->problem);
    it->network = small_network(activation, PROBE_OUTPUTS);
    fill_small_network(&it->network, 9);
    it->spec = (nnt_instrument_spec){.level = NNT_LEVEL_FULL, .every = 1, .probe_rows = probe_rows};
    cr_assert(nnt_feed_create(&it->problem.problem.parts[NNT_TRAIN], &it->problem.features, NULL,
                              &it->feed, &error) == NNT_OK);
    const nnt_panel_subject subject = {.network = &it->network,
                                       .train = &it->feed,
                                       .loss = nnt_loss_find("cross_entropy"),
                                       .loss_option = probe_no_option,
                                       .seed = 1,
                                       .batch_size = PROBE_BATCH_SIZE,
                                       .rests = true};
    cr_assert(nnt_panel_create(&it->spec, &subject, 8, &it->panel, &error) == NNT_OK, "%s",
              error.message);
}

static inline void close_probe(probe_fixture *it) {
    nnt_panel_clear(&it->panel);
    nnt_feed_clear(&it->feed);
    nnt_network_clear(&it->network);
    free_small_problem(&it->problem);
}

/* One look at the network as it is. */
static inline void look(probe_fixture *it, const real *update, size_t epoch) {
    const nnt_observer observer = nnt_panel_observer(&it->panel, &it->spec);
    const nnt_moment moment = {
        .network = &it->network, .update = update, .epoch = epoch, .step = 4 * epoch};
    observer.observe(observer.context, &moment);
}

static inline double read_table(const nnt_table *table, size_t row, const char *name) {
    const size_t column = nnt_table_column(table, name);
    cr_assert(column != SIZE_MAX, "no column %s", name);
    cr_assert(row < table->n_rows, "no row %zu", row);
    return table->cells[row * table->n_columns + column];
}

#endif
