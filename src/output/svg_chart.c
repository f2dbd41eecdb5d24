/* Charts. */
#include "output/svg_chart.h"

#include "output/svg_shape.h"
#include <math.h>

/* The frame inside the picture; the margins hold labels of twice the usual size,
 * which narrow screens get. */
static const double LEFT = 62, RIGHT = 466, TOP = 30, BOTTOM = 234;
static const double TICK_GAP = 8, X_LABEL_AT = 253, X_TITLE_AT = 274, Y_TITLE_AT = 17;
static const double DOT = 6; /* diameter */

nnt_svg_chart nnt_svg_chart_create(const char *label,
                                   const char *x_title,
                                   const nnt_svg_range *x,
                                   const char *y_title,
                                   const nnt_svg_range *y) {
    return (nnt_svg_chart){.label = label,
                           .x_title = x_title,
                           .y_title = y_title,
                           .x = nnt_svg_scale_create(x, LEFT, RIGHT),
                           .y = nnt_svg_scale_create(y, BOTTOM, TOP)};
}

static void add_x_axis(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(&chart->x, ticks);
    for (size_t i = 0; i < n; i++) {
        nnt_svg_add_line(text, "tick", ticks[i].place, BOTTOM, ticks[i].place, BOTTOM + 4);
        nnt_svg_add_text(text, "label", NNT_SVG_MIDDLE, ticks[i].place, X_LABEL_AT, ticks[i].text);
    }
    nnt_svg_add_line(text, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    nnt_svg_add_text(text, "title", NNT_SVG_END, RIGHT, X_TITLE_AT, chart->x_title);
}

static void add_y_axis(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(&chart->y, ticks);
    for (size_t i = 0; i < n; i++) {
        nnt_svg_add_line(text, "grid", LEFT, ticks[i].place, RIGHT, ticks[i].place);
        nnt_svg_add_text(text, "label", NNT_SVG_END, LEFT - TICK_GAP, ticks[i].place + 4,
                         ticks[i].text);
    }
    nnt_svg_add_text(text, "title", NNT_SVG_START, 4, Y_TITLE_AT, chart->y_title);
}

void nnt_svg_chart_open(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_open(text, NNT_SVG_CHART_WIDTH, NNT_SVG_CHART_HEIGHT, chart->label);
    add_y_axis(text, chart);
    add_x_axis(text, chart);
}

void nnt_svg_chart_close(nnt_text *text) {
    nnt_svg_close(text);
}

/* ---- lines -------------------------------------------------------------------- */

/* A line that is being drawn. */
typedef struct pen {
    nnt_text *text;
    const nnt_svg_chart *chart;
    const nnt_svg_series *series;
    bool is_down;
} pen;

static void move_to(pen *it, size_t i) {
    const double x = nnt_svg_scale_place(&it->chart->x, it->series->x[i * it->series->stride]);
    const double y = nnt_svg_scale_place(&it->chart->y, it->series->y[i * it->series->stride]);
    if (isnan(x) || isnan(y)) {
        it->is_down = false;
        return;
    }
    nnt_svg_add_point(it->text, it->is_down ? 'L' : 'M', x, y);
    nnt_text_add(it->text, it->is_down ? "" : "h0"); /* a point alone becomes a dot */
    it->is_down = true;
}

/* The points of first … end-1 that matter: the least and the greatest in their
 * order, or the first one where nothing has a place, which makes a gap. */
static void draw_piece(pen *it, size_t first, size_t end) {
    const nnt_svg_series *series = it->series;
    size_t least = first;
    size_t greatest = first;
    for (size_t i = first; i < end; i++) {
        const double y = series->y[i * series->stride];
        const double low = series->y[least * series->stride];
        const double high = series->y[greatest * series->stride];
        if (isfinite(y) && (y < low || !isfinite(low))) {
            least = i;
        }
        if (isfinite(y) && (y > high || !isfinite(high))) {
            greatest = i;
        }
    }
    move_to(it, least < greatest ? least : greatest);
    if (least != greatest) {
        move_to(it, least < greatest ? greatest : least);
    }
}

static void draw(pen *it) {
    const size_t n = it->series->n;
    const size_t n_pieces = NNT_SVG_MOST_POINTS / 2;
    if (n <= NNT_SVG_MOST_POINTS) {
        for (size_t i = 0; i < n; i++) {
            move_to(it, i);
        }
        return;
    }
    for (size_t piece = 0; piece < n_pieces; piece++) {
        draw_piece(it, piece * n / n_pieces, (piece + 1) * n / n_pieces);
    }
}

void nnt_svg_chart_add_line(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *series,
                            const char *style,
                            const char *tooltip) {
    pen it = {text, chart, series, false};
    nnt_svg_open_path(text, style);
    draw(&it);
    nnt_svg_close_path(text, tooltip);
}

/* ---- points and areas --------------------------------------------------------- */

void nnt_svg_chart_add_dots(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *series,
                            const char *style) {
    nnt_svg_open_path(text, style);
    for (size_t i = 0; i < series->n; i++) {
        const double x = nnt_svg_scale_place(&chart->x, series->x[i * series->stride]);
        const double y = nnt_svg_scale_place(&chart->y, series->y[i * series->stride]);
        if (!isnan(x) && !isnan(y)) {
            nnt_svg_add_point(text, 'M', x - DOT / 2, y);
            nnt_text_addf(text, "a3 3 0 1 0 6 0a3 3 0 1 0-6 0");
        }
    }
    nnt_svg_close_path(text, NULL);
}

void nnt_svg_chart_add_moment(nnt_text *text,
                              const nnt_svg_chart *chart,
                              double x,
                              const char *label) {
    const double at = nnt_svg_scale_place(&chart->x, x);
    const bool is_right = at > (LEFT + RIGHT) / 2;
    nnt_svg_add_line(text, "axis dots", at, TOP, at, BOTTOM);
    nnt_svg_add_text(text, "label", is_right ? NNT_SVG_END : NNT_SVG_START,
                     is_right ? at - 5 : at + 5, TOP + 10, label);
}

/* Along the upper line and back along the lower one; where one of them has no
 * place the area is left open to that point's neighbours. */
void nnt_svg_chart_add_band(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *low,
                            const nnt_svg_series *high,
                            const char *tooltip) {
    bool is_first = true;
    nnt_svg_open_path(text, "band");
    for (size_t i = 0; i < 2 * low->n; i++) {
        const nnt_svg_series *side = i < low->n ? high : low;
        const size_t k = i < low->n ? i : 2 * low->n - 1 - i;
        const double x = nnt_svg_scale_place(&chart->x, side->x[k * side->stride]);
        const double y = nnt_svg_scale_place(&chart->y, side->y[k * side->stride]);
        if (!isnan(x) && !isnan(y)) {
            nnt_svg_add_point(text, is_first ? 'M' : 'L', x, y);
            is_first = false;
        }
    }
    nnt_svg_close_path(text, tooltip);
}
