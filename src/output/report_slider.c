/* Stops of the slider, and the script that shows them. */
#include "output/report_slider.h"

#include "base/memory.h"
#include "output/svg_shape.h"
#include <math.h>

enum { MOST_STOPS = 120 };

static size_t choose_moment(const nnt_report_stops *it, size_t stop) {
    return it->n_stops < 2 ? 0 : stop * (it->moments.count - 1) / (it->n_stops - 1);
}

bool nnt_report_stops_take(nnt_report_stops *it, const nnt_run *run, const char *column) {
    *it =
        (nnt_report_stops){.moments = nnt_report_find_moments(run), .n_hidden = run->n_layers - 1};
    it->n_stops = it->moments.count < MOST_STOPS ? it->moments.count : MOST_STOPS;
    it->values = nnt_allocate(it->n_stops * it->n_hidden, sizeof *it->values);
    if (!it->values) {
        return false;
    }
    const nnt_svg_series last = nnt_report_layer_series(&it->moments, column, it->n_hidden - 1);
    for (size_t l = 0; l < it->n_hidden; l++) {
        const nnt_svg_series series = nnt_report_layer_series(&it->moments, column, l);
        for (size_t s = 0; s < it->n_stops; s++) {
            const size_t at = choose_moment(it, s) * series.y_stride;
            it->values[s * it->n_hidden + l] = series.y[at] / last.y[at];
        }
    }
    return true;
}

void nnt_report_stops_clear(nnt_report_stops *stops) {
    nnt_free(stops->values);
    stops->values = NULL;
}

void nnt_report_add_stops_line(nnt_text *text) {
    nnt_text_add(text, "<path id=\"profile-line\" class=\"line c2 bold\" d=\"\"/>\n");
}

static void add_place(nnt_text *text, double place) {
    nnt_text_add(text, isnan(place) ? "null" : nnt_svg_at(place).text);
}

/* Places of the profile at every stop, for the script. */
static void add_places(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_stops *it) {
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
        add_place(text, nnt_svg_scale_place(&chart->x, (double)(l + 1)));
    }
    nnt_text_add(text, "],\"y\":[");
    for (size_t i = 0; i < it->n_stops * it->n_hidden; i++) {
        nnt_text_add(text, i > 0 ? "," : "");
        add_place(text, nnt_svg_scale_place(&chart->y, it->values[i]));
    }
    nnt_text_add(text, "]}</script>\n");
}

void nnt_report_add_slider(nnt_text *text,
                           const nnt_svg_chart *chart,
                           const nnt_report_stops *stops) {
    nnt_text_add(text, "<div class=\"slider\" id=\"profile-slider\" hidden>"
                       "<label for=\"profile-input\">Move through training</label>"
                       "<input id=\"profile-input\" type=\"range\" min=\"0\">"
                       "<output for=\"profile-input\"></output></div>\n");
    add_places(text, chart, stops);
}

const char *const nnt_report_slider_script[] = {
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
