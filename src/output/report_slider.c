/* Stops of the slider, and the script that shows them. */
#include "output/report_slider.h"

#include "base/memory.h"
#include "output/svg_shape.h"
#include <math.h>

enum { MOST_STOPS = 120, FEWEST_STOPS = 3 };

static size_t count_stops(const nnt_report_moments *moments) {
    return moments->count < MOST_STOPS ? moments->count : MOST_STOPS;
}

static size_t choose_moment(const nnt_report_moments *moments, size_t stop) {
    const size_t n_stops = count_stops(moments);
    return n_stops < 2 ? 0 : stop * (moments->count - 1) / (n_stops - 1);
}

bool nnt_report_stops_take(nnt_report_stops *it,
                           const nnt_run *run,
                           const char *column,
                           bool is_relative) {
    *it =
        (nnt_report_stops){.moments = nnt_report_find_moments(run), .n_hidden = run->n_layers - 1};
    it->n_stops = count_stops(&it->moments);
    it->values = nnt_allocate(it->n_stops * it->n_hidden, sizeof *it->values);
    if (!it->values) {
        return false;
    }
    const nnt_svg_series last = nnt_report_layer_series(&it->moments, column, it->n_hidden - 1);
    for (size_t l = 0; l < it->n_hidden; l++) {
        const nnt_svg_series series = nnt_report_layer_series(&it->moments, column, l);
        for (size_t s = 0; s < it->n_stops; s++) {
            const size_t at = choose_moment(&it->moments, s) * series.y_stride;
            it->values[s * it->n_hidden + l] = series.y[at] / (is_relative ? last.y[at] : 1);
        }
    }
    return true;
}

void nnt_report_stops_clear(nnt_report_stops *stops) {
    nnt_free(stops->values);
    stops->values = NULL;
}

void nnt_report_add_moving_line(nnt_text *text) {
    nnt_text_add(text, "<path class=\"moving line c2 bold\" d=\"\"/>\n");
}

static void add_place(nnt_text *text, double place) {
    nnt_text_add(text, isnan(place) ? "null" : nnt_svg_at(place).text);
}

void nnt_report_add_places(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_stops *it) {
    nnt_text_add(text, "<script type=\"application/json\" class=\"places\">{\"x\":[");
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

void nnt_report_add_slider(nnt_text *text, const nnt_run *run) {
    const nnt_report_moments moments = nnt_report_find_moments(run);
    const size_t n_stops = count_stops(&moments);
    if (n_stops < FEWEST_STOPS) {
        return;
    }
    nnt_text_addf(text,
                  "<div class=\"slider\" id=\"slider\" hidden>"
                  "<label for=\"slider-input\">Move through training</label>"
                  "<input id=\"slider-input\" type=\"range\" min=\"0\" max=\"%zu\">"
                  "<output for=\"slider-input\"></output></div>\n"
                  "<script type=\"application/json\" id=\"slider-data\">{\"name\":\"%s\",",
                  n_stops - 1, moments.name);
    nnt_text_add(text, "\"moments\":[");
    for (size_t s = 0; s < n_stops; s++) {
        nnt_text_add(text, s > 0 ? "," : "");
        nnt_text_add_json_number(text, nnt_report_moment(&moments, choose_moment(&moments, s)));
    }
    nnt_text_add(text, "]}</script>\n");
}

/* What pictures offer: script.places, one for each path.moving, in their order; on a
 * path.cursor "first last left right top bottom", moments and where they lie; on a
 * path.bars "left right top bottom", the count of its rows, and for each of the looks that
 * an element around it names a digit of base 36 a row. */
const char *const nnt_report_slider_script[] = {
    "(function () {\n"
    "  'use strict';\n"
    "  const source = document.getElementById('slider-data');\n"
    "  if (!source) return;\n"
    "  const data = JSON.parse(source.textContent);\n"
    "  const slider = document.getElementById('slider');\n"
    "  const input = slider.querySelector('input');\n"
    "  const output = slider.querySelector('output');\n"
    "  const all = function (what) { return Array.from(document.querySelectorAll(what)); };\n"
    "  const numbers = function (list) { return list.split(' ').map(Number); };\n"
    "  const places = all('script.places').map(function (script) {\n"
    "    return JSON.parse(script.textContent);\n"
    "  });\n"
    "  const lines = all('path.moving'), cursors = all('path.cursor'), bars = all('path.bars');\n",
    "  function drawLine(line, place, stop) {\n"
    "    let path = '', pen = 'M';\n"
    "    place.x.forEach(function (x, layer) {\n"
    "      const y = place.y[stop * place.x.length + layer];\n"
    "      if (y === null) { pen = 'M'; return; }\n"
    "      path += pen + x + ' ' + y;\n"
    "      pen = 'L';\n"
    "    });\n"
    "    line.setAttribute('d', path);\n"
    "  }\n"
    "  function drawCursor(cursor, moment) {\n"
    "    const [first, last, left, right, top, bottom] = numbers(cursor.dataset.place);\n"
    "    const share = last > first ? (moment - first) / (last - first) : 0;\n"
    "    const x = left + Math.min(1, Math.max(0, share)) * (right - left);\n"
    "    cursor.setAttribute('d', 'M' + x.toFixed(1) + ' ' + top + 'V' + bottom);\n"
    "  }\n",
    "  function drawBars(bar, moment) {\n"
    "    const [left, right, top, bottom] = numbers(bar.dataset.frame);\n"
    "    const looks = numbers(bar.closest('[data-looks]').dataset.looks);\n"
    "    const rows = Number(bar.dataset.rows), height = (bottom - top) / rows;\n"
    "    let look = 0;\n"
    "    while (look + 1 < looks.length && looks[look + 1] <= moment) look++;\n"
    "    const from = left + (look + 0.5) * (right - left) / looks.length;\n"
    "    const width = (right - left) * (from < (left + right) / 2 ? 0.4 : -0.4);\n"
    "    let path = 'M' + from.toFixed(1) + ' ' + bottom;\n"
    "    for (let row = 0; row < rows; row++) {\n"
    "      const size = parseInt(bar.dataset.bars[look * rows + row], 36) / 35;\n"
    "      path += 'H' + (from + size * width).toFixed(1) +\n"
    "        'V' + (bottom - (row + 1) * height).toFixed(1);\n"
    "    }\n"
    "    bar.setAttribute('d', path + 'H' + from.toFixed(1) + 'z');\n"
    "  }\n",
    "  function show() {\n"
    "    const stop = Number(input.value), moment = data.moments[stop];\n"
    "    lines.forEach(function (line, i) { drawLine(line, places[i], stop); });\n"
    "    cursors.forEach(function (cursor) { drawCursor(cursor, moment); });\n"
    "    bars.forEach(function (bar) { drawBars(bar, moment); });\n"
    "    output.textContent = data.name + ' ' + moment;\n"
    "    input.setAttribute('aria-valuetext', output.textContent);\n"
    "  }\n"
    "  input.value = Math.floor(input.max / 2);\n"
    "  input.addEventListener('input', show);\n"
    "  slider.hidden = false;\n"
    "  show();\n"
    "}());\n",
    NULL,
};
