/* Units that died and came back. */
#include "output/html_page.h"
#include "output/report_history.h"
#include "output/report_section.h"

#include <stdio.h>

enum { MOST_EVENTS = 200, N_KINDS = 3 };

static const char *const event_names[N_KINDS] = {"born dead", "died", "revived"};

/* Columns of the table of events. */
typedef struct ledger_columns {
    const double *layer, *unit, *event, *epoch;
} ledger_columns;

static ledger_columns find_columns(const nnt_table *table) {
    return (ledger_columns){nnt_report_column(table, "layer"), nnt_report_column(table, "unit"),
                            nnt_report_column(table, "event"), nnt_report_column(table, "epoch")};
}

static size_t get_kind(double event) {
    return event > 0 && event < N_KINDS ? (size_t)event : 0;
}

static void add_counts(nnt_text *text, const nnt_table *table, const ledger_columns *columns) {
    size_t counts[N_KINDS] = {0};
    for (size_t r = 0; r < table->n_rows; r++) {
        counts[get_kind(columns->event[r * table->n_columns])]++;
    }
    nnt_text_add(text, "<p>");
    for (size_t k = 0; k < N_KINDS; k++) {
        nnt_text_addf(text, "%s<b>%zu</b> %s", k > 0 ? ", " : "", counts[k], event_names[k]);
    }
    nnt_text_add(text, ".</p>\n");
}

static void add_event(nnt_text *text, const ledger_columns *columns, size_t at) {
    nnt_text_add(text, "<tr>");
    nnt_html_add_cell(text, columns->epoch[at]);
    nnt_html_add_cell(text, columns->layer[at]);
    nnt_html_add_cell(text, columns->unit[at]);
    nnt_text_addf(text, "<td class=\"text\">%s</td></tr>\n",
                  event_names[get_kind(columns->event[at])]);
}

static bool is_present(const nnt_run_view *view) {
    const nnt_table *table = &view->run->history->units;
    const ledger_columns columns = find_columns(table);
    return columns.layer && columns.unit && columns.event && columns.epoch;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    static const char *const names[] = {"epoch", "layer", "unit", "event"};
    const nnt_table *table = &view->run->history->units;
    const ledger_columns columns = find_columns(table);
    const size_t n_shown = table->n_rows < MOST_EVENTS ? table->n_rows : MOST_EVENTS;
    char summary[96];
    add_counts(text, table, &columns);
    snprintf(summary, sizeof summary, "%s%zu event%s%s", n_shown < table->n_rows ? "First " : "",
             n_shown, n_shown == 1 ? "" : "s",
             n_shown < table->n_rows ? "; all are in units.csv" : "");
    nnt_html_open_table(text, summary, names, sizeof names / sizeof names[0]);
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
