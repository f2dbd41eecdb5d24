/* The variants of a comparison at a glance. */
#include "output/html_text.h"
#include "output/report_section.h"
#include "output/report_table.h"
#include "output/report_whiskers.h"

#include <math.h>

/* What the table shows. */
typedef struct glance {
    const nnt_report_group *group;
    nnt_compare_focus focus;
    nnt_report_whiskers whiskers;
    size_t best; /* variant */
    bool has_gradients, has_dead, has_difference;
} glance;

static bool has_number(const nnt_report_group *group, nnt_compare_number number) {
    for (size_t v = 0; v < group->comparison->n_variants; v++) {
        if (group->comparison->variants[v].statistics[number].n > 0) {
            return true;
        }
    }
    return false;
}

static size_t find_best(const nnt_comparison *comparison, const nnt_compare_focus *focus) {
    size_t best = 0;
    for (size_t v = 1; v < comparison->n_variants; v++) {
        const double value = comparison->variants[v].statistics[focus->main].mean;
        const double most = comparison->variants[best].statistics[focus->main].mean;
        if ((focus->is_best_high ? value > most : value < most) || (isnan(most) && !isnan(value))) {
            best = v;
        }
    }
    return best;
}

static glance look(const nnt_report_group *group) {
    const nnt_compare_focus focus = nnt_compare_focus_of(group->comparison);
    return (glance){.group = group,
                    .focus = focus,
                    .whiskers = nnt_report_whiskers_create(
                        group, focus.main, focus.is_best_high ? NNT_SVG_LINEAR : NNT_SVG_LOG),
                    .best = find_best(group->comparison, &focus),
                    .has_gradients = has_number(group, NNT_COMPARE_DELTA_SLOPE_START),
                    .has_dead = has_number(group, NNT_COMPARE_DEAD_UNITS),
                    .has_difference = group->comparison->n_variants > 1};
}

/* ---- the table ------------------------------------------------------------------ */

static void add_header(nnt_text *text, const glance *it) {
    nnt_report_open_table(text, it->group, "glance");
    nnt_text_addf(text, "<th class=\"plot\" scope=\"col\">%s, %s<br>", it->focus.metric,
                  it->focus.part);
    nnt_report_whiskers_add_axis(text, &it->whiskers);
    nnt_text_add(text, "</th>");
    nnt_report_add_heading(text, "mean");
    nnt_text_add(text, "<th class=\"text\" scope=\"col\">verdicts</th>");
    if (it->has_difference) {
        nnt_report_add_heading(text, "against<br>the first");
    }
    if (it->focus.main != it->focus.loss) {
        nnt_report_add_heading(text, "loss");
    }
    if (it->has_gradients) {
        nnt_report_add_heading(text, "gradient,<br>decades");
        nnt_report_add_heading(text, "as theory<br>says");
    }
    if (it->has_dead) {
        nnt_report_add_heading(text, "dead<br>units");
    }
    nnt_report_open_body(text);
}

static void add_name(nnt_text *text, const glance *it, size_t v) {
    char name[NNT_REPORT_NAME_ROOM];
    const nnt_variant *variant = &it->group->comparison->variants[v];
    const nnt_report_runs runs = nnt_report_group_runs(it->group, v);
    nnt_report_group_name(it->group, v, name);
    nnt_text_add(text, "<tr><th scope=\"row\">");
    if (nnt_report_group_is_few(it->group)) {
        nnt_text_addf(text,
                      "<svg class=\"key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path "
                      "class=\"dot c%zu\" d=\"M1 1h10v10h-10z\"/></svg>",
                      v);
    }
    nnt_html_add_text(text, name);
    if (variant->n_runs < runs.n || variant->n_diverged > 0) {
        nnt_text_addf(text, "<br><small>%zu of %zu runs", variant->n_runs, runs.n);
        if (variant->n_diverged > 0) {
            nnt_text_addf(text, ", %zu diverged", variant->n_diverged);
        }
        nnt_text_add(text, "</small>");
    }
    nnt_text_add(text, "</th>");
}

/* The mean alone, rounded to hundredths of a decade. */
static void add_decades(nnt_text *text, const nnt_statistic *statistic) {
    nnt_text_add(text, "<td>");
    nnt_html_add_number(text, floor(statistic->mean * 100 + 0.5) / 100);
    nnt_text_add(text, "</td>");
}

