/* Shapes and charts. */
#include "base/memory.h"
#include "output/html_check.h"
#include "output/svg_chart.h"
#include "output/svg_shape.h"
#include <math.h>
#include <stdio.h>

static void expect_length(double coordinate, const char *expected) {
    const nnt_svg_length length = nnt_svg_at(coordinate);
    cr_expect(strcmp(length.text, expected) == 0, "%s instead of %s", length.text, expected);
}

NNT_TEST(svg_shape, coordinates_have_one_decimal_at_most) {
    expect_length(0, "0");
    expect_length(12, "12");
    expect_length(12.34, "12.3");
    expect_length(12.96, "13");
    expect_length(-0.26, "-0.3");
    expect_length(-0.04, "0");
    expect_length(1e300, "99999");
    expect_length(-(double)INFINITY, "-99999");
    expect_length((double)NAN, "0");
}

NNT_TEST(svg_shape, boxes_share_their_edges) {
    nnt_text text = {0};
    nnt_svg_add_box(&text, 0, 0, 3.333, 1);
    nnt_svg_add_box(&text, 3.333, 0, 6.667, 1);
    cr_expect(strcmp(text.data, "M0 0H3.3V1H0zM3.3 0H6.7V1H3.3z") == 0, "%s", text.data);
    nnt_text_clear(&text);
}

NNT_TEST(svg_shape, texts_and_labels_are_escaped) {
    nnt_text text = {0};
    nnt_svg_open(&text, 10, 20, "\"a\" <b>");
    nnt_svg_add_text(&text, "label", NNT_SVG_END, 1, 2, "<c>");
    nnt_svg_open_path(&text, "line");
    nnt_svg_close_path(&text, "d & e");
    nnt_svg_close(&text);
    html_check(text.data);
    cr_expect(strstr(text.data, "aria-label=\"&quot;a&quot; &lt;b&gt;\"") != NULL);
    cr_expect(strstr(text.data, "text-anchor=\"end\">&lt;c&gt;</text>") != NULL);
    cr_expect(strstr(text.data, "<title>d &amp; e</title>") != NULL);
    nnt_text_clear(&text);
}

/* A chart of 0 … 10 by 0 … 1, so that the frame's corners are easy to name. */
static nnt_svg_chart make_chart(void) {
    nnt_svg_range x = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range y = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add(&x, 0);
    nnt_svg_range_add(&x, 10);
    nnt_svg_range_add(&y, 0);
    nnt_svg_range_add(&y, 1);
    return nnt_svg_chart_create("chart", "x", &x, "y", &y);
}

static char *draw_line(const double *x, const double *y, size_t n) {
    const nnt_svg_chart chart = make_chart();
    const nnt_svg_series series = {x, y, 1, 1, n};
    nnt_text text = {0};
    nnt_svg_chart_add_line(&text, &chart, &series, "line", NULL);
    return nnt_text_take(&text);
}

NNT_TEST(svg_chart, frame_is_well_formed) {
    const nnt_svg_chart chart = make_chart();
    nnt_text text = {0};
    nnt_svg_chart_open(&text, &chart);
    nnt_svg_chart_add_moment(&text, &chart, 5, "here");
    nnt_svg_chart_close(&text);
    html_check(text.data);
    cr_expect(strstr(text.data, "role=\"img\" aria-label=\"chart\"") != NULL);
    cr_expect(strstr(text.data, ">here</text>") != NULL);
    nnt_text_clear(&text);
}

NNT_TEST(svg_chart, line_runs_from_corner_to_corner) {
    const nnt_svg_chart chart = make_chart();
    const double x[] = {0, 10};
    const double y[] = {0, 1};
    char *path = draw_line(x, y, 2);
    char expected[96];
    snprintf(expected, sizeof expected, "d=\"M%s %sh0L%s %s\"", nnt_svg_at(chart.left).text,
             nnt_svg_at(chart.bottom).text, nnt_svg_at(chart.right).text,
             nnt_svg_at(chart.top).text);
    cr_expect(strstr(path, expected) != NULL, "%s without %s", path, expected);
    nnt_free(path);
}

