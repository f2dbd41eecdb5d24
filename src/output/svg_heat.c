/* Heat maps. */
#include "output/svg_heat.h"

#include "output/html_text.h"
#include "output/svg_chart.h"
#include "output/svg_shape.h"
#include <math.h>

enum { MOST_COLUMNS = 160, LEAST_COLUMNS = 24, MOST_CELLS = 4800, MOST_ROW_LABELS = 12 };

static const double WIDTH = 480, LEFT = 62, RIGHT = 466, TOP = 28;
static const double TALLEST_ROW = 32, TALLEST_MAP = 200, LEAST_ROW = 3;

/* Places of the cells. */
typedef struct raster {
    size_t n_columns;
    double row_height, bottom;
    double column_width;
    nnt_svg_scale colors;
} raster;

static raster lay_out(const nnt_svg_heat *heat) {
    size_t most = MOST_CELLS / heat->n_rows;
    most = most > MOST_COLUMNS ? MOST_COLUMNS : most < LEAST_COLUMNS ? LEAST_COLUMNS : most;
    const double rows = (double)heat->n_rows;
    raster it = {.n_columns = heat->n_moments < most ? heat->n_moments : most};
    it.row_height = fmax(LEAST_ROW, fmin(TALLEST_ROW, floor(TALLEST_MAP / rows)));
    it.bottom = TOP + rows * it.row_height;
    it.column_width = (RIGHT - LEFT) / (double)it.n_columns;
    it.colors = nnt_svg_scale_create(&heat->range, 0, NNT_SVG_HEAT_COLORS);
    it.colors.from = 0; /* zeros have a colour of their own, not a strip */
    return it;
}

/* The moment that a column shows. */
static size_t choose_moment(const nnt_svg_heat *heat, const raster *it, size_t column) {
    return it->n_columns < 2 ? 0 : column * (heat->n_moments - 1) / (it->n_columns - 1);
}

static void add_style(nnt_text *text, const raster *it, double value) {
    if (value == 0 || (it->colors.kind == NNT_SVG_LOG && value < 0)) {
        nnt_text_add(text, "hz");
        return;
    }
    const size_t level = (size_t)nnt_svg_scale_place(&it->colors, value);
    nnt_text_add(text, "h");
    nnt_text_add_unsigned(text, level < NNT_SVG_HEAT_COLORS ? level : NNT_SVG_HEAT_COLORS - 1);
}

static void
add_cell(nnt_text *text, const nnt_svg_heat *heat, const raster *it, size_t column, size_t row) {
    const size_t moment = choose_moment(heat, it, column);
    const double value = heat->values[(moment * heat->row_stride + row) * heat->stride];
    if (!isfinite(value)) {
        return;
    }
    nnt_text_add(text, "<path class=\"");
    add_style(text, it, value);
    nnt_text_add(text, "\" d=\"");
    nnt_svg_add_box(text, LEFT + (double)column * it->column_width,
                    it->bottom - (double)(row + 1) * it->row_height,
                    LEFT + (double)(column + 1) * it->column_width,
                    it->bottom - (double)row * it->row_height);
    nnt_text_add(text, "\"><title>");
    nnt_text_add(text, heat->row_title);
    nnt_text_add(text, " ");
    nnt_text_add_unsigned(text, row + 1);
    nnt_text_add(text, ", ");
    nnt_text_add(text, heat->x_title);
    nnt_text_add(text, " ");
    nnt_html_add_number(text, heat->moments[moment * heat->row_stride * heat->stride]);
    nnt_text_add(text, ": ");
    nnt_html_add_number(text, value);
    nnt_text_add(text, "</title></path>\n");
}

static void add_row_labels(nnt_text *text, const nnt_svg_heat *heat, const raster *it) {
    const size_t step = 1 + (heat->n_rows - 1) / MOST_ROW_LABELS;
    for (size_t row = 0; row < heat->n_rows; row += step) {
        const double middle = it->bottom - ((double)row + 0.5) * it->row_height;
        const nnt_html_number number = nnt_html_round((double)(row + 1), NNT_HTML_TICK_DIGITS);
        nnt_svg_add_text(text, "label", NNT_SVG_END, LEFT - 8, middle + 4, number.text);
    }
    nnt_svg_add_text(text, "title", NNT_SVG_START, 4, TOP - 11, heat->row_title);
}

/* The moments follow each other at equal distances, but for the last one at most. */
static nnt_svg_scale find_moments(const nnt_svg_heat *heat, const raster *it) {
    const size_t step = heat->row_stride * heat->stride;
    const double half_a_column = it->column_width / 2;
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range_add(&range, heat->moments[0]);
    nnt_svg_range_add(&range, heat->moments[(heat->n_moments - 1) * step]);
    return nnt_svg_scale_create(&range, LEFT + half_a_column, RIGHT - half_a_column);
}

void nnt_svg_heat_add(nnt_text *text, const nnt_svg_heat *heat) {
    if (heat->n_rows == 0 || heat->n_moments == 0) {
        return;
    }
    const raster it = lay_out(heat);
    const nnt_svg_scale moments = find_moments(heat, &it);
    nnt_svg_open(text, WIDTH, it.bottom + 46, heat->label);
    add_row_labels(text, heat, &it);
    nnt_svg_add_x_ticks(text, &moments, RIGHT, it.bottom, heat->x_title);
    nnt_text_add(text, "<g class=\"area\">\n");
    for (size_t row = 0; row < heat->n_rows; row++) {
        for (size_t column = 0; column < it.n_columns; column++) {
            add_cell(text, heat, &it, column, row);
        }
    }
    nnt_text_add(text, "</g>\n");
    nnt_svg_add_cursor(text, &moments, TOP, it.bottom);
    nnt_svg_close(text);
}
