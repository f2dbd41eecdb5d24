/* Taking and drawing delta profiles. */
#include "output/report_profile.h"

#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_slider.h"
#include <math.h>
#include <stdio.h>

static const char quantity[] = "delta_norm";

bool nnt_report_has_profile(const nnt_run *run) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    return run->n_layers > 2 && moments.count > 0 && nnt_report_column(moments.table, quantity);
}

bool nnt_report_profile_take(nnt_report_profile *profile, nnt_report_runs runs) {
    *profile = (nnt_report_profile){.n_hidden = 0};
    for (size_t i = 0; i < runs.n && profile->n_hidden == 0; i++) {
        const nnt_run *run = runs.runs[i];
        if (run && nnt_report_has_profile(run)) {
            const nnt_report_moments moments = nnt_report_find_moments(run);
            profile->n_hidden = run->n_layers - 1;
            profile->theory = run->theory && run->theory->n_rows > 0 ? run->theory : NULL;
            profile->time_name = moments.name;
            profile->first = nnt_report_moment(&moments, 0);
            profile->last = nnt_report_moment(&moments, moments.count - 1);
        }
    }
    nnt_report_profile_of what = {quantity, NNT_REPORT_START, true, NNT_SVG_LOG};
    if (!nnt_report_spread_take_layers(&profile->start, runs, &what, profile->n_hidden)) {
        return false;
    }
    what.end = NNT_REPORT_END;
    return nnt_report_spread_take_layers(&profile->end, runs, &what, profile->n_hidden);
}

void nnt_report_profile_clear(nnt_report_profile *profile) {
    nnt_report_spread_clear(&profile->start);
    nnt_report_spread_clear(&profile->end);
}

static bool has_end(const nnt_report_profile *profile) {
    return profile->last > profile->first;
}

/* ---- theory --------------------------------------------------------------------- */

typedef struct predicted {
    nnt_svg_series mean, low, high;
} predicted;

static predicted find_theory(const nnt_report_profile *profile) {
    return (predicted){nnt_report_series(profile->theory, "layer", "delta_norm"),
                       nnt_report_series(profile->theory, "layer", "delta_norm_low"),
                       nnt_report_series(profile->theory, "layer", "delta_norm_high")};
}

/* Theory knows no spread for some networks. */
static bool has_band(const predicted *theory) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LOG);
    nnt_svg_range_add_all(&range, theory->low.y, theory->low.n, theory->low.y_stride);
    return theory->high.n > 0 && !range.is_empty;
}

static void add_series(nnt_svg_range *range, const nnt_svg_series *series) {
    nnt_svg_range_add_all(range, series->y, series->n, series->y_stride);
}

void nnt_report_profile_measure(const nnt_report_profile *profile,
                                nnt_svg_range *x,
                                nnt_svg_range *y) {
    const nnt_report_spread *spreads[] = {&profile->start, &profile->end};
    const predicted theory = find_theory(profile);
    for (size_t i = 0; i < 2; i++) {
        nnt_svg_range_add_all(x, spreads[i]->x, spreads[i]->n_points, 1);
        nnt_svg_range_add_all(y, spreads[i]->values, spreads[i]->n_runs * spreads[i]->n_points, 1);
    }
    add_series(y, &theory.low);
    add_series(y, &theory.high);
}

/* ---- drawing -------------------------------------------------------------------- */

static void draw_spread(nnt_text *text,
                        const nnt_svg_chart *chart,
                        const nnt_report_spread *spread,
                        unsigned color,
                        bool has_dots,
                        const char *tooltip) {
    char style[32];
    const nnt_svg_series mean = nnt_report_spread_mean(spread);
    const nnt_svg_series low = nnt_report_spread_low(spread);
    const nnt_svg_series high = nnt_report_spread_high(spread);
    if (nnt_report_spread_has_interval(spread)) {
        snprintf(style, sizeof style, "band c%u", color);
        nnt_svg_chart_add_band(text, chart, &low, &high, style, tooltip);
    }
    snprintf(style, sizeof style, "line c%u", color);
    nnt_svg_chart_add_line(text, chart, &mean, style, tooltip);
    snprintf(style, sizeof style, "dot c%u", color);
    if (has_dots) {
        nnt_svg_chart_add_dots(text, chart, &mean, style);
    }
}

