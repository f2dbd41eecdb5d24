/* Dots and intervals of scores. */
#include "output/report_whiskers.h"

#include "output/html_text.h"
#include "output/svg_shape.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double WIDTH = 200, HEIGHT = 22, AXIS_HEIGHT = 18, LEFT = 16, RIGHT = 184;
static const double LETTER = 6.5, LABEL_GAP = 8;

nnt_report_whiskers nnt_report_whiskers_create(const nnt_report_group *group,
                                               nnt_compare_number number,
                                               nnt_svg_kind kind) {
    nnt_svg_range range = nnt_svg_range_create(kind);
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        nnt_svg_range_add(&range, group->comparison->rows[i].numbers[number]);
    }
    return (nnt_report_whiskers){number, nnt_svg_scale_create(&range, LEFT, RIGHT)};
}

/* Labels that would touch the one before are left out. */
void nnt_report_whiskers_add_axis(nnt_text *text, const nnt_report_whiskers *it) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(&it->scale, ticks);
    double free_from = 0;
    nnt_svg_open(text, WIDTH, AXIS_HEIGHT, "axis");
    for (size_t i = 0; i < n; i++) {
        const double half = LETTER / 2 * (double)strlen(ticks[i].text);
        const double at = fmax(half, fmin(WIDTH - half, ticks[i].place));
        if (at - half >= free_from) {
            nnt_svg_add_text(text, "label", NNT_SVG_MIDDLE, at, AXIS_HEIGHT - 5, ticks[i].text);
            free_from = at + half + LABEL_GAP;
        }
    }
    nnt_svg_close(text);
}

static void add_grid(nnt_text *text, const nnt_svg_scale *scale) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    const size_t n = nnt_svg_scale_ticks(scale, ticks);
    for (size_t i = 0; i < n; i++) {
        nnt_svg_add_line(text, "grid", ticks[i].place, 0, ticks[i].place, HEIGHT);
    }
}

static void add_dot(nnt_text *text, double x, bool is_mean) {
    if (!isnan(x)) {
        nnt_svg_add_point(text, 'M', x - (is_mean ? 4.5 : 3), HEIGHT / 2);
        nnt_text_add(text, is_mean ? "a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0"
                                   : "a3 3 0 1 0 6 0a3 3 0 1 0-6 0");
    }
}

static void add_dots(nnt_text *text,
                     const nnt_report_whiskers *it,
                     const nnt_report_group *group,
                     size_t variant) {
    const nnt_comparison *comparison = group->comparison;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        if (comparison->rows[i].variant == variant) {
            add_dot(text, nnt_svg_scale_place(&it->scale, comparison->rows[i].numbers[it->number]),
                    false);
        }
    }
}

void nnt_report_whiskers_add(nnt_text *text,
                             const nnt_report_whiskers *it,
                             const nnt_report_group *group,
                             size_t variant,
                             size_t color) {
    const nnt_statistic *statistic = &group->comparison->variants[variant].statistics[it->number];
    const double low = statistic->mean - statistic->ci95;
    const double high = statistic->mean + statistic->ci95;
    char style[32];
    char label[128];
    snprintf(label, sizeof label, "mean %s, 95 %% interval %s … %s",
             nnt_html_round(statistic->mean, NNT_HTML_TABLE_DIGITS).text,
             nnt_html_round(low, NNT_HTML_TABLE_DIGITS).text,
             nnt_html_round(high, NNT_HTML_TABLE_DIGITS).text);
    nnt_svg_open(text, WIDTH, HEIGHT, label);
    add_grid(text, &it->scale);
    if (high > low) {
        const double floor_at = it->scale.has_zero ? it->scale.zero_at : it->scale.from;
        const double from = nnt_svg_scale_place(&it->scale, low);
        snprintf(style, sizeof style, "line bold c%zu", color);
        nnt_svg_add_line(text, style, isnan(from) ? floor_at : from, HEIGHT / 2,
                         nnt_svg_scale_place(&it->scale, high), HEIGHT / 2);
    }
    snprintf(style, sizeof style, "point faint c%zu", color);
    nnt_svg_open_path(text, style);
    add_dots(text, it, group, variant);
    nnt_svg_close_path(text, NULL);
    snprintf(style, sizeof style, "dot c%zu", color);
    nnt_svg_open_path(text, style);
    add_dot(text, nnt_svg_scale_place(&it->scale, statistic->mean), true);
    nnt_svg_close_path(text, label);
    nnt_svg_close(text);
}
