/* Figures of the layers over time. */
#include "output/report_layer_lines.h"

#include "output/html_page.h"
#include "output/html_text.h"
#include <stdio.h>

static nnt_svg_range find_range(const nnt_report_moments *moments,
                                const nnt_report_layer_lines *figure) {
    nnt_svg_range y = nnt_svg_range_create(figure->kind);
    for (size_t l = 0; l < figure->n_layers; l++) {
        const nnt_svg_series series = nnt_report_layer_series(moments, figure->column, l);
        nnt_svg_range_add_all(&y, series.y, series.n, series.y_stride);
    }
    return y;
}

static nnt_svg_range find_times(const nnt_report_moments *moments) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    for (size_t t = 0; t < moments->count; t++) {
        nnt_svg_range_add(&x, nnt_report_moment(moments, t));
    }
    return x;
}

bool nnt_report_has_layer_lines(const nnt_report_moments *moments,
                                const nnt_report_layer_lines *figure) {
    return moments->count > 0 && nnt_report_column(moments->table, figure->column) &&
           !find_range(moments, figure).is_empty;
}

static void add_line(nnt_text *text,
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

void nnt_report_add_layer_lines(nnt_text *text,
                                const nnt_report_moments *moments,
                                const nnt_report_layer_lines *figure) {
    const nnt_svg_range x = find_times(moments);
    nnt_svg_range y = find_range(moments, figure);
    if (figure->kind == NNT_SVG_LINEAR) {
        nnt_svg_range_add(&y, 0);
    }
    const nnt_svg_chart chart =
        nnt_svg_chart_create(figure->label, moments->name, &x,
                             figure->kind == NNT_SVG_LOG ? "logarithmic scale" : "", &y);
    nnt_html_open_figure(text, figure->caption);
    nnt_report_add_layer_legend(text, figure->n_layers, moments->n_layers);
    nnt_svg_chart_open(text, &chart);
    for (size_t l = 0; l < figure->n_layers; l++) {
        const nnt_svg_series series = nnt_report_layer_series(moments, figure->column, l);
        add_line(text, &chart, &series, l, moments->n_layers);
    }
    nnt_svg_add_cursor(text, &chart.x, chart.top, chart.bottom);
    nnt_svg_chart_close(text);
    nnt_report_add_layer_table(text, moments, figure->column, figure->n_layers);
    nnt_html_close_figure(text);
}
