/* Choosing the probe, running the instruments, filling the table. */
#include "instruments/panel.h"

#include "base/memory.h"
#include "base/rng.h"
#include "instruments/spectrum.h"
#include "nn/propagate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const first_columns[] = {"epoch", "step", "layer"};
enum { N_FIRST_COLUMNS = sizeof first_columns / sizeof first_columns[0] };

static int compare_rows(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Row numbers of the probe in the feed; NULL when memory is out. */
static uint32_t *choose_rows(const nnt_feed *train, size_t n_probe, uint64_t seed) {
    uint32_t *rows = nnt_allocate(train->n_rows, sizeof *rows);
    if (!rows) {
        return NULL;
    }
    for (size_t i = 0; i < train->n_rows; i++) {
        rows[i] = (uint32_t)i;
    }
    if (n_probe < train->n_rows) {
        nnt_rng rng = nnt_rng_stream(seed, "probe", 0);
        nnt_rng_shuffle(&rng, rows, train->n_rows);
        qsort(rows, n_probe, sizeof *rows, compare_rows);
    }
    return rows;
}

static nnt_status gather_probe(
    const nnt_feed *train, size_t n_probe, uint64_t seed, nnt_panel *panel, nnt_error *error) {
    nnt_status status = nnt_batch_room_create(train, n_probe, &panel->room, error);
    if (status) {
        return status;
    }
    uint32_t *rows = choose_rows(train, n_probe, seed);
    if (!rows) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to choose the probe's rows");
    }
    panel->probe = nnt_feed_gather(train, n_probe, rows, &panel->room);
    nnt_free(rows);
    return NNT_OK;
}

static size_t count_series(const nnt_instrument *instrument) {
    size_t n = 0;
    while (instrument->series[n].name) {
        n++;
    }
    return n;
}

/* The instruments of this level and the names of all columns. */
static bool choose_instruments(nnt_level level, nnt_panel *panel, size_t *n_columns) {
    *n_columns = N_FIRST_COLUMNS;
    panel->instruments = nnt_allocate(nnt_instrument_count(), sizeof *panel->instruments);
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        *n_columns += count_series(nnt_instrument_get(i));
    }
    panel->names = nnt_allocate(*n_columns, sizeof *panel->names);
    if (!panel->instruments || !panel->names) {
        return false;
    }
    for (size_t c = 0; c < N_FIRST_COLUMNS; c++) {
        panel->names[c] = first_columns[c];
    }
    *n_columns = N_FIRST_COLUMNS;
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        const nnt_instrument *instrument = nnt_instrument_get(i);
        if (instrument->level > level) {
            continue;
        }
        panel->instruments[panel->n_instruments++] = instrument;
        for (size_t s = 0; s < count_series(instrument); s++) {
            panel->names[(*n_columns)++] = instrument->series[s].name;
        }
    }
    return true;
}

/* What the measuring itself needs. */
static nnt_status
create_rooms(const nnt_network *network, size_t n_rows, nnt_panel *panel, nnt_error *error) {
    size_t widest = 0;
    size_t n_slopes = 0;
    bool is_complete = true;
    panel->units = nnt_allocate(network->n_layers, sizeof *panel->units);
    panel->arriving = nnt_allocate(network->n_layers, sizeof *panel->arriving);
    panel->row_norms = nnt_allocate(n_rows, sizeof *panel->row_norms);
    panel->gradient = nnt_network_block(network);
    panel->initial = nnt_network_block(network);
    for (size_t l = 0; panel->units && l < network->n_layers; l++) {
        const size_t units = network->layers[l].units;
        widest = units > widest ? units : widest;
        panel->units[l] = nnt_allocate(units, sizeof **panel->units);
        is_complete = is_complete && panel->units[l];
    }
    if (nnt_size_multiply(n_rows, widest, &n_slopes)) {
        panel->slope = nnt_allocate(n_slopes, sizeof(real));
    }
    if (!is_complete || !panel->units || !panel->arriving || !panel->row_norms ||
        !panel->gradient || !panel->initial || !panel->slope) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to measure on %zu rows", n_rows);
    }
    return NNT_OK;
}

static nnt_status create_spectrum_room(nnt_level level,
                                       const nnt_network *network,
                                       size_t n_rows,
                                       nnt_panel *panel,
                                       nnt_error *error) {
    size_t most = 0;
    for (size_t l = 0; level == NNT_LEVEL_FULL && l + 1 < network->n_layers; l++) {
        const size_t needed = nnt_spectrum_room(n_rows, network->layers[l].units);
        most = needed > most ? needed : most;
    }
    panel->spectrum_room = most ? nnt_allocate(most, sizeof(double)) : NULL;
    return most && !panel->spectrum_room
               ? nnt_error_set(error, NNT_ERR_MEMORY, "no memory to measure ranks")
               : NNT_OK;
}

