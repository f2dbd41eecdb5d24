/* The delta profiles of several variants: together, and each beside its theory. */
#include "output/html_page.h"
#include "output/report_dots.h"
#include "output/report_heat_table.h"
#include "output/report_profile_set.h"
#include "output/report_section.h"
#include "output/report_table.h"

#include <math.h>
#include <stdio.h>

static const nnt_report_quantity start_heat = {
    .caption = "Error arriving, in decades from the last hidden layer",
    .what = {"delta_norm", NNT_REPORT_START, true, NNT_SVG_LOG},
};

static const char caption[] = "Error arriving at each hidden layer, before training";

static void add_legend(nnt_text *text, const nnt_report_profile_set *set) {
    nnt_html_open_legend(text);
    for (size_t v = 0; v < set->n; v++) {
        char style[32];
        snprintf(style, sizeof style, "dot c%zu", v);
        nnt_html_add_sign_legend(text, style, nnt_report_sign(0), set->names[v]);
    }
    nnt_html_add_legend(text, "line c6 thin dash", "theory");
    nnt_html_close_legend(text);
}

static void add_together(nnt_text *text, const nnt_report_profile_set *set) {
    const nnt_svg_chart chart = nnt_svg_chart_create(caption, "hidden layer", &set->x,
                                                     "relative to the last hidden layer", &set->y);
    nnt_html_open_figure(text, caption);
    add_legend(text, set);
    nnt_svg_chart_open(text, &chart);
    nnt_report_profile_set_draw(text, &chart, set);
    nnt_svg_chart_close(text);
    nnt_html_close_figure(text);
}

/* Every mean over the layers; a column of the table for each variant. */
static void add_table(nnt_text *text, const nnt_report_profile_set *set) {
    const char *columns[NNT_REPORT_MOST_CHARTS + 1] = {"layer"};
    size_t n_layers = 0;
    for (size_t v = 0; v < set->n; v++) {
        const size_t n_hidden = set->profiles[v].n_hidden;
        columns[v + 1] = set->names[v];
        n_layers = n_hidden > n_layers ? n_hidden : n_layers;
    }
    nnt_html_open_table(text, "Numbers, before training", columns, set->n + 1);
    for (size_t l = 0; l < n_layers; l++) {
        double numbers[NNT_REPORT_MOST_CHARTS + 1] = {(double)(l + 1)};
        for (size_t v = 0; v < set->n; v++) {
            const nnt_report_profile *profile = &set->profiles[v];
            numbers[v + 1] = l < profile->n_hidden ? profile->start.mean[l] : (double)NAN;
        }
        nnt_html_add_row(text, numbers, set->n + 1);
    }
    nnt_html_close_table(text);
}

static void add_each(nnt_text *text, const nnt_report_profile_set *set) {
    nnt_html_open_figure(text, "Each variant beside its theory");
    nnt_report_profile_add_legend(text, set->profiles, set->n);
    nnt_html_open_multiples(text);
    for (size_t v = 0; v < set->n; v++) {
        if (set->profiles[v].n_hidden > 0) {
            const nnt_svg_chart chart = nnt_svg_chart_create_small(set->names[v], &set->x, &set->y);
            nnt_html_open_small(text, set->names[v]);
            nnt_svg_chart_open(text, &chart);
            nnt_report_profile_draw(text, &chart, &set->profiles[v], false);
            nnt_svg_chart_close(text);
            nnt_html_close_small(text);
        }
    }
    nnt_html_close_multiples(text);
    add_table(text, set);
    nnt_html_close_figure(text);
}

static void render(const nnt_report_group *group, nnt_text *text) {
    nnt_report_profile_set set;
    if (nnt_report_profile_set_take(&set, group, NNT_REPORT_MOST_CHARTS)) {
        nnt_text_add(text, "<div class=\"stack\">\n<div class=\"wide-grids\">\n");
        if (nnt_report_group_is_few(group)) {
            add_together(text, &set);
        }
        nnt_report_add_heat_table(text, group, &start_heat);
        nnt_text_add(text, "</div>\n");
        add_each(text, &set);
        nnt_text_add(text, "</div>\n");
        nnt_report_add_rest(text, group, NNT_REPORT_MOST_CHARTS);
    } else {
        text->failed = true;
    }
    nnt_report_profile_set_clear(&set);
}

const nnt_report_many nnt_report_many_gradients = {
    .lead = "How much of the error reaches each hidden layer on its way back, relative to the last "
            "one, over the layers from 1. A profile that falls steeply towards layer 1 means "
            "gradients that vanish; one that rises, that they explode; a flat one is healthy.",
    .is_present = nnt_report_profile_set_exists,
    .render = render,
};
