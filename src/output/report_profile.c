/* The delta profile at the start, at the end and at any epoch, beside theory. */
#include "output/report_profile.h"

#include "base/memory.h"
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/svg_shape.h"
#include <math.h>
#include <stdio.h>

enum { MOST_SLIDER_STOPS = 120 };

static const char quantity[] = "delta_norm";

/* Profiles of some moments: row s holds delta_norm of the hidden layers at stop s
 * over that of the last hidden layer. */
typedef struct profiles {
    nnt_report_moments moments;
    size_t n_hidden, n_stops;
    double *layers;    /* (n_hidden) 1, 2, … */
    double *relatives; /* (n_stops, n_hidden) */
} profiles;

bool nnt_report_has_profile(const nnt_run *run) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    return run->n_layers > 2 && moments.count > 0 && nnt_report_column(moments.table, quantity);
}

static size_t choose_moment(const profiles *it, size_t stop) {
    return it->n_stops < 2 ? 0 : stop * (it->moments.count - 1) / (it->n_stops - 1);
}

static bool create_profiles(const nnt_run *run, profiles *it) {
    *it = (profiles){.moments = nnt_report_find_moments(run), .n_hidden = run->n_layers - 1};
    it->n_stops = it->moments.count < MOST_SLIDER_STOPS ? it->moments.count : MOST_SLIDER_STOPS;
    it->layers = nnt_allocate(it->n_hidden, sizeof *it->layers);
    it->relatives = nnt_allocate(it->n_stops * it->n_hidden, sizeof *it->relatives);
    if (!it->layers || !it->relatives) {
        return false;
    }
    for (size_t l = 0; l < it->n_hidden; l++) {
        const nnt_svg_series series = nnt_report_layer_series(&it->moments, quantity, l);
        const nnt_svg_series last =
            nnt_report_layer_series(&it->moments, quantity, it->n_hidden - 1);
        it->layers[l] = (double)(l + 1);
        for (size_t s = 0; s < it->n_stops; s++) {
            const size_t at = choose_moment(it, s) * series.y_stride;
            it->relatives[s * it->n_hidden + l] = series.y[at] / last.y[at];
        }
    }
    return true;
}

static void clear_profiles(profiles *it) {
    nnt_free(it->layers);
    nnt_free(it->relatives);
}

static nnt_svg_series get_profile(const profiles *it, size_t stop) {
    return (nnt_svg_series){it->layers, it->relatives + stop * it->n_hidden, 1, 1, it->n_hidden};
}

/* ---- the picture -------------------------------------------------------------- */

static nnt_svg_chart lay_out(const profiles *it, const nnt_table *theory) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LOG);
    const nnt_svg_series low = nnt_report_series(theory, "layer", "delta_norm_low");
    const nnt_svg_series high = nnt_report_series(theory, "layer", "delta_norm_high");
    nnt_svg_range_add_all(&x, it->layers, it->n_hidden, 1);
    nnt_svg_range_add_all(&y, it->relatives, it->n_stops * it->n_hidden, 1);
    nnt_svg_range_add_all(&y, low.y, low.n, low.y_stride);
    nnt_svg_range_add_all(&y, high.y, high.n, high.y_stride);
    return nnt_svg_chart_create("Error arriving at each hidden layer, relative to the last hidden "
                                "layer, at the start, at the end and as theory predicts the start",
                                "hidden layer", &x, "relative to the last hidden layer", &y);
}

/* Theory knows no spread for some networks. */
static bool has_band(const nnt_table *theory) {
    const nnt_svg_series low = nnt_report_series(theory, "layer", "delta_norm_low");
    const nnt_svg_series high = nnt_report_series(theory, "layer", "delta_norm_high");
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LOG);
    nnt_svg_range_add_all(&range, low.y, low.n, low.y_stride);
    return high.n > 0 && !range.is_empty;
}

static void add_theory(nnt_text *text, const nnt_svg_chart *chart, const nnt_table *theory) {
    const nnt_svg_series mean = nnt_report_series(theory, "layer", "delta_norm");
    const nnt_svg_series low = nnt_report_series(theory, "layer", "delta_norm_low");
    const nnt_svg_series high = nnt_report_series(theory, "layer", "delta_norm_high");
    if (has_band(theory)) {
        nnt_svg_chart_add_band(text, chart, &low, &high, "predicted for networks of this width");
    }
    if (mean.n > 0) {
        nnt_svg_chart_add_line(text, chart, &mean, "line c6 thin dash", "predicted");
    }
}

static void add_measured(nnt_text *text, const nnt_svg_chart *chart, const profiles *it) {
    const nnt_svg_series start = get_profile(it, 0);
    const nnt_svg_series end = get_profile(it, it->n_stops - 1);
    nnt_svg_chart_add_line(text, chart, &start, "line c0", "measured at the start");
    nnt_svg_chart_add_dots(text, chart, &start, "dot c0");
    if (it->n_stops > 1) {
        nnt_svg_chart_add_line(text, chart, &end, "line c1", "measured at the end");
        nnt_svg_chart_add_dots(text, chart, &end, "dot c1");
    }
}

static void add_legend(nnt_text *text, const profiles *it, const nnt_table *theory) {
    char label[64];
    nnt_html_open_legend(text);
    snprintf(label, sizeof label, "%s %s", it->moments.name,
             nnt_html_round(nnt_report_moment(&it->moments, 0), NNT_HTML_TICK_DIGITS).text);
    nnt_html_add_legend(text, "line c0", label);
    if (it->n_stops > 1) {
        const double last = nnt_report_moment(&it->moments, it->moments.count - 1);
        snprintf(label, sizeof label, "%s %s", it->moments.name,
                 nnt_html_round(last, NNT_HTML_TICK_DIGITS).text);
        nnt_html_add_legend(text, "line c1", label);
    }
    if (theory) {
        nnt_html_add_legend(text, "line c6 thin dash", "theory, before training");
    }
    if (has_band(theory)) {
        nnt_html_add_legend(text, "swatch band", "its spread at this width");
    }
    nnt_html_close_legend(text);
}