/* All that a panel needs which is not off. */
static nnt_status equip(const nnt_instrument_spec *spec,
                        const nnt_panel_subject *subject,
                        size_t n_moments,
                        nnt_panel *panel,
                        nnt_error *error) {
    const nnt_network *network = subject->network;
    const size_t n_rows = subject->train->n_rows;
    const size_t n_probe = n_rows < spec->probe_rows ? n_rows : spec->probe_rows;
    nnt_status status = gather_probe(subject->train, n_probe, subject->seed, panel, error);
    if (!status) {
        status = nnt_workspace_create(network, n_probe, &panel->workspace, error);
    }
    if (!status) {
        status = create_rooms(network, n_probe, panel, error);
    }
    if (!status) {
        status = create_spectrum_room(spec->level, network, n_probe, panel, error);
    }
    if (!status) {
        status = nnt_ledger_create(network, n_probe, n_moments, &panel->ledger, error);
        panel->ledger.first_layer_rests = subject->rests && n_probe == n_rows;
    }
    if (!status) {
        status = nnt_histograms_create(spec->level, network->n_layers, n_moments,
                                       &panel->histograms, error);
    }
    if (!status) {
        status = nnt_activity_create(spec->level, network, n_moments, &panel->activity, error);
    }
    if (!status) {
        status = nnt_sharpness_create(spec->level, network, &panel->sharpness, error);
    }
    if (!status && panel->sharpness.direction) {
        status = nnt_kink_sides_create(network, n_probe, &panel->sides, error);
    }
    return status;
}

nnt_status nnt_panel_create(const nnt_instrument_spec *spec,
                            const nnt_panel_subject *subject,
                            size_t n_moments,
                            nnt_panel *panel,
                            nnt_error *error) {
    const size_t n_layers = subject->network->n_layers;
    *panel = (nnt_panel){.loss = subject->loss,
                         .loss_option = subject->loss_option,
                         .batch_size = subject->batch_size,
                         .n_layers = n_layers,
                         .is_off = spec->level == NNT_LEVEL_OFF};
    size_t n_columns = 0;
    size_t n_rows = 0;
    nnt_status status = NNT_OK;
    if (!choose_instruments(spec->level, panel, &n_columns) ||
        !nnt_size_multiply(n_moments, n_layers, &n_rows) ||
        !nnt_table_create(&panel->table, panel->names, n_columns, panel->is_off ? 0 : n_rows)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY,
                               "no memory to measure %zu layers %zu times; raise instruments.every",
                               n_layers, n_moments);
    }
    if (!status && !panel->is_off) {
        status = equip(spec, subject, n_moments, panel, error);
    }
    if (status) {
        nnt_panel_clear(panel);
    }
    return status;
}

void nnt_panel_clear(nnt_panel *panel) {
    for (size_t l = 0; panel->units && l < panel->n_layers; l++) {
        nnt_free(panel->units[l]);
    }
    nnt_free(panel->units);
    nnt_free(panel->arriving);
    nnt_free(panel->row_norms);
    nnt_free(panel->spectrum_room);
    nnt_free(panel->gradient);
    nnt_free(panel->initial);
    nnt_free(panel->slope);
    nnt_free(panel->names);
    nnt_free(panel->instruments);
    nnt_batch_room_clear(&panel->room);
    nnt_workspace_clear(&panel->workspace);
    nnt_table_clear(&panel->table);
    nnt_ledger_clear(&panel->ledger);
    nnt_histograms_clear(&panel->histograms);
    nnt_table_clear(&panel->activity.table);
    nnt_sharpness_clear(&panel->sharpness);
    nnt_kink_sides_clear(&panel->sides);
    *panel = (nnt_panel){0};
}

void nnt_panel_share(nnt_panel *panel, nnt_pool *pool) {
    panel->workspace.pool = pool;
}

void nnt_panel_visit(nnt_panel *panel, const nnt_network *network, nnt_state *state) {
    if (panel->is_off) {
        return;
    }
    nnt_state_enter(state, "panel");
    nnt_state_values(state, "initial", NNT_STATE_REAL, panel->initial, network->block_length);
    nnt_state_table(state, "table", &panel->table);
    nnt_kept_looks_visit(&panel->histograms.kept, "histograms", state);
    nnt_kept_looks_visit(&panel->activity, "activity", state);
    nnt_state_enter(state, "ledger");
    nnt_ledger_visit(&panel->ledger, network, state);
    nnt_state_leave(state);
    nnt_state_leave(state);
}

