/* Coloured tables of layers. */
#include "output/report_heat_table.h"

#include "base/exact_math.h"
#include "base/memory.h"
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_table.h"
#include "output/svg_heat.h"
#include <math.h>

/* Means of the variants; NaN where there is no layer. */
typedef struct heat_table {
    size_t n_variants, n_layers;
    double *means; /* (n_variants, n_layers) */
    nnt_svg_scale colors;
    bool is_empty; /* nothing was measured */
    double greatest;
} heat_table;

static bool
fill_table(heat_table *it, const nnt_report_group *group, const nnt_report_quantity *heat) {
    nnt_svg_range range = nnt_svg_range_create(heat->what.kind);
    for (size_t v = 0; v < it->n_variants; v++) {
        nnt_report_spread spread;
        const bool is_taken = nnt_report_spread_take_layers(
            &spread, nnt_report_group_runs(group, v), &heat->what, it->n_layers);
        for (size_t l = 0; is_taken && l < it->n_layers; l++) {
            it->means[v * it->n_layers + l] = spread.mean[l];
            nnt_svg_range_add(&range, spread.mean[l]);
        }
        nnt_report_spread_clear(&spread);
        if (!is_taken) {
            return false;
        }
    }
    it->is_empty = range.is_empty && !range.has_zero;
    it->greatest = range.is_empty ? 0 : range.high;
    if (heat->absent) {
        nnt_svg_range_add(&range, 0);
        nnt_svg_range_add(&range, 1);
    }
    it->colors = nnt_svg_scale_create(&range, 0, NNT_SVG_HEAT_COLORS);
    it->colors.from = 0; /* zeros have a colour of their own, not a strip */
    return true;
}

/* A mean as the cell shows it: decades, or percents. */
static double choose_number(const nnt_report_quantity *heat, double mean) {
    if (heat->what.kind == NNT_SVG_LOG) {
        const double decades = nnt_exact_log(mean) / nnt_exact_log(10);
        return floor(decades * 10 + 0.5) / 10;
    }
    return floor(mean * 100 + 0.5);
}

static void
add_cell(nnt_text *text, const heat_table *it, const nnt_report_quantity *heat, double mean) {
    if (isnan(mean)) {
        nnt_text_add(text, "<td></td>");
        return;
    }
    if (mean == 0) {
        nnt_text_add(text, heat->what.kind == NNT_SVG_LOG ? "<td class=\"tz\">−∞</td>"
                                                          : "<td class=\"tz\">0</td>");
        return;
    }
    const size_t level = (size_t)nnt_svg_scale_place(&it->colors, mean);
    nnt_text_addf(text, "<td class=\"t%zu\">",
                  level < NNT_SVG_HEAT_COLORS ? level : NNT_SVG_HEAT_COLORS - 1);
    nnt_html_add_number(text, choose_number(heat, mean));
    nnt_text_add(text, "</td>");
}

static void add_table(nnt_text *text,
                      const nnt_report_group *group,
                      const heat_table *it,
                      const nnt_report_quantity *heat) {
    nnt_report_open_table(text, group, "heat");
    for (size_t l = 0; l < it->n_layers; l++) {
        nnt_text_addf(text, "<th scope=\"col\">%zu</th>", l + 1);
    }
    nnt_report_open_body(text);
    for (size_t v = 0; v < it->n_variants; v++) {
        nnt_report_open_row(text, group, v);
        for (size_t l = 0; l < it->n_layers; l++) {
            add_cell(text, it, heat, it->means[v * it->n_layers + l]);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_report_close_table(text);
}

static void add_figure(nnt_text *text,
                       const nnt_report_group *group,
                       const heat_table *it,
                       const nnt_report_quantity *heat) {
    nnt_html_open_figure(text, heat->caption);
    if (heat->absent && it->greatest == 0) {
        nnt_text_addf(text, "<p class=\"hint\">%s</p>\n", heat->absent);
    } else {
        add_table(text, group, it, heat);
    }
    nnt_html_close_figure(text);
}

void nnt_report_add_heat_table(nnt_text *text,
                               const nnt_report_group *group,
                               const nnt_report_quantity *heat) {
    heat_table it = {.n_variants = nnt_report_group_count(group, NNT_REPORT_MOST_VARIANTS),
                     .n_layers = nnt_report_group_hidden(group)};
    it.means = nnt_allocate(it.n_variants * it.n_layers, sizeof *it.means);
    if (!it.means || !fill_table(&it, group, heat)) {
        text->failed = true;
    } else if (!it.is_empty) {
        add_figure(text, group, &it, heat);
    }
    nnt_free(it.means);
}
