/* Signs of training rows. */
#include "output/report_dots.h"

#include "output/svg_shape.h"
#include <math.h>

enum { MOST_DOTS = 400 };

/* Circle, square, diamond, triangle. */
static const char *const signs[] = {
    "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    "m-2.7-2.7h5.4v5.4h-5.4z",
    "m0-4l4 4l-4 4l-4-4z",
    "m0-3.8l3.8 6.6h-7.6z",
};
enum { N_SIGNS = sizeof signs / sizeof signs[0] };

size_t nnt_report_dot_count(const nnt_view *rows) {
    return rows->n_rows < MOST_DOTS ? rows->n_rows : MOST_DOTS;
}

size_t nnt_report_dot_row(const nnt_view *rows, size_t dot) {
    return nnt_view_row(rows, dot * rows->n_rows / nnt_report_dot_count(rows));
}

const char *nnt_report_sign(size_t class_index) {
    return signs[class_index % N_SIGNS];
}

void nnt_report_add_sign(
    nnt_text *text, const nnt_svg_chart *chart, double x, double y, const char *sign) {
    const double at_x = nnt_svg_scale_place(&chart->x, x);
    const double at_y = nnt_svg_scale_place(&chart->y, y);
    if (!isnan(at_x) && !isnan(at_y)) {
        nnt_svg_add_point(text, 'M', at_x, at_y);
        nnt_text_add(text, sign);
    }
}
