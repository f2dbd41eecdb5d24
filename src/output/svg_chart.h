/* A chart with two axes: lines, bands, points. Colours come from the style sheet
 * around it by the classes of its shapes. */
#ifndef NNT_OUTPUT_SVG_CHART_H
#define NNT_OUTPUT_SVG_CHART_H

#include "base/text.h"
#include "output/svg_scale.h"

/* n points: x[0], x[x_stride], … against y[0], y[y_stride], … */
typedef struct nnt_svg_series {
    const double *x, *y;
    size_t x_stride, y_stride;
    size_t n;
} nnt_svg_series;

typedef struct nnt_svg_chart {
    const char *label; /* what it shows, for those who cannot see it */
    const char *x_title, *y_title;
    nnt_svg_scale x, y;
    double left, right, top, bottom; /* the frame inside the picture */
    double height;                   /* of the picture */
} nnt_svg_chart;

enum { NNT_SVG_CHART_WIDTH = 480, NNT_SVG_SMALL_WIDTH = 242 };

/* A chart whose scales show both ranges. */
nnt_svg_chart nnt_svg_chart_create(const char *label,
                                   const char *x_title,
                                   const nnt_svg_range *x,
                                   const char *y_title,
                                   const nnt_svg_range *y);

/* The same with a square frame, for two axes of one kind. */
void nnt_svg_chart_make_square(nnt_svg_chart *chart, const nnt_svg_range *y);

/* A chart of half the width without titles, one of many side by side. */
nnt_svg_chart
nnt_svg_chart_create_small(const char *label, const nnt_svg_range *x, const nnt_svg_range *y);

/* Ticks, their labels and the axis' title below a frame that ends at `right` and y. */
void nnt_svg_add_x_ticks(
    nnt_text *text, const nnt_svg_scale *scale, double right, double y, const char *title);

/* An upright line over time, which a script may put somewhere (report_slider.h). */
void nnt_svg_add_cursor(nnt_text *text, const nnt_svg_scale *x, double top, double bottom);

/* Opens the picture with axes, grid and titles; shapes follow, then the closing. */
void nnt_svg_chart_open(nnt_text *text, const nnt_svg_chart *chart);
void nnt_svg_chart_close(nnt_text *text);

/* A line with gaps where y has no place. Of a long series the least and the
 * greatest value of each of NNT_SVG_MOST_POINTS / 2 pieces are kept. */
enum { NNT_SVG_MOST_POINTS = 400 };
void nnt_svg_chart_add_line(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *series,
                            const char *style,
                            const char *tooltip);

/* A dot at every point of the series that has a place. */
void nnt_svg_chart_add_dots(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *series,
                            const char *style);

/* An upright line at x with a word beside it. */
void nnt_svg_chart_add_moment(nnt_text *text,
                              const nnt_svg_chart *chart,
                              double x,
                              const char *label);

/* The area between two lines over the same x. */
void nnt_svg_chart_add_band(nnt_text *text,
                            const nnt_svg_chart *chart,
                            const nnt_svg_series *low,
                            const nnt_svg_series *high,
                            const char *style,
                            const char *tooltip);

#endif
