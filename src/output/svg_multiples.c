/* Small charts of activations, side by side. */
#include "output/svg_multiples.h"

#include "output/html_style.h"
#include "output/html_text.h"
#include "output/svg_chart.h"
#include "output/svg_shape.h"

enum { MOST_COLUMNS = 3, CELL_WIDTH = NNT_SVG_CHART_WIDTH + 16, CELL_HEIGHT = 320 };
static const double HEAD = 44, MARGIN = 16, NAME_AT = 18, CHART_AT = 24;

static void add_key(nnt_text *text, double x, const char *style, const char *label) {
    nnt_svg_add_line(text, style, x, HEAD / 2 + 8, x + 30, HEAD / 2 + 8);
    nnt_svg_add_text(text, "name", NNT_SVG_START, x + 38, HEAD / 2 + 12, label);
}

/* One chart in a picture inside the picture, which has a place and a size. */
static void add_chart(nnt_text *text, const nnt_activation_curve *curve, double left, double top) {
    const nnt_svg_series value = {curve->z, curve->value, 1, 1, curve->n};
    const nnt_svg_series slope = {curve->z, curve->slope, 1, 1, curve->n};
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&x, curve->z, curve->n, 1);
    nnt_svg_range_add_all(&y, curve->value, curve->n, 1);
    nnt_svg_range_add_all(&y, curve->slope, curve->n, 1);
    const nnt_svg_chart chart = nnt_svg_chart_create(curve->name, "z", &x, "", &y);
    nnt_svg_add_text(text, "name", NNT_SVG_START, left + chart.left, top + NAME_AT, curve->name);
    nnt_text_addf(text, "<svg x=\"%s\" y=\"%s\" width=\"%d\" height=\"%s\">\n",
                  nnt_svg_at(left).text, nnt_svg_at(top + CHART_AT).text, NNT_SVG_CHART_WIDTH,
                  nnt_svg_at(CELL_HEIGHT - CHART_AT - MARGIN).text);
    nnt_svg_chart_open(text, &chart);
    nnt_svg_chart_add_line(text, &chart, &value, "line c0", "f(z)");
    nnt_svg_chart_add_line(text, &chart, &slope, "line c1 dash", "f′(z)");
    nnt_svg_chart_close(text);
    nnt_svg_close(text);
}

void nnt_svg_add_multiples(nnt_text *text, const nnt_activation_curve *curves, size_t n) {
    const size_t n_columns = n < MOST_COLUMNS ? n : MOST_COLUMNS;
    const size_t n_rows = (n + n_columns - 1) / n_columns;
    const double width = (double)(n_columns * CELL_WIDTH);
    const double height = HEAD + (double)(n_rows * CELL_HEIGHT);
    nnt_svg_open(text, width, height, "Activations and their slopes");
    nnt_text_add(text, "<style>\n");
    nnt_html_add_picture_style(text);
    nnt_text_add(text, ".page{fill:var(--card)}\n</style>\n");
    nnt_svg_add_rect(text, "page", 0, 0, width, height);
    add_key(text, MARGIN, "line c0", "f(z)");
    add_key(text, MARGIN + 100, "line c1 dash", "slope f′(z)");
    for (size_t i = 0; i < n; i++) {
        add_chart(text, &curves[i], (double)(i % n_columns * CELL_WIDTH),
                  HEAD + (double)(i / n_columns * CELL_HEIGHT));
    }
    nnt_svg_close(text);
}