bool nnt_panel_is_consistent(const nnt_panel *panel, const nnt_network *network, size_t n_looks) {
    if (panel->is_off) {
        return true;
    }
    const nnt_table *table = &panel->table;
    for (size_t row = 0; row < table->n_rows; row++) {
        const double *cell = table->cells + row * table->n_columns;
        if (!(cell[0] >= 0 && cell[0] <= 0x1p53) || !(cell[1] >= 0 && cell[1] <= 0x1p53) ||
            cell[2] != (double)(row % panel->n_layers + 1)) {
            return false;
        }
    }
    return panel->ledger.n_looks == n_looks && table->n_rows / panel->n_layers == n_looks &&
           table->n_rows % panel->n_layers == 0 &&
           nnt_histograms_is_consistent(&panel->histograms, n_looks) &&
           nnt_activity_is_consistent(&panel->activity, network, n_looks) &&
           nnt_ledger_is_consistent(&panel->ledger, network);
}

/* Forward over the probe, and the output layer's delta. */
static void begin_pass(nnt_panel *panel, const nnt_network *network) {
    const nnt_batch *probe = &panel->probe;
    const size_t k = network->n_outputs;
    const nnt_layer_pass *top = &panel->workspace.layers[network->n_layers - 1];
    nnt_forward(network, probe->n, probe->x, &panel->workspace);
    panel->loss->evaluate(probe->n, k, panel->loss_option, top->z, &probe->truth,
                          nnt_batch_factor(probe), top->delta);
}

static void find_gradient(void *context, const nnt_network *network, real *gradient) {
    nnt_panel *panel = context;
    begin_pass(panel, network);
    nnt_backward(network, panel->probe.n, panel->probe.x, &panel->workspace, gradient);
}

/* Of the Hessian where there is one: a kink that a move of the search crosses would be a
 * curvature without end. */
static double measure_sharpness(nnt_panel *panel, const nnt_moment *moment) {
    const nnt_network *network = moment->network;
    if (!panel->sharpness.direction || !(moment->rate > 0)) {
        return (double)NAN;
    }
    nnt_forward(network, panel->probe.n, panel->probe.x, &panel->workspace);
    nnt_kink_sides_take(&panel->sides, network, panel->probe.n, &panel->workspace);
    panel->workspace.sides = panel->sides.z;
    const double found = nnt_sharpness_find(&panel->sharpness, network, find_gradient, panel);
    panel->workspace.sides = NULL;
    return moment->rate * found;
}

/* Forward and backward over the probe. */
static void pass_probe(nnt_panel *panel, const nnt_network *network) {
    const nnt_batch *probe = &panel->probe;
    const nnt_layer_pass *top = &panel->workspace.layers[network->n_layers - 1];
    begin_pass(panel, network);
    panel->loss->answer(probe->n, network->n_outputs, top->z, top->a);
    nnt_backward_measured(network, probe->n, probe->x, &panel->workspace, panel->gradient,
                          panel->arriving);
    for (size_t l = 0; l < network->n_layers; l++) {
        nnt_unit_stats_measure(network, l, &panel->workspace.layers[l], probe->n, panel->slope,
                               panel->units[l]);
    }
}

static void observe(void *context, const nnt_moment *moment) {
    nnt_panel *panel = context;
    const nnt_network *network = moment->network;
    const double sharpness_times_rate = measure_sharpness(panel, moment);
    pass_probe(panel, network);
    if (panel->ledger.n_looks == 0) {
        memcpy(panel->initial, network->parameters, network->block_length * sizeof(real));
    }
    const nnt_observation now = {.network = network,
                                 .pass = &panel->workspace,
                                 .x = panel->probe.x,
                                 .gradient = panel->gradient,
                                 .update = moment->update,
                                 .initial = panel->initial,
                                 .arriving = panel->arriving,
                                 .row_norms = panel->row_norms,
                                 .spectrum_room = panel->spectrum_room,
                                 .units = (const nnt_unit_stats *const *)panel->units,
                                 .sharpness_times_rate = sharpness_times_rate,
                                 .n_rows = panel->probe.n,
                                 .batch_size = panel->batch_size,
                                 .epoch = moment->epoch,
                                 .step = moment->step};
    nnt_histograms_observe(&panel->histograms, &now, panel->ledger.n_looks);
    nnt_activity_observe(&panel->activity, &now, panel->ledger.n_looks);
    nnt_ledger_observe(&panel->ledger, &now);
    for (size_t l = 0; l < network->n_layers; l++) {
        double *cell = nnt_table_append(&panel->table);
        *cell++ = (double)moment->epoch;
        *cell++ = (double)moment->step;
        *cell++ = (double)(l + 1);
        for (size_t i = 0; i < panel->n_instruments; i++) {
            panel->instruments[i]->measure(&now, l, cell);
            cell += count_series(panel->instruments[i]);
        }
    }
}

nnt_observer nnt_panel_observer(nnt_panel *panel, const nnt_instrument_spec *spec) {
    return (nnt_observer){.every = spec->every,
                          .per_step = spec->per_step,
                          .observe = spec->level == NNT_LEVEL_OFF ? NULL : observe,
                          .context = panel};
}
