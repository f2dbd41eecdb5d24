/* Charts. */
#include "output/svg_chart.h"

#include "output/svg_shape.h"
#include <math.h>
#include <string.h>

/* The frame inside the picture; the margins have room for the larger letters of
 * narrow screens. */
static const double LEFT = 62, RIGHT = 466, TOP = 30, BOTTOM = 234;
static const double BELOW = 46;  /* from the frame to the end of the picture */
static const double MARGIN = 14; /* from the frame to the right edge */
/* The same of a small chart, which has no titles. */
static const double SMALL_LEFT = 50, SMALL_RIGHT = 228, SMALL_TOP = 10, SMALL_BOTTOM = 128;
static const double SMALL_BELOW = 26;
static const double HALF_A_LETTER = 5; /* on narrow screens */
static const double TICK_GAP = 8, X_LABEL_GAP = 19, X_TITLE_GAP = 40, Y_TITLE_AT = 17;
static const double DOT = 6; /* diameter */
/* Where the middle of a moment's label may be, clear of the title and of the edge. */
static const double MOMENT_LEFT = 200, MOMENT_RIGHT = 424;

nnt_svg_chart nnt_svg_chart_create(const char *label,
                                   const char *x_title,
                                   const nnt_svg_range *x,
                                   const char *y_title,
                                   const nnt_svg_range *y) {
    return (nnt_svg_chart){.label = label,
                           .x_title = x_title,
                           .y_title = y_title,
                           .x = nnt_svg_scale_create(x, LEFT, RIGHT),
                           .y = nnt_svg_scale_create(y, BOTTOM, TOP),
                           .left = LEFT,
                           .right = RIGHT,
                           .top = TOP,
                           .bottom = BOTTOM,
                           .height = BOTTOM + BELOW};
}

void nnt_svg_chart_make_square(nnt_svg_chart *chart, const nnt_svg_range *y) {
    chart->bottom = chart->top + chart->right - chart->left;
    chart->height = chart->bottom + BELOW;
    chart->y = nnt_svg_scale_create(y, chart->bottom, chart->top);
}

nnt_svg_chart
nnt_svg_chart_create_small(const char *label, const nnt_svg_range *x, const nnt_svg_range *y) {
    return (nnt_svg_chart){.label = label,
                           .x_title = "",
                           .y_title = "",
                           .x = nnt_svg_scale_create(x, SMALL_LEFT, SMALL_RIGHT),
                           .y = nnt_svg_scale_create(y, SMALL_BOTTOM, SMALL_TOP),
                           .left = SMALL_LEFT,
                           .right = SMALL_RIGHT,
                           .top = SMALL_TOP,
                           .bottom = SMALL_BOTTOM,
                           .height = SMALL_BOTTOM + SMALL_BELOW};
}

void nnt_svg_add_x_ticks(
    nnt_text *text, const nnt_svg_scale *scale, double right, double y, const char *title) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(scale, ticks);
    for (size_t i = 0; i < n; i++) {
        const double half = HALF_A_LETTER * (double)strlen(ticks[i].text);
        const double label_at = fmin(ticks[i].place, right + MARGIN - half);
        nnt_svg_add_line(text, "tick", ticks[i].place, y, ticks[i].place, y + 4);
        nnt_svg_add_text(text, "label", NNT_SVG_MIDDLE, label_at, y + X_LABEL_GAP, ticks[i].text);
    }
    if (title[0]) {
        nnt_svg_add_text(text, "title", NNT_SVG_END, right, y + X_TITLE_GAP, title);
    }
}

static void add_x_axis(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_add_line(text, "axis", chart->left, chart->bottom, chart->right, chart->bottom);
    nnt_svg_add_x_ticks(text, &chart->x, chart->right, chart->bottom, chart->x_title);
}

static void add_y_axis(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(&chart->y, ticks);
    for (size_t i = 0; i < n; i++) {
        nnt_svg_add_line(text, "grid", chart->left, ticks[i].place, chart->right, ticks[i].place);
        nnt_svg_add_text(text, "label", NNT_SVG_END, chart->left - TICK_GAP, ticks[i].place + 4,
                         ticks[i].text);
    }
    if (chart->y_title[0]) {
        nnt_svg_add_text(text, "title", NNT_SVG_START, 4, Y_TITLE_AT, chart->y_title);
    }
}

void nnt_svg_add_cursor(nnt_text *text, const nnt_svg_scale *x, double top, double bottom) {
    nnt_text_add(text, "<path class=\"cursor\" d=\"\" data-place=\"");
    nnt_text_add_json_number(text, x->low);
    nnt_text_add(text, " ");
    nnt_text_add_json_number(text, x->high);
    nnt_text_addf(text, " %s %s %s %s\"/>\n", nnt_svg_at(x->from).text, nnt_svg_at(x->to).text,
                  nnt_svg_at(top).text, nnt_svg_at(bottom).text);
}

void nnt_svg_chart_open(nnt_text *text, const nnt_svg_chart *chart) {
    nnt_svg_open(text, chart->right + MARGIN, chart->height, chart->label);
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
    const double x = nnt_svg_scale_place(&it->chart->x, it->series->x[i * it->series->x_stride]);
    const double y = nnt_svg_scale_place(&it->chart->y, it->series->y[i * it->series->y_stride]);
    if (isnan(x) || isnan(y)) {
        it->is_down = false;
        return;
    }
    nnt_svg_add_point(it->text, it->is_down ? 'L' : 'M', x, y);
    if (!it->is_down) {
        nnt_text_add(it->text, it->series->n == 1 ? "h-5h10" : "h0"); /* so that it shows alone */
    }
    it->is_down = true;
}

/* The points of first … end-1 that matter: the least and the greatest in their
 * order, or the first one where nothing has a place, which makes a gap. */
static void draw_piece(pen *it, size_t first, size_t end) {
    const nnt_svg_series *series = it->series;
    size_t least = first;
    size_t greatest = first;
    for (size_t i = first; i < end; i++) {
        const double y = series->y[i * series->y_stride];
        const double low = series->y[least * series->y_stride];
        const double high = series->y[greatest * series->y_stride];
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
        const double x = nnt_svg_scale_place(&chart->x, series->x[i * series->x_stride]);
        const double y = nnt_svg_scale_place(&chart->y, series->y[i * series->y_stride]);
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
    const double label_at = fmax(MOMENT_LEFT, fmin(MOMENT_RIGHT, at));
    nnt_svg_add_line(text, "axis dots", at, chart->top - 4, at, chart->bottom);
    nnt_svg_add_text(text, "label", NNT_SVG_MIDDLE, label_at, chart->top - 8, label);
}

/* Along the upper line and back along the lower one; where one of them has no
 * place the area is left open to that point's neighbours. */
void nnt_svg_chart_add_band(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *low,
                            const nnt_svg_series *high,
                            const char *style,
                            const char *tooltip) {
    bool is_first = true;
    nnt_svg_open_path(text, style);
    for (size_t i = 0; i < 2 * low->n; i++) {
        const nnt_svg_series *side = i < low->n ? high : low;
        const size_t k = i < low->n ? i : 2 * low->n - 1 - i;
        const double x = nnt_svg_scale_place(&chart->x, side->x[k * side->x_stride]);
        const double y = nnt_svg_scale_place(&chart->y, side->y[k * side->y_stride]);
        if (!isnan(x) && !isnan(y)) {
            nnt_svg_add_point(text, is_first ? 'M' : 'L', x, y);
            is_first = false;
        }
    }
    nnt_svg_close_path(text, tooltip);
}