static void add_dead(nnt_text *text, const nnt_variant *variant) {
    const nnt_statistic *dead = &variant->statistics[NNT_COMPARE_DEAD_UNITS];
    const nnt_statistic *hidden = &variant->statistics[NNT_COMPARE_HIDDEN_UNITS];
    nnt_text_add(text, "<td>");
    nnt_html_add_number(text, floor(dead->mean * 10 + 0.5) / 10);
    if (dead->n > 0) {
        nnt_text_add(text, " <small>of ");
        nnt_html_add_number(text, hidden->mean);
        nnt_text_add(text, "</small>");
    }
    nnt_text_add(text, "</td>");
}

static void add_verdicts(nnt_text *text, const nnt_variant *variant) {
    nnt_text_add(text, "<td class=\"text verdicts\">");
    for (size_t i = 0; i < variant->n_verdict_counts; i++) {
        const nnt_verdict_count *count = &variant->verdict_counts[i];
        nnt_text_add(text, "<span>");
        nnt_html_add_text(text, count->rule);
        nnt_text_addf(text, " <small>%zu/%zu</small></span>", count->n, variant->n_runs);
    }
    nnt_text_add(text, variant->n_verdict_counts == 0 && variant->n_runs > 0 ? "none" : "");
    nnt_text_add(text, "</td>");
}

static void add_row(nnt_text *text, const glance *it, size_t v) {
    const nnt_variant *variant = &it->group->comparison->variants[v];
    const nnt_statistic *main = &variant->statistics[it->focus.main];
    const bool is_best = v == it->best && it->group->comparison->n_variants > 1;
    add_name(text, it, v);
    nnt_text_add(text, "<td class=\"plot\">");
    if (main->n > 0) {
        nnt_report_whiskers_add(text, &it->whiskers, it->group, v,
                                nnt_report_group_is_few(it->group) ? v : 0);
    }
    nnt_text_add(text, is_best ? "</td><td class=\"best\">" : "</td><td>");
    nnt_report_add_statistic(text, main);
    nnt_text_add(text, "</td>");
    add_verdicts(text, variant);
    if (it->has_difference && v == 0) {
        nnt_text_add(text, "<td>–</td>");
    } else if (it->has_difference) {
        nnt_report_add_difference_cell(text, &variant->differences[it->focus.main]);
    }
    if (it->focus.main != it->focus.loss) {
        nnt_report_add_statistic_cell(text, &variant->statistics[it->focus.loss]);
    }
    if (it->has_gradients) {
        add_decades(text, &variant->statistics[NNT_COMPARE_DELTA_RATIO_START]);
        add_decades(text, &variant->statistics[NNT_COMPARE_DELTA_RATIO_PREDICTED]);
    }
    if (it->has_dead) {
        add_dead(text, variant);
    }
    nnt_text_add(text, "</tr>\n");
}

static void add_notes(nnt_text *text, const glance *it) {
    nnt_text_addf(text,
                  "<p class=\"hint\">Pale dots: the runs; dot and bar: mean and its 95 %% "
                  "interval. Bold: the best mean%s.",
                  it->has_difference ? ", and differences whose interval, paired by seed, does not "
                                       "hold 0"
                                     : "");
    nnt_text_add(text, it->has_gradients
                           ? " Gradient: decimal logarithm of the error that reaches layer 1 over "
                             "that at the last hidden layer, before training."
                           : "");
    nnt_text_add(text, it->has_dead ? " Dead units: without gradient at the end." : "");
    nnt_text_add(text, "</p>\n");
}

static void render_many(const nnt_report_group *group, nnt_text *text) {
    const glance it = look(group);
    const size_t n = nnt_report_group_count(group, NNT_REPORT_MOST_VARIANTS);
    add_header(text, &it);
    for (size_t v = 0; v < n; v++) {
        add_row(text, &it, v);
    }
    nnt_report_close_table(text);
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_VARIANTS);
    add_notes(text, &it);
}

static const nnt_report_many many = {
    .lead = "Every variant with all its seeds.",
    .render = render_many,
};

const nnt_report_section nnt_report_variants = {
    .id = "variants",
    .title = "At a glance",
    .many = &many,
};
