/* Figures of lines. */
#include "output/report_lines.h"

#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/svg_shape.h"
#include <math.h>
#include <stdio.h>

static const char *name_scale(const nnt_report_lines *figure) {
    return figure->y.kind == NNT_SVG_LOG ? "logarithmic scale" : "";
}

void nnt_report_frame_scale(nnt_svg_range *y, double least, double goal) {
    if (y->kind == NNT_SVG_LINEAR) {
        nnt_svg_range_add(y, goal);
        y->low = y->low < least ? least : y->low;
    }
}

static nnt_svg_range measure_x(const nnt_report_lines *figure) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_WHOLE);
    for (size_t i = 0; i < figure->n; i++) {
        const nnt_svg_series *mean = &figure->lines[i].mean;
        nnt_svg_range_add_all(&x, mean->x, mean->n, mean->x_stride);
    }
    return x;
}

/* ---- the table ------------------------------------------------------------------ */

/* "0.5 (0.4 … 0.6)" */
static void add_cell(nnt_text *text, const nnt_report_line *line, size_t i) {
    nnt_text_add(text, "<td>");
    nnt_html_add_number(text, line->mean.y[i * line->mean.y_stride]);
    if (line->band && isfinite(line->low.y[i * line->low.y_stride])) {
        nnt_text_add(text, " <small>(");
        nnt_html_add_number(text, line->low.y[i * line->low.y_stride]);
        nnt_text_add(text, " … ");
        nnt_html_add_number(text, line->high.y[i * line->high.y_stride]);
        nnt_text_add(text, ")</small>");
    }
    nnt_text_add(text, "</td>");
}

static void add_table(nnt_text *text, const nnt_report_lines *figure) {
    const nnt_svg_series *first = &figure->lines[0].mean;
    const size_t n_lines =
        figure->n < NNT_REPORT_TABLE_LAYERS ? figure->n : NNT_REPORT_TABLE_LAYERS;
    const size_t n =
        !figure->file || first->n < NNT_REPORT_TABLE_ROWS ? first->n : NNT_REPORT_TABLE_ROWS;
    const char *columns[NNT_REPORT_TABLE_LAYERS + 1] = {figure->x_title};
    char summary[96] = "Numbers";
    if (figure->file) {
        snprintf(summary, sizeof summary, "Numbers (%zu of %zu rows; all are in %s)", n, first->n,
                 figure->file);
    }
    for (size_t c = 0; c < n_lines; c++) {
        columns[c + 1] = figure->lines[c].name;
    }
    nnt_html_open_table(text, summary, columns, n_lines + 1);
    for (size_t row = 0; row < n; row++) {
        const size_t i = n < 2 ? 0 : row * (first->n - 1) / (n - 1);
        nnt_text_add(text, "<tr>");
        nnt_html_add_cell(text, first->x[i * first->x_stride]);
        for (size_t c = 0; c < n_lines; c++) {
            add_cell(text, &figure->lines[c], i);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_html_close_table(text);
}

/* ---- one chart ------------------------------------------------------------------ */

static void add_band(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_line *line) {
    if (line->band) {
        nnt_svg_chart_add_band(text, chart, &line->low, &line->high, line->band, line->name);
    }
}

static void add_legend(nnt_text *text, const nnt_report_lines *figure) {
    nnt_html_open_legend(text);
    for (size_t i = 0; i < figure->n; i++) {
        nnt_html_add_legend(text, figure->lines[i].style, figure->lines[i].name);
    }
    if (figure->band_name) {
        nnt_html_add_legend(text, "swatch band", figure->band_name);
    }
    nnt_html_close_legend(text);
}

/* The colour of a line, for its dots: what follows "line ". */
static void add_dots(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_line *line) {
    char style[48];
    snprintf(style, sizeof style, "dot %s", line->style + sizeof "line");
    nnt_svg_chart_add_dots(text, chart, &line->mean, style);
}

static void draw_lines(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_lines *figure) {
    for (size_t i = 0; i < figure->n; i++) {
        add_band(text, chart, &figure->lines[i]);
    }
    for (size_t i = 0; i < figure->n; i++) {
        const nnt_report_line *line = &figure->lines[i];
        nnt_svg_chart_add_line(text, chart, &line->mean, line->style, line->name);
        if (figure->has_dots) {
            add_dots(text, chart, line);
        }
    }
}

void nnt_report_add_lines(nnt_text *text, const nnt_report_lines *figure) {
    const nnt_svg_range x = measure_x(figure);
    const nnt_svg_chart chart =
        nnt_svg_chart_create(figure->caption, figure->x_title, &x, name_scale(figure), &figure->y);
    nnt_html_open_figure(text, figure->caption);
    if (figure->n > 1 || figure->band_name) {
        add_legend(text, figure);
    }
    nnt_svg_chart_open(text, &chart);
    if (figure->moment_name) {
        nnt_svg_chart_add_moment(text, &chart, figure->moment, figure->moment_name);
    }
    draw_lines(text, &chart, figure);
    nnt_svg_chart_close(text);
    add_table(text, figure);
    nnt_html_close_figure(text);
}

/* ---- many small charts ---------------------------------------------------------- */

/* All lines once, to be shown again in every chart. */
static void add_shared(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_lines *figure) {
    nnt_text_addf(text,
                  "<svg class=\"shared\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><g "
                  "id=\"all-%s\">\n",
                  figure->id);
    for (size_t i = 0; i < figure->n; i++) {
        nnt_svg_chart_add_line(text, chart, &figure->lines[i].mean, "line pale", NULL);
    }
    nnt_text_add(text, "</g></defs></svg>\n");
}

static void add_small(nnt_text *text,
                      const nnt_svg_range *x,
                      const nnt_report_lines *figure,
                      const nnt_report_line *line) {
    const nnt_svg_chart chart = nnt_svg_chart_create_small(line->name, x, &figure->y);
    nnt_html_open_small(text, line->name);
    nnt_svg_chart_open(text, &chart);
    nnt_text_addf(text, "<use href=\"#all-%s\"/>\n", figure->id);
    add_band(text, &chart, line);
    nnt_svg_chart_add_line(text, &chart, &line->mean, line->style, line->name);
    nnt_svg_chart_close(text);
    nnt_html_close_small(text);
}

void nnt_report_add_small_lines(nnt_text *text, const nnt_report_lines *figure) {
    const nnt_svg_range x = measure_x(figure);
    const nnt_svg_chart chart = nnt_svg_chart_create_small(figure->caption, &x, &figure->y);
    nnt_html_open_figure(text, figure->caption);
    nnt_text_addf(text, "<p class=\"hint\">Over the %s%s; pale: the other variants%s%s.</p>\n",
                  figure->x_title, figure->y.kind == NNT_SVG_LOG ? ", on a logarithmic scale" : "",
                  figure->band_name ? "; shaded: " : "",
                  figure->band_name ? figure->band_name : "");
    add_shared(text, &chart, figure);
    nnt_html_open_multiples(text);
    for (size_t i = 0; i < figure->n; i++) {
        add_small(text, &x, figure, &figure->lines[i]);
    }
    nnt_html_close_multiples(text);
    add_table(text, figure);
    nnt_html_close_figure(text);
}
