/* Counting births, deaths and revivals, and what might spare them. */
#include "diagnosis/deaths.h"

#include "diagnosis/phrase.h"
#include "diagnosis/trace.h"
#include <math.h>
#include <string.h>

/* Codes of the column "event". */
enum { BORN_DEAD, DIED, REVIVED };

/* The table of events, whose columns are looked up once: it may have some hundred
 * thousand rows. */
typedef struct ledger {
    const nnt_table *table;
    size_t layer, event, weights, bias, upstream; /* columns, SIZE_MAX: there is none */
} ledger;

static ledger open_ledger(const nnt_table *table) {
    return (ledger){.table = table,
                    .layer = nnt_table_column(table, "layer"),
                    .event = nnt_table_column(table, "event"),
                    .weights = nnt_table_column(table, "cause_weights"),
                    .bias = nnt_table_column(table, "cause_bias"),
                    .upstream = nnt_table_column(table, "cause_upstream")};
}

static double get_cell(const nnt_table *table, size_t row, size_t column) {
    return column == SIZE_MAX ? (double)NAN : table->cells[row * table->n_columns + column];
}

static void add_cause(const ledger *it, size_t row, nnt_deaths *deaths) {
    const double weights = get_cell(it->table, row, it->weights);
    const double bias = get_cell(it->table, row, it->bias);
    const double upstream = get_cell(it->table, row, it->upstream);
    if (isfinite(weights) && isfinite(bias) && isfinite(upstream)) {
        deaths->n_caused++;
        deaths->weights += weights;
        deaths->bias += bias;
        deaths->upstream += upstream;
    }
}

nnt_deaths nnt_deaths_count(const nnt_evidence *evidence, size_t layer) {
    const ledger it = open_ledger(&evidence->history->units);
    nnt_deaths deaths = {0};
    for (size_t row = 0; row < it.table->n_rows; row++) {
        const double event = get_cell(it.table, row, it.event);
        if (get_cell(it.table, row, it.layer) != (double)layer) {
            continue;
        }
        deaths.n_born += event == BORN_DEAD;
        deaths.n_revived += event == REVIVED;
        if (event == DIED) {
            deaths.n_died++;
            add_cause(&it, row, &deaths);
        }
    }
    if (deaths.n_caused > 0) {
        deaths.weights /= (double)deaths.n_caused;
        deaths.bias /= (double)deaths.n_caused;
        deaths.upstream /= (double)deaths.n_caused;
    }
    return deaths;
}

void nnt_deaths_describe(const nnt_deaths *deaths, char *phrase) {
    if (deaths->n_born + deaths->n_died + deaths->n_revived > 0) {
        nnt_phrase_add(phrase, " %zu born dead, %zu died, %zu revived.", deaths->n_born,
                       deaths->n_died, deaths->n_revived);
    }
    if (deaths->n_caused > 0) {
        nnt_phrase_add(phrase, " Causes of death: own weights %s, own bias %s, layers below %s.",
                       nnt_brief_percent(deaths->weights).text,
                       nnt_brief_percent(deaths->bias).text,
                       nnt_brief_percent(deaths->upstream).text);
    }
}

/* Of activations with as few dead units: leaky_relu, which the remedy names. */
static bool is_nearer(const nnt_what_if *what_if, const nnt_what_if *best) {
    return strcmp(what_if->activation, "leaky_relu") == 0 &&
           strcmp(best->activation, "leaky_relu") != 0;
}

void nnt_deaths_advise(const nnt_evidence *evidence, char *phrase) {
    const double present = nnt_theory_at(evidence, "dead_fraction", nnt_hidden_count(evidence));
    const nnt_what_if *best = NULL;
    for (size_t i = 0; i < evidence->n_what_ifs; i++) {
        const nnt_what_if *it = &evidence->what_ifs[i];
        const bool keeps_gradient = it->delta_ratio >= 0.1 && it->delta_ratio <= 10;
        if (keeps_gradient &&
            (it->dead_fraction < (best ? best->dead_fraction : present) ||
             (best && it->dead_fraction == best->dead_fraction && is_nearer(it, best)))) {
            best = it;
        }
    }
    if (best) {
        nnt_phrase_add(phrase, " Predicted share at birth with %s and %s: %s instead of %s.",
                       best->activation, best->initializer,
                       nnt_brief_percent(best->dead_fraction).text,
                       nnt_brief_percent(present).text);
    }
}
