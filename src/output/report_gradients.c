/* Gradients of the layers over time, and the profile across the layers. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_profile.h"
#include "output/report_section.h"

#include <stdio.h>

static const char quantity[] = "gradient_norm";

static void add_layer_line(nnt_text *text,
                           const nnt_svg_chart *chart,
                           const nnt_svg_series *series,
                           size_t layer,
                           size_t n_layers) {
    char style[32];
    char tooltip[160];
    snprintf(style, sizeof style, "line thin r%zu", nnt_report_layer_color(layer, n_layers));
    snprintf(tooltip, sizeof tooltip, "layer %zu: %s at the start, %s at the end", layer + 1,
             nnt_html_round(series->y[0], NNT_HTML_TABLE_DIGITS).text,
             nnt_html_round(nnt_report_last(series), NNT_HTML_TABLE_DIGITS).text);
    nnt_svg_chart_add_line(text, chart, series, style, tooltip);
}

static void add_norms(nnt_text *text, const nnt_report_moments *moments) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LOG);
    for (size_t l = 0; l < moments->n_layers; l++) {
        const nnt_svg_series series = nnt_report_layer_series(moments, quantity, l);
        nnt_svg_range_add_all(&x, series.x, series.n, series.x_stride);
        nnt_svg_range_add_all(&y, series.y, series.n, series.y_stride);
    }
    const nnt_svg_chart chart = nnt_svg_chart_create("Gradient norm of each layer over time",
                                                     moments->name, &x, "logarithmic scale", &y);
    nnt_html_open_figure(text, "Gradient norm of each layer");
    nnt_report_add_layer_legend(text, moments->n_layers);
    nnt_svg_chart_open(text, &chart);
    for (size_t l = 0; l < moments->n_layers; l++) {
        const nnt_svg_series series = nnt_report_layer_series(moments, quantity, l);
        add_layer_line(text, &chart, &series, l, moments->n_layers);
    }
    nnt_svg_add_cursor(text, &chart.x, chart.top, chart.bottom);
    nnt_svg_chart_close(text);
    nnt_report_add_layer_table(text, moments, quantity);
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    return moments.count > 0 && nnt_report_column(moments.table, quantity);
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    nnt_text_add(text, "<div class=\"grids\">\n");
    add_norms(text, &moments);
    if (nnt_report_has_profile(view->run)) {
        nnt_report_add_profile(text, view->run);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_gradients = {
    .id = "gradients",
    .title = "Gradients",
    .lead = "Lines that fall together mean convergence. Lines far apart, or a profile that falls "
            "steeply towards layer 1, mean gradients that vanish on their way back; one that "
            "rises towards layer 1, that they explode.",
    .is_present = is_present,
    .render = render,
    .many = &nnt_report_many_gradients,
};
