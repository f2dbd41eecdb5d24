/* Entering births, deaths and revivals of units. */
#include "instruments/ledger.h"

#include "base/memory.h"
#include <math.h>
#include <string.h>

static const char *const columns[] = {
    "layer",      "unit",           "event",       "epoch", "step",     "cause_weights",
    "cause_bias", "cause_upstream", "last_margin", "spell", "permanent"};
enum { N_COLUMNS = sizeof columns / sizeof columns[0], MOST_EVENTS = 1 << 18 };

static size_t count_hidden_units(const nnt_network *network) {
    size_t n = 0;
    for (size_t l = 0; l + 1 < network->n_layers; l++) {
        n += network->layers[l].units;
    }
    return n;
}

nnt_status nnt_ledger_create(const nnt_network *network,
                             size_t n_rows,
                             size_t n_moments,
                             nnt_ledger *ledger,
                             nnt_error *error) {
    *ledger = (nnt_ledger){.n_hidden = network->n_layers - 1, .n_rows = n_rows};
    const size_t n_units = count_hidden_units(network);
    size_t n_events = 0;
    if (!nnt_size_multiply(n_units, n_moments, &n_events) || n_events > MOST_EVENTS) {
        n_events = MOST_EVENTS;
    }
    ledger->was_dead = nnt_allocate(n_units, sizeof *ledger->was_dead);
    ledger->best_rows = nnt_allocate(n_units, sizeof *ledger->best_rows);
    ledger->margins = nnt_allocate(n_units, sizeof *ledger->margins);
    ledger->since = nnt_allocate(n_units, sizeof *ledger->since);
    ledger->parameters = nnt_network_block(network);
    ledger->inputs = nnt_allocate(network->n_layers, sizeof *ledger->inputs);
    bool is_complete = ledger->was_dead && ledger->best_rows && ledger->margins && ledger->since &&
                       ledger->parameters && ledger->inputs &&
                       nnt_table_create(&ledger->events, columns, N_COLUMNS, n_events);
    for (size_t l = 1; is_complete && l < ledger->n_hidden; l++) {
        size_t length = 0;
        if (nnt_size_multiply(n_rows, network->layers[l].inputs, &length)) {
            ledger->inputs[l] = nnt_allocate(length, sizeof(real));
        }
        is_complete = ledger->inputs[l] != NULL;
    }
    if (!is_complete) {
        nnt_ledger_clear(ledger);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the ledger of %zu units",
                             n_units);
    }
    return NNT_OK;
}

void nnt_ledger_clear(nnt_ledger *ledger) {
    for (size_t l = 0; ledger->inputs && l < ledger->n_hidden; l++) {
        nnt_free(ledger->inputs[l]);
    }
    nnt_free(ledger->inputs);
    nnt_free(ledger->was_dead);
    nnt_free(ledger->best_rows);
    nnt_free(ledger->margins);
    nnt_free(ledger->since);
    nnt_free(ledger->parameters);
    nnt_table_clear(&ledger->events);
    *ledger = (nnt_ledger){0};
}

void nnt_ledger_visit(nnt_ledger *ledger, const nnt_network *network, nnt_state *state) {
    const size_t n_units = count_hidden_units(network);
    nnt_state_flags(state, "was_dead", ledger->was_dead, n_units);
    nnt_state_sizes(state, "best_rows", ledger->best_rows, n_units, ledger->n_rows - 1);
    nnt_state_values(state, "margins", NNT_STATE_F64, ledger->margins, n_units);
    nnt_state_values(state, "since", NNT_STATE_U64, ledger->since, n_units);
    nnt_state_values(state, "parameters", NNT_STATE_REAL, ledger->parameters,
                     network->block_length);
    nnt_state_enter(state, "inputs");
    for (size_t l = 1; l < ledger->n_hidden; l++) {
        nnt_state_enter_number(state, l);
        nnt_state_values(state, "values", NNT_STATE_REAL, ledger->inputs[l],
                         ledger->n_rows * network->layers[l].inputs);
        nnt_state_leave(state);
    }
    nnt_state_leave(state);
    nnt_state_size(state, "n_looks", &ledger->n_looks, SIZE_MAX);
    nnt_state_size(state, "n_lost", &ledger->n_lost, SIZE_MAX);
    nnt_state_table(state, "events", &ledger->events);
}

static bool is_whole(double value, double lowest, double highest) {
    return value >= lowest && value <= highest && value == (double)(uint64_t)value;
}

bool nnt_ledger_is_consistent(const nnt_ledger *ledger, const nnt_network *network) {
    for (size_t i = 0; i < ledger->events.n_rows; i++) {
        const double *cell = ledger->events.cells + i * ledger->events.n_columns;
        if (!is_whole(cell[0], 1, (double)ledger->n_hidden) ||
            !is_whole(cell[1], 1, (double)network->layers[(size_t)cell[0] - 1].units) ||
            !is_whole(cell[2], NNT_UNIT_BORN_DEAD, NNT_UNIT_REVIVED) ||
            !is_whole(cell[3], 0, 0x1p53) || !is_whole(cell[4], 0, 0x1p53)) {
            return false;
        }
    }
    return true;
}

