/* How active the units of the layers are, and how much slope they have left. */
#include "base/memory.h"
#include "output/html_page.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/report_slider.h"

static const struct {
    const char *column, *caption, *label;
} kinds[] = {
    {"active_fraction", "Units that are on, as a share of rows and units",
     "Share of pairs of a row and a unit with a pre-activation above 0, layer by layer"},
    {"slope_retention", "Slope that is left, as a share of the largest",
     "Mean of the slope over the largest slope of the activation, layer by layer"},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0], FEWEST_LAYERS = 3 };

/* A stop over the layers. */
static nnt_svg_series take_stop(const nnt_report_stops *stops, const double *layers, size_t stop) {
    return (nnt_svg_series){layers, stops->values + stop * stops->n_hidden, 1, 1, stops->n_hidden};
}

static void add_legend(nnt_text *text) {
    nnt_html_open_legend(text);
    nnt_html_add_legend(text, "line c0", "at the start");
    nnt_html_add_legend(text, "line c1", "at the end");
    nnt_html_close_legend(text);
}

static void add_table(nnt_text *text, const nnt_svg_series *start, const nnt_svg_series *end) {
    static const char *const columns[] = {"layer", "start", "end"};
    enum { N_COLUMNS = sizeof columns / sizeof columns[0] };
    nnt_html_open_table(text, "Numbers", columns, N_COLUMNS);
    for (size_t l = 0; l < start->n; l++) {
        const double numbers[N_COLUMNS] = {start->x[l], start->y[l], end->y[l]};
        nnt_html_add_row(text, numbers, N_COLUMNS);
    }
    nnt_html_close_table(text);
}

static void
add_figure(nnt_text *text, size_t kind, const nnt_report_stops *stops, const double *layers) {
    const nnt_svg_series start = take_stop(stops, layers, 0);
    const nnt_svg_series end = take_stop(stops, layers, stops->n_stops - 1);
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&x, layers, stops->n_hidden, 1);
    nnt_svg_range_add(&y, 0);
    nnt_svg_range_add(&y, 1);
    const nnt_svg_chart chart =
        nnt_svg_chart_create(kinds[kind].label, "hidden layer", &x, "share", &y);
    nnt_html_open_figure(text, kinds[kind].caption);
    add_legend(text);
    nnt_svg_chart_open(text, &chart);
    nnt_report_add_moving_line(text);
    nnt_svg_chart_add_line(text, &chart, &start, "line c0", "at the start");
    nnt_svg_chart_add_dots(text, &chart, &start, "dot c0");
    nnt_svg_chart_add_line(text, &chart, &end, "line c1", "at the end");
    nnt_svg_chart_add_dots(text, &chart, &end, "dot c1");
    nnt_svg_chart_close(text);
    nnt_report_add_places(text, &chart, stops);
    add_table(text, &start, &end);
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    bool has_columns = moments.count > 0;
    for (size_t k = 0; k < N_KINDS; k++) {
        has_columns = has_columns && nnt_report_column(moments.table, kinds[k].column);
    }
    return has_columns && view->run->n_layers >= FEWEST_LAYERS;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    double *layers = nnt_allocate(view->run->n_layers, sizeof *layers);
    for (size_t l = 0; layers && l < view->run->n_layers; l++) {
        layers[l] = (double)(l + 1);
    }
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t k = 0; k < N_KINDS; k++) {
        nnt_report_stops stops;
        if (nnt_report_stops_take(&stops, view->run, kinds[k].column, false) && layers) {
            add_figure(text, k, &stops, layers);
        } else {
            text->failed = true;
        }
        nnt_report_stops_clear(&stops);
    }
    nnt_text_add(text, "</div>\n");
    nnt_free(layers);
}

const nnt_report_section nnt_report_activity = {
    .id = "activity",
    .title = "Activity",
    .lead = "A share that falls towards the last layer means units that fall silent; a slope that "
            "is near 0 lets no gradient through.",
    .is_present = is_present,
    .render = render,
};
