/* The activations, and where the data sit on them. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/svg_shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bars of the layers stand below the curves. */
static const double STRIP_SHARE = 0.15;
static const double STRIP_STEP = 4; /* between the bars of two layers, at most */

static nnt_svg_chart lay_out(const nnt_activation_curve *curve) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&x, curve->z, curve->n, 1);
    nnt_svg_range_add_all(&y, curve->value, curve->n, 1);
    nnt_svg_range_add_all(&y, curve->slope, curve->n, 1);
    nnt_svg_range_add(&y, y.low - STRIP_SHARE * (y.high - y.low));
    return nnt_svg_chart_create(curve->name, "pre-activation z", &x, "", &y);
}

static double find_rms(const nnt_report_moments *moments, size_t layer) {
    const nnt_svg_series series = nnt_report_layer_series(moments, "preactivation_rms", layer);
    return nnt_report_last(&series);
}

/* A bar from -rms to +rms for every layer that has this activation, layer 1 lowest. */
static void add_bars(nnt_text *text,
                     const nnt_svg_chart *chart,
                     const nnt_run *run,
                     const nnt_report_moments *moments,
                     const char *name) {
    const double bottom = chart->y.from - STRIP_STEP;
    const double room = STRIP_SHARE / (1 + STRIP_SHARE) * fabs(chart->y.from - chart->y.to);
    const double step = fmin(STRIP_STEP, room / (double)run->n_layers);
    for (size_t l = 0; l + 1 < run->n_layers; l++) {
        const double rms = find_rms(moments, l);
        char style[32];
        char tooltip[96];
        if (strcmp(run->layers[l].activation, name) != 0 || !isfinite(rms)) {
            continue;
        }
        const double y = bottom - (double)l * step;
        snprintf(style, sizeof style, "line bold r%zu", nnt_report_layer_color(l, run->n_layers));
        snprintf(tooltip, sizeof tooltip, "layer %zu: root mean square of z is %s", l + 1,
                 nnt_html_round(rms, NNT_HTML_TABLE_DIGITS).text);
        nnt_svg_open_path(text, style);
        nnt_svg_add_point(text, 'M', nnt_svg_scale_place(&chart->x, -rms), y);
        nnt_svg_add_point(text, 'L', nnt_svg_scale_place(&chart->x, rms), y);
        nnt_svg_close_path(text, tooltip);
    }
}

static void
add_table(nnt_text *text, const nnt_run *run, const nnt_report_moments *moments, const char *name) {
    static const char *const columns[] = {"layer", "root mean square of z",
                                          "slope retention 0 … 1"};
    enum { N_COLUMNS = sizeof columns / sizeof columns[0] };
    nnt_html_open_table(text, "Numbers", columns, N_COLUMNS);
    for (size_t l = 0; l + 1 < run->n_layers; l++) {
        const nnt_svg_series retention = nnt_report_layer_series(moments, "slope_retention", l);
        const double numbers[N_COLUMNS] = {(double)(l + 1), find_rms(moments, l),
                                           nnt_report_last(&retention)};
        if (strcmp(run->layers[l].activation, name) == 0) {
            nnt_html_add_row(text, numbers, N_COLUMNS);
        }
    }
    nnt_html_close_table(text);
}

static void add_curve(nnt_text *text, const nnt_run *run, const nnt_activation_curve *curve) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    const nnt_svg_series value = {curve->z, curve->value, 1, 1, curve->n};
    const nnt_svg_series slope = {curve->z, curve->slope, 1, 1, curve->n};
    const nnt_svg_chart chart = lay_out(curve);
    nnt_html_open_figure(text, curve->name);
    nnt_html_open_legend(text);
    nnt_html_add_legend(text, "line c0", "f(z)");
    nnt_html_add_legend(text, "line c1 dash", "slope f′(z)");
    nnt_html_add_legend(text, "line bold r0", "bars: −rms … rms of z, one a layer");
    nnt_html_close_legend(text);
    nnt_svg_chart_open(text, &chart);
    add_bars(text, &chart, run, &moments, curve->name);
    nnt_svg_chart_add_line(text, &chart, &value, "line c0", "f(z)");
    nnt_svg_chart_add_line(text, &chart, &slope, "line c1 dash", "slope f′(z)");
    nnt_svg_chart_close(text);
    add_table(text, run, &moments, curve->name);
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    return view->samples && view->samples->n_curves > 0;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t i = 0; i < view->samples->n_curves; i++) {
        add_curve(text, view->run, &view->samples->curves[i]);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_activations = {
    .id = "activations",
    .title = "Activations",
    .lead = "Each bar spans the typical size of a layer's pre-activations at the end. Where the "
            "slope is near 0 under a bar, errors do not pass.",
    .is_present = is_present,
    .render = render,
};