NNT_TEST(svg_chart, line_has_gaps_where_there_is_no_number) {
    const double x[] = {0, 1, 2, 3, 4};
    const double y[] = {0, 0.5, (double)NAN, 0.5, (double)INFINITY};
    char *path = draw_line(x, y, 5);
    cr_expect(html_count(path, "M") == 2, "%s", path);
    cr_expect(html_count(path, "L") == 1, "%s", path);
    nnt_free(path);
}

/* A spike of one point among 100,000 must be seen. */
NNT_TEST(svg_chart, thinning_keeps_least_and_greatest) {
    enum { N = 100000 };
    static double x[N], y[N];
    const nnt_svg_chart chart = make_chart();
    char top[32], bottom[32];
    for (size_t i = 0; i < N; i++) {
        x[i] = 10.0 * (double)i / (N - 1);
        y[i] = 0.5;
    }
    y[77777] = 1;
    y[33333] = 0;
    char *path = draw_line(x, y, N);
    snprintf(top, sizeof top, " %s", nnt_svg_at(chart.top).text);
    snprintf(bottom, sizeof bottom, " %s", nnt_svg_at(chart.bottom).text);
    cr_expect(html_count(path, "L") <= NNT_SVG_MOST_POINTS, "%zu points", html_count(path, "L"));
    cr_expect(html_count(path, "L") >= NNT_SVG_MOST_POINTS / 2 - 1);
    cr_expect(strstr(path, top) != NULL, "the spike upwards is lost");
    cr_expect(strstr(path, bottom) != NULL, "the spike downwards is lost");
    nnt_free(path);
}

NNT_TEST(svg_chart, thinning_skips_missing_numbers_but_keeps_long_gaps) {
    enum { N = 1000 };
    static double x[N], y[N];
    for (size_t i = 0; i < N; i++) {
        x[i] = 10.0 * (double)i / (N - 1);
        y[i] = i % 3 == 0 || (i >= 400 && i < 500) ? (double)NAN : 0.5;
    }
    char *path = draw_line(x, y, N);
    cr_expect(html_count(path, "M") == 2, "%zu pieces", html_count(path, "M"));
    nnt_free(path);
}

NNT_TEST(svg_chart, band_goes_forth_above_and_back_below) {
    const nnt_svg_chart chart = make_chart();
    const double x[] = {0, 10};
    const double low[] = {0, 0};
    const double high[] = {1, (double)NAN};
    const nnt_svg_series below = {x, low, 1, 1, 2};
    const nnt_svg_series above = {x, high, 1, 1, 2};
    nnt_text text = {0};
    nnt_svg_chart_add_band(&text, &chart, &below, &above, "band", "band");
    html_check(text.data);
    cr_expect(html_count(text.data, "M") == 1 && html_count(text.data, "L") == 2, "%s", text.data);
    nnt_text_clear(&text);
}

NNT_TEST(svg_chart, dots_are_drawn_where_there_is_a_number) {
    const nnt_svg_chart chart = make_chart();
    const double x[] = {1, 2, 3};
    const double y[] = {0.1, (double)NAN, 0.3};
    const nnt_svg_series series = {x, y, 1, 1, 3};
    nnt_text text = {0};
    nnt_svg_chart_add_dots(&text, &chart, &series, "dot");
    cr_expect(html_count(text.data, "M") == 2);
    nnt_text_clear(&text);
}

NNT_TEST(svg_chart, square_frame_is_square) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_chart chart = make_chart();
    nnt_svg_range_add(&range, 0);
    nnt_svg_range_add(&range, 1);
    nnt_svg_chart_make_square(&chart, &range);
    cr_expect(chart.right - chart.left == chart.bottom - chart.top);
    cr_expect(nnt_svg_scale_place(&chart.y, 0) == chart.bottom);
}
