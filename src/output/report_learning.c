/* Loss and metrics over the epochs. */
#include "output/report_history.h"
#include "output/report_lines.h"
#include "output/report_section.h"

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
enum { N_PAIRS = sizeof pairs / sizeof pairs[0] };

static void add_curves(nnt_text *text, const nnt_run *run, const curve_pair *pair) {
    const nnt_table *table = &run->history->metrics;
    const nnt_report_line lines[] = {
        {.name = "training",
         .style = "line c0",
         .mean = nnt_report_series(table, "epoch", pair->train)},
        {.name = "validation",
         .style = "line c1 dash",
         .mean = nnt_report_series(table, "epoch", pair->validation ? pair->validation : "")},
    };
    nnt_report_lines figure = {.caption = pair->caption,
                               .x_title = "epoch",
                               .y = nnt_svg_range_create(pair->kind),
                               .lines = lines,
                               .n = lines[1].mean.n > 0 ? 2 : 1,
                               .file = "metrics.csv"};
    for (size_t i = 0; i < figure.n; i++) {
        nnt_svg_range_add_all(&figure.y, lines[i].mean.y, lines[i].mean.n, lines[i].mean.y_stride);
    }
    nnt_report_frame_scale(&figure.y, pair->least, pair->goal);
    if (run->best_epoch != run->epochs) {
        figure.moment_name = "weights kept";
        figure.moment = (double)run->best_epoch;
    }
    nnt_report_add_lines(text, &figure);
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
    .many = &nnt_report_many_learning,
};
