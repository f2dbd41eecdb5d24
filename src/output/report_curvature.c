/* The curvature of the loss over time, beside the limit that theory gives. */
#include "output/report_history.h"
#include "output/report_lines.h"
#include "output/report_section.h"

static const double LIMIT = 2;
/* What goes so far beyond the limit would press everything else against the axis. */
static const double MOST_ON_LINEAR = 20;

/* One number of a moment, in the row of the output layer. */
static nnt_svg_series find_sharpness(const nnt_report_moments *moments) {
    return nnt_report_layer_series(moments, "sharpness_times_rate", moments->n_layers - 1);
}

static nnt_svg_range find_range(const nnt_svg_series *series) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&range, series->y, series->n, series->y_stride);
    if (range.high > MOST_ON_LINEAR) {
        range = nnt_svg_range_create(NNT_SVG_LOG);
        nnt_svg_range_add_all(&range, series->y, series->n, series->y_stride);
    }
    return range;
}

static bool is_present(const nnt_run_view *view) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    if (moments.count == 0) {
        return false;
    }
    const nnt_svg_series series = find_sharpness(&moments);
    return series.n > 0 && !find_range(&series).is_empty;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    const nnt_svg_series series = find_sharpness(&moments);
    const nnt_report_line lines[] = {
        {.name = "measured", .style = "line c0", .mean = series},
        {.name = "theory: stable up to 2",
         .style = "line ink thin dash",
         .mean = {.x = series.x, .x_stride = series.x_stride, .y = &LIMIT, .n = series.n}},
    };
    nnt_report_lines figure = {.caption = "Learning rate times sharpness",
                               .x_title = moments.name,
                               .y = find_range(&series),
                               .lines = lines,
                               .n = sizeof lines / sizeof lines[0],
                               .file = "layers.csv"};
    nnt_svg_range_add(&figure.y, LIMIT);
    nnt_report_frame_scale(&figure.y, -LIMIT, 0);
    nnt_text_add(text, "<div class=\"grids\">\n");
    nnt_report_add_lines(text, &figure);
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_curvature = {
    .id = "curvature",
    .title = "Curvature",
    .lead =
        "Sharpness is the largest curvature of the loss, the largest eigenvalue of its Hessian. "
        "Where the product is above 2, steps overshoot in a valley that is a parabola. Gradient "
        "descent on all rows climbs to 2 and stays there: the edge of stability.",
    .is_present = is_present,
    .render = render,
};
