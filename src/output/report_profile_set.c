/* Profiles of variants, taken and drawn together. */
#include "output/report_profile_set.h"

#include "base/memory.h"
#include "output/html_style.h"
#include "output/report_history.h"
#include "output/svg_shape.h"
#include <stdio.h>

bool nnt_report_profile_set_exists(const nnt_report_group *group) {
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        if (group->runs[i] && nnt_report_has_profile(group->runs[i])) {
            return true;
        }
    }
    return false;
}

bool nnt_report_profile_set_take(nnt_report_profile_set *set,
                                 const nnt_report_group *group,
                                 size_t most) {
    *set = (nnt_report_profile_set){.n = nnt_report_group_count(group, most),
                                    .x = nnt_svg_range_create(NNT_SVG_WHOLE),
                                    .y = nnt_svg_range_create(NNT_SVG_LOG)};
    set->profiles = nnt_allocate(set->n, sizeof *set->profiles);
    set->names = nnt_allocate(set->n, sizeof *set->names);
    if (!set->profiles || !set->names) {
        return false;
    }
    for (size_t v = 0; v < set->n; v++) {
        if (!nnt_report_profile_take(&set->profiles[v], nnt_report_group_runs(group, v))) {
            return false;
        }
        nnt_report_group_name(group, v, set->names[v]);
        nnt_report_profile_measure(&set->profiles[v], &set->x, &set->y);
    }
    return true;
}

void nnt_report_profile_set_clear(nnt_report_profile_set *set) {
    for (size_t v = 0; set->profiles && v < set->n; v++) {
        nnt_report_profile_clear(&set->profiles[v]);
    }
    nnt_free(set->profiles);
    nnt_free(set->names);
    *set = (nnt_report_profile_set){.n = 0};
}

/* The interval at each layer as an upright line. */
static void draw_intervals(nnt_text *text,
                           const nnt_svg_chart *chart,
                           const nnt_report_spread *spread,
                           size_t color) {
    char style[32];
    snprintf(style, sizeof style, "line c%zu", color);
    nnt_svg_open_path(text, style);
    for (size_t l = 0; l < spread->n_points; l++) {
        const double x = nnt_svg_scale_place(&chart->x, spread->x[l]);
        const double low = nnt_svg_scale_place(&chart->y, spread->low[l]);
        const double high = nnt_svg_scale_place(&chart->y, spread->high[l]);
        if (low > high) { /* y grows downwards */
            nnt_svg_add_point(text, 'M', x, low);
            nnt_svg_add_point(text, 'L', x, high);
        }
    }
    nnt_svg_close_path(text, NULL);
}

/* Without theory the dots are joined. */
static void
draw_one(nnt_text *text, const nnt_svg_chart *chart, const nnt_report_profile_set *set, size_t v) {
    const nnt_report_spread *start = &set->profiles[v].start;
    const nnt_svg_series mean = nnt_report_spread_mean(start);
    const nnt_svg_series theory = nnt_report_series(set->profiles[v].theory, "layer", "delta_norm");
    const size_t color = v % NNT_STYLE_COLORS;
    char style[32];
    char tooltip[NNT_REPORT_NAME_ROOM + 16];
    snprintf(tooltip, sizeof tooltip, "%s: %s", set->names[v],
             theory.n > 0 ? "predicted" : "measured");
    snprintf(style, sizeof style, "line c%zu thin%s", color, theory.n > 0 ? " dash" : "");
    nnt_svg_chart_add_line(text, chart, theory.n > 0 ? &theory : &mean, style, tooltip);
    draw_intervals(text, chart, start, color);
    snprintf(style, sizeof style, "dot c%zu", color);
    nnt_svg_chart_add_dots(text, chart, &mean, style);
}

void nnt_report_profile_set_draw(nnt_text *text,
                                 const nnt_svg_chart *chart,
                                 const nnt_report_profile_set *set) {
    for (size_t v = 0; v < set->n; v++) {
        draw_one(text, chart, set, v);
    }
}