static void add_table(nnt_text *text, const profiles *it, const nnt_table *theory) {
    static const char *const columns[] = {"layer", "start", "end", "theory, low", "theory, high"};
    enum { N_COLUMNS = sizeof columns / sizeof columns[0] };
    const nnt_svg_series low = nnt_report_series(theory, "layer", "delta_norm_low");
    const nnt_svg_series high = nnt_report_series(theory, "layer", "delta_norm_high");
    nnt_html_open_table(text, "Numbers", columns, N_COLUMNS);
    for (size_t l = 0; l < it->n_hidden; l++) {
        const double numbers[N_COLUMNS] = {it->layers[l], it->relatives[l],
                                           it->relatives[(it->n_stops - 1) * it->n_hidden + l],
                                           l < low.n ? low.y[l * low.y_stride] : (double)NAN,
                                           l < high.n ? high.y[l * high.y_stride] : (double)NAN};
        nnt_html_add_row(text, numbers, N_COLUMNS);
    }
    nnt_html_close_table(text);
}

/* ---- the slider --------------------------------------------------------------- */

static void add_place(nnt_text *text, double place) {
    nnt_text_add(text, isnan(place) ? "null" : nnt_svg_at(place).text);
}

/* Places of the profile at every stop, for the script. */
static void add_places(nnt_text *text, const nnt_svg_chart *chart, const profiles *it) {
    nnt_text_addf(text, "<script type=\"application/json\" id=\"profile-data\">{\"name\":\"%s\"",
                  it->moments.name);
    nnt_text_add(text, ",\"moments\":[");
    for (size_t s = 0; s < it->n_stops; s++) {
        nnt_text_add(text, s > 0 ? "," : "");
        nnt_text_add_json_number(text, nnt_report_moment(&it->moments, choose_moment(it, s)));
    }
    nnt_text_add(text, "],\"x\":[");
    for (size_t l = 0; l < it->n_hidden; l++) {
        nnt_text_add(text, l > 0 ? "," : "");
        add_place(text, nnt_svg_scale_place(&chart->x, it->layers[l]));
    }
    nnt_text_add(text, "],\"y\":[");
    for (size_t i = 0; i < it->n_stops * it->n_hidden; i++) {
        nnt_text_add(text, i > 0 ? "," : "");
        add_place(text, nnt_svg_scale_place(&chart->y, it->relatives[i]));
    }
    nnt_text_add(text, "]}</script>\n");
}

const char *const nnt_report_profile_script[] = {
    "(function () {\n"
    "  'use strict';\n"
    "  const source = document.getElementById('profile-data');\n"
    "  if (!source) return;\n"
    "  const data = JSON.parse(source.textContent);\n"
    "  const slider = document.getElementById('profile-slider');\n"
    "  const line = document.getElementById('profile-line');\n"
    "  const input = slider.querySelector('input');\n"
    "  const output = slider.querySelector('output');\n",
    "  function show() {\n"
    "    const stop = Number(input.value);\n"
    "    let path = '', pen = 'M';\n"
    "    data.x.forEach(function (x, layer) {\n"
    "      const y = data.y[stop * data.x.length + layer];\n"
    "      if (y === null) { pen = 'M'; return; }\n"
    "      path += pen + x + ' ' + y;\n"
    "      pen = 'L';\n"
    "    });\n"
    "    line.setAttribute('d', path);\n"
    "    output.textContent = data.name + ' ' + data.moments[stop];\n"
    "    input.setAttribute('aria-valuetext', output.textContent);\n"
    "  }\n",
    "  input.max = data.moments.length - 1;\n"
    "  input.value = Math.floor(input.max / 2);\n"
    "  input.addEventListener('input', show);\n"
    "  slider.hidden = false;\n"
    "  show();\n"
    "}());\n",
    NULL,
};

static void add_slider(nnt_text *text, const nnt_svg_chart *chart, const profiles *it) {
    nnt_text_add(text, "<div class=\"slider\" id=\"profile-slider\" hidden>"
                       "<label for=\"profile-input\">Move through training</label>"
                       "<input id=\"profile-input\" type=\"range\" min=\"0\">"
                       "<output for=\"profile-input\"></output></div>\n");
    add_places(text, chart, it);
}

void nnt_report_add_profile(nnt_text *text, const nnt_run *run) {
    profiles it;
    if (!create_profiles(run, &it)) {
        text->failed = true;
        clear_profiles(&it);
        return;
    }
    const nnt_table *theory = run->theory && run->theory->n_rows > 0 ? run->theory : NULL;
    const nnt_svg_chart chart = lay_out(&it, theory);
    nnt_html_open_figure(text, "Error arriving at each hidden layer");
    add_legend(text, &it, theory);
    nnt_svg_chart_open(text, &chart);
    if (theory) {
        add_theory(text, &chart, theory);
    }
    nnt_text_add(text, "<path id=\"profile-line\" class=\"line c2 bold\"/>\n");
    add_measured(text, &chart, &it);
    nnt_svg_chart_close(text);
    if (it.n_stops > 2) {
        add_slider(text, &chart, &it);
    }
    add_table(text, &it, theory);
    nnt_html_close_figure(text);
    clear_profiles(&it);
}
