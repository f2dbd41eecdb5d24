/* Units that died and came back, by variant. */
#include "output/report_section.h"
#include "output/report_table.h"

static const nnt_compare_number numbers[] = {NNT_COMPARE_HIDDEN_UNITS, NNT_COMPARE_BORN_DEAD,
                                             NNT_COMPARE_DIED,         NNT_COMPARE_REVIVED,
                                             NNT_COMPARE_DEAD_UNITS,   NNT_COMPARE_PERMANENT};
static const char *const headings[] = {"hidden<br>units", "born<br>dead",       "died",
                                       "revived",         "dead at<br>the end", "for<br>good"};
enum { N_NUMBERS = sizeof numbers / sizeof numbers[0] };

static bool has_events(const nnt_report_group *group) {
    for (size_t v = 0; v < group->comparison->n_variants; v++) {
        const nnt_statistic *statistics = group->comparison->variants[v].statistics;
        if (statistics[NNT_COMPARE_BORN_DEAD].mean > 0 || statistics[NNT_COMPARE_DIED].mean > 0) {
            return true;
        }
    }
    return false;
}

static bool is_present(const nnt_report_group *group) {
    for (size_t v = 0; v < group->comparison->n_variants; v++) {
        if (group->comparison->variants[v].statistics[NNT_COMPARE_BORN_DEAD].n > 0) {
            return true;
        }
    }
    return false;
}

static void render(const nnt_report_group *group, nnt_text *text) {
    const size_t n = nnt_report_group_count(group, NNT_REPORT_MOST_VARIANTS);
    if (!has_events(group)) {
        nnt_text_add(text, "<p><b>No unit was dead at any moment</b> in any run.</p>\n");
        return;
    }
    nnt_report_open_table(text, group, "numbers");
    for (size_t i = 0; i < N_NUMBERS; i++) {
        nnt_report_add_heading(text, headings[i]);
    }
    nnt_report_open_body(text);
    for (size_t v = 0; v < n; v++) {
        nnt_report_open_row(text, group, v);
        for (size_t i = 0; i < N_NUMBERS; i++) {
            nnt_report_add_statistic_cell(text,
                                          &group->comparison->variants[v].statistics[numbers[i]]);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_report_close_table(text);
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_VARIANTS);
}

const nnt_report_many nnt_report_many_units = {
    .lead = "Events of a run, means over the seeds. A unit is dead while its slope is 0 on every "
            "probe row, so that no gradient reaches its weights; for good are those of layer 1, "
            "which nothing can revive.",
    .is_present = is_present,
    .render = render,
};
