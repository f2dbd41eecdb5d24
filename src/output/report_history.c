/* Series of a run for charts and tables. */
#include "output/report_history.h"

#include "output/html_page.h"
#include "output/html_style.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>

const double *nnt_report_column(const nnt_table *table, const char *name) {
    const size_t column = table ? nnt_table_column(table, name) : SIZE_MAX;
    return column == SIZE_MAX || table->n_rows == 0 ? NULL : table->cells + column;
}

nnt_svg_series nnt_report_series(const nnt_table *table, const char *x_name, const char *y_name) {
    const double *x = nnt_report_column(table, x_name);
    const double *y = nnt_report_column(table, y_name);
    return x && y ? (nnt_svg_series){x, y, table->n_columns, table->n_columns, table->n_rows}
                  : (nnt_svg_series){0};
}

double nnt_report_moment(const nnt_report_moments *moments, size_t t) {
    return moments->times[t * moments->n_layers * moments->table->n_columns];
}

/* True when two moments follow each other within one epoch. */
static bool has_repeats(const nnt_report_moments *moments) {
    for (size_t t = 1; t < moments->count; t++) {
        if (nnt_report_moment(moments, t) == nnt_report_moment(moments, t - 1)) {
            return true;
        }
    }
    return false;
}

nnt_report_moments nnt_report_find_moments(const nnt_run *run) {
    const nnt_table *table = &run->history->layers;
    const double *steps = nnt_report_column(table, "step");
    nnt_report_moments moments = {.table = table,
                                  .name = "epoch",
                                  .times = nnt_report_column(table, "epoch"),
                                  .n_layers = run->n_layers};
    moments.count = moments.times ? table->n_rows / run->n_layers : 0;
    if (steps && has_repeats(&moments)) {
        moments.name = "step";
        moments.times = steps;
    }
    return moments;
}

nnt_svg_series
nnt_report_layer_series(const nnt_report_moments *moments, const char *name, size_t layer) {
    nnt_svg_series series = nnt_report_series(moments->table, moments->name, name);
    if (series.n == 0) {
        return series;
    }
    series.x += layer * series.x_stride;
    series.y += layer * series.y_stride;
    series.x_stride *= moments->n_layers;
    series.y_stride *= moments->n_layers;
    series.n = moments->count;
    return series;
}

double nnt_report_last(const nnt_svg_series *series) {
    return series->n == 0 ? (double)NAN : series->y[(series->n - 1) * series->y_stride];
}

size_t nnt_report_layer_color(size_t layer, size_t n_layers) {
    return n_layers < 2 ? 0 : layer * (NNT_STYLE_RAMP - 1) / (n_layers - 1);
}

void nnt_report_add_layer_legend(nnt_text *text, size_t n, size_t n_layers) {
    const size_t most = 8;
    const size_t n_shown = n < most ? n : most;
    nnt_html_open_legend(text);
    for (size_t i = 0; i < n_shown; i++) {
        const size_t layer = n_shown < 2 ? 0 : i * (n - 1) / (n_shown - 1);
        char style[32];
        char label[64];
        snprintf(style, sizeof style, "line r%zu", nnt_report_layer_color(layer, n_layers));
        snprintf(label, sizeof label, "layer %zu%s", layer + 1,
                 layer + 1 == n_layers ? " (output)" : "");
        nnt_html_add_legend(text, style, label);
    }
    nnt_html_close_legend(text);
}

static void add_table_row(nnt_text *text,
                          const nnt_report_moments *moments,
                          const double *values,
                          size_t t,
                          size_t n_shown) {
    const size_t stride = moments->table->n_columns;
    nnt_text_add(text, "<tr>");
    nnt_html_add_cell(text, nnt_report_moment(moments, t));
    for (size_t layer = 0; layer < n_shown; layer++) {
        nnt_html_add_cell(text, values[(t * moments->n_layers + layer) * stride]);
    }
    nnt_text_add(text, "</tr>\n");
}

void nnt_report_add_layer_table(nnt_text *text,
                                const nnt_report_moments *moments,
                                const char *name,
                                size_t n) {
    const double *values = nnt_report_column(moments->table, name);
    const size_t n_rows =
        moments->count < NNT_REPORT_TABLE_ROWS ? moments->count : NNT_REPORT_TABLE_ROWS;
    const size_t n_shown = n < NNT_REPORT_TABLE_LAYERS ? n : NNT_REPORT_TABLE_LAYERS;
    char names[NNT_REPORT_TABLE_LAYERS][32];
    const char *columns[NNT_REPORT_TABLE_LAYERS + 1] = {moments->name};
    char summary[96];
    if (!values || n_rows == 0) {
        return;
    }
    for (size_t layer = 0; layer < n_shown; layer++) {
        snprintf(names[layer], sizeof names[layer], "layer %zu", layer + 1);
        columns[layer + 1] = names[layer];
    }
    snprintf(summary, sizeof summary, "Numbers (%zu of %zu rows; all are in layers.csv)", n_rows,
             moments->count);
    nnt_html_open_table(text, summary, columns, n_shown + 1);
    for (size_t row = 0; row < n_rows; row++) {
        const size_t t = n_rows < 2 ? 0 : row * (moments->count - 1) / (n_rows - 1);
        add_table_row(text, moments, values, t, n_shown);
    }
    nnt_html_close_table(text);
}
