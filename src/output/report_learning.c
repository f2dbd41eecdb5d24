/* Loss and metrics over the epochs. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_section.h"

#include <stdio.h>

/* A quantity that each epoch has of training and validation. */
typedef struct curve_pair {
    const char *caption, *train, *validation;
    nnt_svg_kind kind;
    double least; /* nothing below it is shown where the scale is linear … */
    double goal;  /* … and this is always shown */
} curve_pair;

static const curve_pair pairs[] = {
    {"Loss", "train_loss", "validation_loss", NNT_SVG_LOG, 0, 0},
    {"Accuracy", "train_accuracy", "validation_accuracy", NNT_SVG_LINEAR, 0, 1},
    {"RMSE, in the targets' own units", "train_rmse", "validation_rmse", NNT_SVG_LOG, 0, 0},
    {"R², share of the variance that is explained", "train_r2", "validation_r2", NNT_SVG_LINEAR, -1,
     1},
    {"Learning rate", "learning_rate", NULL, NNT_SVG_LINEAR, 0, 0},
};
enum { N_PAIRS = sizeof pairs / sizeof pairs[0], N_COLUMNS = 3 };

static void add_table(nnt_text *text, const nnt_table *table, const curve_pair *pair) {
    const char *const columns[N_COLUMNS] = {"epoch", pair->train, pair->validation};
    const double *cells[N_COLUMNS] = {NULL};
    size_t n_columns = 0;
    char summary[96];
    for (size_t c = 0; c < N_COLUMNS && columns[c]; c++) {
        cells[c] = nnt_report_column(table, columns[c]);
        n_columns += cells[c] ? 1 : 0;
    }
    const size_t n = table->n_rows < NNT_REPORT_TABLE_ROWS ? table->n_rows : NNT_REPORT_TABLE_ROWS;
    snprintf(summary, sizeof summary, "Numbers (%zu of %zu rows; all are in metrics.csv)", n,
             table->n_rows);
    nnt_html_open_table(text, summary, columns, n_columns);
    for (size_t i = 0; i < n; i++) {
        const size_t row = n < 2 ? 0 : i * (table->n_rows - 1) / (n - 1);
        double numbers[N_COLUMNS];
        for (size_t c = 0; c < n_columns; c++) {
            numbers[c] = cells[c][row * table->n_columns];
        }
        nnt_html_add_row(text, numbers, n_columns);
    }
    nnt_html_close_table(text);
}

/* The values of both curves, as far as the scale may go down. */
static nnt_svg_range
measure(const curve_pair *pair, const nnt_svg_series *train, const nnt_svg_series *validation) {
    nnt_svg_range range = nnt_svg_range_create(pair->kind);
    nnt_svg_range_add_all(&range, train->y, train->n, train->y_stride);
    nnt_svg_range_add_all(&range, validation->y, validation->n, validation->y_stride);
    if (pair->kind == NNT_SVG_LINEAR) {
        nnt_svg_range_add(&range, pair->goal);
        range.low = range.low < pair->least ? pair->least : range.low;
    }
    return range;
}

static void add_curves(nnt_text *text, const nnt_run *run, const curve_pair *pair) {
    const nnt_table *table = &run->history->metrics;
    const nnt_svg_series train = nnt_report_series(table, "epoch", pair->train);
    const nnt_svg_series validation = pair->validation
                                          ? nnt_report_series(table, "epoch", pair->validation)
                                          : (nnt_svg_series){0};
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    const nnt_svg_range y = measure(pair, &train, &validation);
    nnt_svg_range_add_all(&x, train.x, train.n, train.x_stride);
    const nnt_svg_chart chart = nnt_svg_chart_create(
        pair->caption, "epoch", &x, pair->kind == NNT_SVG_LOG ? "logarithmic scale" : "", &y);
    nnt_html_open_figure(text, pair->caption);
    if (validation.n > 0) {
        nnt_html_open_legend(text);
        nnt_html_add_legend(text, "line c0", "training");
        nnt_html_add_legend(text, "line c1 dash", "validation");
        nnt_html_close_legend(text);
    }
    nnt_svg_chart_open(text, &chart);
    if (run->best_epoch != run->epochs) {
        nnt_svg_chart_add_moment(text, &chart, (double)run->best_epoch, "weights kept");
    }
    nnt_svg_chart_add_line(text, &chart, &train, "line c0", pair->validation ? "training" : NULL);
    if (validation.n > 0) {
        nnt_svg_chart_add_line(text, &chart, &validation, "line c1 dash", "validation");
    }
    nnt_svg_chart_close(text);
    add_table(text, table, pair);
    nnt_html_close_figure(text);
}

static bool is_constant(const nnt_svg_series *series) {
    for (size_t i = 1; i < series->n; i++) {
        if (series->y[i * series->y_stride] != series->y[0]) {
            return false;
        }
    }
    return true;
}

static bool is_present(const nnt_run_view *view) {
    return view->run->history->metrics.n_rows > 0;
}

/* A curve without a partner, such as a learning rate, is shown when it moves. */
static void render(const nnt_run_view *view, nnt_text *text) {
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t p = 0; p < N_PAIRS; p++) {
        const nnt_svg_series series =
            nnt_report_series(&view->run->history->metrics, "epoch", pairs[p].train);
        if (series.n > 0 && (pairs[p].validation || !is_constant(&series))) {
            add_curves(text, view->run, &pairs[p]);
        }
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_learning = {
    .id = "learning",
    .title = "Learning",
    .lead = "Epoch 0 is the network before its first step. The training curve of an epoch is the "
            "mean over its batches while the weights move; validation is measured at its end.",
    .is_present = is_present,
    .render = render,
};
