/* The activations, and where the data sit on them. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_bins.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/svg_shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bars of the layers stand below the curves. */
static const double STRIP_SHARE = 0.15;
static const double STRIP_STEP = 5; /* between the bars of two layers, at most */
static const double CLOSE = 0.01;   /* to 0: too narrow to be drawn alone */

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

static double find_step(const nnt_svg_chart *chart, const nnt_run *run) {
    const double room = STRIP_SHARE / (1 + STRIP_SHARE) * fabs(chart->y.from - chart->y.to);
    return fmin(STRIP_STEP, room / (double)run->n_layers);
}

/* A bar from -rms to +rms for every layer that has this activation, layer 1 lowest. */
static void add_bars(nnt_text *text,
                     const nnt_svg_chart *chart,
                     const nnt_run *run,
                     const nnt_report_moments *moments,
                     const char *name) {
    const double bottom = chart->y.from - STRIP_STEP;
    const double step = find_step(chart, run);
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

/* ---- strips --------------------------------------------------------------------- */

/* Stretches of a strip by how densely they are filled. */
enum { N_LEVELS = 4 };

/* A stretch of z with what was counted in it. */
typedef struct stretch {
    double low, high;
    double count;
} stretch;

/* The bin as a stretch. Those closer to 0 than CLOSE are one, around 0, which is given
 * for the middle bin alone; the outermost end where the picture does. */
static stretch find_stretch(const nnt_report_bins *bins, const double *counts, size_t bin) {
    const size_t middle = bins->n_bins / 2;
    const double edge = nnt_report_bin_edge(bins, bin);
    if (bin == middle) {
        stretch all = {-CLOSE, CLOSE, 0};
        for (size_t b = 0; b < bins->n_bins; b++) {
            all.count += fabs(nnt_report_bin_edge(bins, b)) < CLOSE ? counts[b] : 0;
        }
        return all;
    }
    const bool is_outermost = bin == 0 || bin + 1 == bins->n_bins;
    const double next =
        is_outermost ? 2 * edge : nnt_report_bin_edge(bins, bin > middle ? bin + 1 : bin - 1);
    return (stretch){fmin(edge, next), fmax(edge, next), fabs(edge) < CLOSE ? 0 : counts[bin]};
}

static double find_density(const stretch *it) {
    return it->count / (it->high - it->low);
}

/* A strip over the stretches where the layer's z lie at the last look, layer 1 lowest. */
static void add_strip(nnt_text *text,
                      const nnt_svg_chart *chart,
                      const nnt_report_bins *bins,
                      size_t layer,
                      double y) {
    const double *counts =
        nnt_report_bin_counts(bins, bins->n_looks - 1, layer, NNT_REPORT_PREACTIVATION);
    const double reach = chart->x.high;
    double densest = 0;
    for (size_t b = 0; b < bins->n_bins; b++) {
        const stretch it = find_stretch(bins, counts, b);
        densest = fmax(densest, find_density(&it));
    }
    for (size_t b = 0; b < bins->n_bins && densest > 0; b++) {
        const stretch it = find_stretch(bins, counts, b);
        const double level = ceil(N_LEVELS * sqrt(find_density(&it) / densest));
        if (it.count > 0 && it.low < reach && it.high > -reach) {
            char style[40];
            snprintf(style, sizeof style, "line strip r%zu s%d",
                     nnt_report_layer_color(layer, bins->n_layers), (int)level);
            nnt_svg_add_line(text, style, nnt_svg_scale_place(&chart->x, fmax(it.low, -reach)), y,
                             nnt_svg_scale_place(&chart->x, fmin(it.high, reach)), y);
        }
    }
}

static void add_strips(nnt_text *text,
                       const nnt_svg_chart *chart,
                       const nnt_run *run,
                       const nnt_report_bins *bins,
                       const char *name) {
    const double step = find_step(chart, run);
    for (size_t l = 0; l + 1 < run->n_layers; l++) {
        if (strcmp(run->layers[l].activation, name) == 0) {
            add_strip(text, chart, bins, l, chart->y.from - STRIP_STEP - (double)l * step);
        }
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
    nnt_report_bins bins;
    const bool has_bins = nnt_report_find_bins(run, &bins);
    nnt_html_open_figure(text, curve->name);
    nnt_html_open_legend(text);
    nnt_html_add_legend(text, "line c0", "f(z)");
    nnt_html_add_legend(text, "line c1 dash", "slope f′(z)");
    nnt_html_add_legend(text, "line bold r0",
                        has_bins ? "where z of each layer lies at the end, layer 1 lowest"
                                 : "bars: −rms … rms of z, one a layer");
    nnt_html_close_legend(text);
    nnt_svg_chart_open(text, &chart);
    if (has_bins) {
        add_strips(text, &chart, run, &bins, curve->name);
    } else {
        add_bars(text, &chart, run, &moments, curve->name);
    }
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
    .lead = "Below each curve, where the pre-activations of the layers lie at the end. Where the "
            "slope is near 0 above them, errors do not pass.",
    .is_present = is_present,
    .render = render,
};