/* What an event has besides its place and time; NaN where it does not apply. */
typedef struct particulars {
    double weights, bias, upstream; /* shares in the fall of z */
    double last_margin, spell;
} particulars;

static const particulars none = {(double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};

static double get_fall(double change) {
    return change < 0 ? -change : 0;
}

/* Shares of own weights, own bias and upstream in a fall of z. */
static particulars find_cause(
    const nnt_ledger *ledger, const nnt_observation *now, size_t layer, size_t unit, size_t row) {
    const nnt_layer *it = &now->network->layers[layer];
    const real *w_now = now->network->parameters + it->weight_at;
    const real *w_before = ledger->parameters + it->weight_at;
    const real *a_now = (layer > 0 ? now->pass->layers[layer - 1].a : now->x) + row * it->inputs;
    const real *a_before = layer > 0 ? ledger->inputs[layer] + row * it->inputs : a_now;
    const size_t b = it->bias_at + unit;
    double own = 0;
    double upstream = 0;
    for (size_t k = 0; k < it->inputs; k++) {
        const double w = (double)w_now[k * it->units + unit];
        const double dw = w - (double)w_before[k * it->units + unit];
        own += (double)a_before[k] * dw;
        upstream += ((double)a_now[k] - (double)a_before[k]) * w;
    }
    const double bias = (double)now->network->parameters[b] - (double)ledger->parameters[b];
    const double total = get_fall(own) + get_fall(bias) + get_fall(upstream);
    particulars found = none;
    if (total > 0) {
        found.weights = get_fall(own) / total;
        found.bias = get_fall(bias) / total;
        found.upstream = get_fall(upstream) / total;
    }
    return found;
}

static void enter(nnt_ledger *ledger,
                  const nnt_observation *now,
                  size_t layer,
                  size_t unit,
                  nnt_unit_event event,
                  const particulars *with) {
    if (ledger->events.n_rows == ledger->events.capacity) {
        ledger->n_lost++;
        return;
    }
    double *cell = nnt_table_append(&ledger->events);
    *cell++ = (double)(layer + 1);
    *cell++ = (double)(unit + 1);
    *cell++ = (double)event;
    *cell++ = (double)now->epoch;
    *cell++ = (double)now->step;
    *cell++ = with->weights;
    *cell++ = with->bias;
    *cell++ = with->upstream;
    *cell++ = with->last_margin;
    *cell++ = with->spell;
    *cell = event != NNT_UNIT_REVIVED && layer == 0 && ledger->first_layer_rests;
}

/* What has become of a unit that is number `at` of all. */
static void
compare_unit(nnt_ledger *ledger, const nnt_observation *now, size_t layer, size_t unit, size_t at) {
    const bool is_dead = now->units[layer][unit].is_dead;
    const bool was_dead = ledger->n_looks > 0 && ledger->was_dead[at];
    if (is_dead && ledger->n_looks == 0) {
        enter(ledger, now, layer, unit, NNT_UNIT_BORN_DEAD, &none);
    } else if (is_dead && !was_dead) {
        particulars death = find_cause(ledger, now, layer, unit, ledger->best_rows[at]);
        death.last_margin = ledger->margins[at];
        enter(ledger, now, layer, unit, NNT_UNIT_DIED, &death);
    } else if (!is_dead && was_dead) {
        particulars revival = none;
        revival.spell = (double)(now->step - ledger->since[at]);
        enter(ledger, now, layer, unit, NNT_UNIT_REVIVED, &revival);
    }
    if (is_dead && !was_dead) {
        ledger->since[at] = now->step;
    }
}

/* What the next look is compared with. */
static void remember(nnt_ledger *ledger, const nnt_observation *now) {
    const nnt_network *network = now->network;
    size_t at = 0;
    for (size_t l = 0; l < ledger->n_hidden; l++) {
        const double rms = nnt_observation_rms(now, l);
        for (size_t j = 0; j < network->layers[l].units; j++, at++) {
            const nnt_unit_stats *unit = &now->units[l][j];
            ledger->was_dead[at] = unit->is_dead;
            ledger->best_rows[at] = unit->best_row;
            ledger->margins[at] = unit->largest_z / rms;
        }
    }
    memcpy(ledger->parameters, network->parameters, network->block_length * sizeof(real));
    for (size_t l = 1; l < ledger->n_hidden; l++) {
        const size_t n = now->n_rows * network->layers[l].inputs;
        memcpy(ledger->inputs[l], now->pass->layers[l - 1].a, n * sizeof(real));
    }
    ledger->n_looks++;
}

void nnt_ledger_observe(nnt_ledger *ledger, const nnt_observation *now) {
    size_t at = 0;
    for (size_t l = 0; l < ledger->n_hidden; l++) {
        for (size_t j = 0; j < now->network->layers[l].units; j++, at++) {
            compare_unit(ledger, now, l, j, at);
        }
    }
    remember(ledger, now);
}