void nnt_report_profile_draw(nnt_text *text,
                             const nnt_svg_chart *chart,
                             const nnt_report_profile *profile,
                             bool has_dots) {
    const predicted theory = find_theory(profile);
    if (has_band(&theory)) {
        nnt_svg_chart_add_band(text, chart, &theory.low, &theory.high, "band",
                               "predicted for networks of this width");
    }
    draw_spread(text, chart, &profile->start, 0, has_dots, "measured at the start");
    if (has_end(profile)) {
        draw_spread(text, chart, &profile->end, 1, has_dots, "measured at the end");
    }
    if (theory.mean.n > 0) {
        nnt_svg_chart_add_line(text, chart, &theory.mean, "line ink thin dash", "predicted");
    }
}

static void
add_moment(nnt_text *text, const char *style, const nnt_report_profile *it, double moment) {
    char label[64];
    snprintf(label, sizeof label, "%s %s", it->time_name,
             nnt_html_round(moment, NNT_HTML_TICK_DIGITS).text);
    nnt_html_add_legend(text, style, label);
}

void nnt_report_profile_add_legend(nnt_text *text, const nnt_report_profile *profiles, size_t n) {
    bool has_theory = false;
    bool has_spread = false;
    bool has_interval = false;
    for (size_t i = 0; i < n; i++) {
        const predicted theory = find_theory(&profiles[i]);
        has_theory = has_theory || theory.mean.n > 0;
        has_spread = has_spread || has_band(&theory);
        has_interval = has_interval || nnt_report_spread_has_interval(&profiles[i].start);
    }
    nnt_html_open_legend(text);
    if (n == 1) {
        add_moment(text, "line c0", profiles, profiles->first);
    } else {
        nnt_html_add_legend(text, "line c0", "before training");
    }
    if (n == 1 && has_end(profiles)) {
        add_moment(text, "line c1", profiles, profiles->last);
    } else if (n > 1) {
        nnt_html_add_legend(text, "line c1", "at the end");
    }
    if (has_interval) {
        nnt_html_add_legend(text, "swatch band c0", "95 % interval over the seeds");
    }
    if (has_theory) {
        nnt_html_add_legend(text, "line ink thin dash", "theory, before training");
    }
    if (has_spread) {
        nnt_html_add_legend(text, "swatch band", "its spread at this width");
    }
    nnt_html_close_legend(text);
}

/* ---- the figure of one run ------------------------------------------------------ */

static void add_table(nnt_text *text, const nnt_report_profile *it) {
    static const char *const columns[] = {"layer", "start", "end", "theory, low", "theory, high"};
    enum { N_COLUMNS = sizeof columns / sizeof columns[0] };
    const predicted theory = find_theory(it);
    nnt_html_open_table(text, "Numbers", columns, N_COLUMNS);
    for (size_t l = 0; l < it->n_hidden; l++) {
        const double numbers[N_COLUMNS] = {
            it->start.x[l], it->start.mean[l], it->end.mean[l],
            l < theory.low.n ? theory.low.y[l * theory.low.y_stride] : (double)NAN,
            l < theory.high.n ? theory.high.y[l * theory.high.y_stride] : (double)NAN};
        nnt_html_add_row(text, numbers, N_COLUMNS);
    }
    nnt_html_close_table(text);
}

static void
add_figure(nnt_text *text, const nnt_report_profile *it, const nnt_report_stops *stops) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LOG);
    nnt_report_profile_measure(it, &x, &y);
    nnt_svg_range_add_all(&y, stops->values, stops->n_stops * stops->n_hidden, 1);
    const nnt_svg_chart chart =
        nnt_svg_chart_create("Error arriving at each hidden layer, relative to the last hidden "
                             "layer, at the start, at the end and as theory predicts the start",
                             "hidden layer", &x, "relative to the last hidden layer", &y);
    nnt_html_open_figure(text, "Error arriving at each hidden layer");
    nnt_report_profile_add_legend(text, it, 1);
    nnt_svg_chart_open(text, &chart);
    nnt_report_add_moving_line(text);
    nnt_report_profile_draw(text, &chart, it, true);
    nnt_svg_chart_close(text);
    nnt_report_add_places(text, &chart, stops);
    add_table(text, it);
    nnt_html_close_figure(text);
}

void nnt_report_add_profile(nnt_text *text, const nnt_run *run) {
    const nnt_report_runs runs = {&run, 1};
    nnt_report_profile profile;
    nnt_report_stops stops = {.n_stops = 0};
    if (nnt_report_profile_take(&profile, runs) &&
        nnt_report_stops_take(&stops, run, quantity, true)) {
        add_figure(text, &profile, &stops);
    } else {
        text->failed = true;
    }
    nnt_report_profile_clear(&profile);
    nnt_report_stops_clear(&stops);
}
