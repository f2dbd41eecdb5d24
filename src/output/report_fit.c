/* What the network computes over its one input, beside the training rows. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_dots.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/svg_shape.h"

enum { MOST_CURVES = 4 };

static bool has_targets(const nnt_view *rows) {
    return rows->n_rows > 0 && rows->dataset->targets;
}

static double get_target(const nnt_view *rows, size_t dot, size_t output) {
    const size_t row = nnt_report_dot_row(rows, dot);
    return rows->dataset->targets[row * rows->dataset->n_outputs + output];
}

/* A sign at each row for one output. */
static void
add_targets(nnt_text *text, const nnt_svg_chart *chart, const nnt_view *rows, size_t output) {
    nnt_svg_open_path(text, "point faint c6");
    for (size_t dot = 0; has_targets(rows) && dot < nnt_report_dot_count(rows); dot++) {
        const size_t row = nnt_report_dot_row(rows, dot);
        nnt_report_add_sign(text, chart, nnt_dataset_feature(rows->dataset, row, 0),
                            get_target(rows, dot, output), nnt_report_sign(0));
    }
    nnt_svg_close_path(text, NULL);
}

static nnt_svg_chart lay_out(const nnt_run_view *view,
                             const nnt_svg_series *curve,
                             size_t output,
                             const char *names[2]) {
    const nnt_view *rows = &view->samples->rows;
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&x, curve->x, curve->n, curve->x_stride);
    nnt_svg_range_add_all(&y, curve->y, curve->n, curve->y_stride);
    for (size_t dot = 0; has_targets(rows) && dot < nnt_report_dot_count(rows); dot++) {
        nnt_svg_range_add(&y, get_target(rows, dot, output));
    }
    return nnt_svg_chart_create("The curve that the network has fitted, and training rows",
                                names[0], &x, names[1], &y);
}

/* The curve at some points at equal distances. */
static void add_table(nnt_text *text, const nnt_svg_series *curve, const char *const names[2]) {
    nnt_html_open_table(text, "Numbers", names, 2);
    for (size_t row = 0; row < NNT_REPORT_TABLE_ROWS; row++) {
        const size_t i = row * (curve->n - 1) / (NNT_REPORT_TABLE_ROWS - 1);
        const double numbers[] = {curve->x[i * curve->x_stride], curve->y[i * curve->y_stride]};
        nnt_html_add_row(text, numbers, 2);
    }
    nnt_html_close_table(text);
}

static void add_curve(nnt_text *text, const nnt_run_view *view, size_t output) {
    const nnt_answer_grid *grid = &view->samples->grid;
    const nnt_svg_series curve = {grid->axes[0], grid->answers + output, 1, view->run->n_outputs,
                                  grid->n_points};
    char rooms[2][NNT_NAME_ROOM];
    const char *names[2] = {nnt_dataset_feature_name(view->data, 0, rooms[0]),
                            nnt_dataset_output_name(view->data, output, rooms[1])};
    const nnt_svg_chart chart = lay_out(view, &curve, output, names);
    nnt_html_open_figure(text, "Network and training rows");
    nnt_html_open_legend(text);
    nnt_html_add_legend(text, "line c0 bold", "network");
    nnt_html_add_sign_legend(text, "point c6", nnt_report_sign(0), "training rows");
    nnt_html_close_legend(text);
    nnt_svg_chart_open(text, &chart);
    add_targets(text, &chart, &view->samples->rows, output);
    nnt_svg_chart_add_line(text, &chart, &curve, "line c0 bold", "network");
    nnt_svg_chart_close(text);
    add_table(text, &curve, names);
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    return view->samples && view->samples->grid.n_points > 0 && view->run->n_features == 1 &&
           view->task == NNT_TASK_REGRESSION;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const size_t n_outputs = view->run->n_outputs;
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t output = 0; output < n_outputs && output < MOST_CURVES; output++) {
        add_curve(text, view, output);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_fit = {
    .id = "fit",
    .title = "Fitted curve",
    .lead = "What the network computes between and beyond the training rows.",
    .is_present = is_present,
    .render = render,
};
