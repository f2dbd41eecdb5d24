/* Units that died and came back. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_lives.h"
#include "output/report_section.h"

#include <math.h>
#include <stdio.h>

enum { MOST_EVENTS = 200, N_KINDS = 3, DIED = 1, N_CAUSES = 3 };

static const char *const event_names[N_KINDS] = {"born dead", "died", "revived"};

/* What a unit died of: shares that add up to 1. */
static const char *const cause_columns[N_CAUSES] = {"cause_weights", "cause_bias",
                                                    "cause_upstream"};
static const char *const cause_names[N_CAUSES] = {"own weights", "own bias", "layers below"};

/* Columns of the table of events. */
typedef struct ledger_columns {
    const double *layer, *unit, *event, *epoch;
    const double *causes[N_CAUSES];  /* NULL: they were not measured */
    const double *spell, *permanent; /* NULL likewise */
} ledger_columns;

static ledger_columns find_columns(const nnt_table *table) {
    ledger_columns columns = {nnt_report_column(table, "layer"),
                              nnt_report_column(table, "unit"),
                              nnt_report_column(table, "event"),
                              nnt_report_column(table, "epoch"),
                              {NULL},
                              nnt_report_column(table, "spell"),
                              nnt_report_column(table, "permanent")};
    for (size_t c = 0; c < N_CAUSES; c++) {
        columns.causes[c] = nnt_report_column(table, cause_columns[c]);
    }
    return columns;
}

static size_t get_kind(double event) {
    return event > 0 && event < N_KINDS ? (size_t)event : 0;
}

/* Units of the hidden layers that are dead at the last moment; NaN: not measured. */
static double count_dead(const nnt_run *run) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    double sum = 0;
    for (size_t l = 0; l + 1 < run->n_layers; l++) {
        const nnt_svg_series series = nnt_report_layer_series(&moments, "dead_units", l);
        sum += nnt_report_last(&series);
    }
    return sum;
}

static void add_counts(nnt_text *text, const nnt_run *run, const ledger_columns *columns) {
    const nnt_table *table = &run->history->units;
    const double dead = count_dead(run);
    size_t counts[N_KINDS] = {0};
    size_t n_permanent = 0;
    for (size_t r = 0; r < table->n_rows; r++) {
        const size_t at = r * table->n_columns;
        counts[get_kind(columns->event[at])]++;
        n_permanent += columns->permanent && columns->permanent[at] == 1;
    }
    nnt_text_add(text, "<p>");
    for (size_t k = 0; k < N_KINDS; k++) {
        nnt_text_addf(text, "%s<b>%zu</b> %s", k > 0 ? ", " : "", counts[k], event_names[k]);
    }
    if (isfinite(dead)) {
        nnt_text_addf(text, "; <b>%s</b> dead at the end",
                      nnt_html_round(dead, NNT_HTML_TICK_DIGITS).text);
    }
    if (n_permanent > 0) {
        nnt_text_addf(text, "; <b>%zu</b> of layer 1 for good, since nothing moves what they see",
                      n_permanent);
    }
    nnt_text_add(text, ".</p>\n");
}

/* The mean share of each cause over the deaths that have one. */
static void add_causes(nnt_text *text, const nnt_table *table, const ledger_columns *columns) {
    double sums[N_CAUSES] = {0};
    double n = 0;
    for (size_t r = 0; r < table->n_rows && columns->causes[0]; r++) {
        const size_t at = r * table->n_columns;
        if (get_kind(columns->event[at]) != DIED || !isfinite(columns->causes[0][at])) {
            continue;
        }
        for (size_t c = 0; c < N_CAUSES; c++) {
            sums[c] += columns->causes[c] ? columns->causes[c][at] : 0;
        }
        n++;
    }
    if (n == 0) {
        return;
    }
    nnt_text_add(text, "<p>What moved them to where they died, on average:");
    for (size_t c = 0; c < N_CAUSES; c++) {
        nnt_text_addf(text, "%s %s %s %%", c > 0 ? "," : "", cause_names[c],
                      nnt_html_round(floor(100 * sums[c] / n + 0.5), NNT_HTML_TABLE_DIGITS).text);
    }
    nnt_text_add(text, ".</p>\n");
}

static void add_event(nnt_text *text, const ledger_columns *columns, size_t at) {
    nnt_text_add(text, "<tr>");
    nnt_html_add_cell(text, columns->epoch[at]);
    nnt_html_add_cell(text, columns->layer[at]);
    nnt_html_add_cell(text, columns->unit[at]);
    nnt_text_addf(text, "<td class=\"text\">%s</td>", event_names[get_kind(columns->event[at])]);
    for (size_t c = 0; c < N_CAUSES; c++) {
        nnt_html_add_cell(text, columns->causes[c] ? floor(100 * columns->causes[c][at] + 0.5)
                                                   : (double)NAN);
    }
    if (columns->spell) {
        nnt_html_add_cell(text, columns->spell[at]);
    }
    nnt_text_add(text, "</tr>\n");
}

static bool is_present(const nnt_run_view *view) {
    const nnt_table *table = &view->run->history->units;
    const ledger_columns columns = find_columns(table);
    return columns.layer && columns.unit && columns.event && columns.epoch;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    static const char *const names[] = {"epoch",           "layer",          "unit",
                                        "event",           "own weights, %", "own bias, %",
                                        "layers below, %", "dead for, steps"};
    const size_t n_names = sizeof names / sizeof names[0];
    const nnt_table *table = &view->run->history->units;
    const ledger_columns columns = find_columns(table);
    const size_t n_shown = table->n_rows < MOST_EVENTS ? table->n_rows : MOST_EVENTS;
    char summary[96];
    add_counts(text, view->run, &columns);
    add_causes(text, table, &columns);
    nnt_report_add_lives(text, view->run);
    snprintf(summary, sizeof summary, "%s%zu event%s%s", n_shown < table->n_rows ? "First " : "",
             n_shown, n_shown == 1 ? "" : "s",
             n_shown < table->n_rows ? "; all are in units.csv" : "");
    nnt_html_open_table(text, summary, names, columns.spell ? n_names : n_names - 1);
    for (size_t r = 0; r < n_shown; r++) {
        add_event(text, &columns, r * table->n_columns);
    }
    nnt_html_close_table(text);
}

const nnt_report_section nnt_report_ledger = {
    .id = "units",
    .title = "Dead units",
    .lead = "A unit is dead while its slope is 0 on every probe row, so that no gradient reaches "
            "its weights.",
    .is_present = is_present,
    .render = render,
    .many = &nnt_report_many_units,
};
