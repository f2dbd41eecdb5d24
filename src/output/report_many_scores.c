/* All final scores of the variants, and differences by seed. */
#include "output/report_section.h"
#include "output/report_table.h"

#include <string.h>

/* A list of the scores that some variant has. */
typedef struct score_list {
    size_t n;
    nnt_compare_number numbers[NNT_N_COMPARE_NUMBERS];
} score_list;

static score_list list_scores(const nnt_comparison *comparison) {
    score_list list = {.n = 0};
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        const nnt_compare_number number = (nnt_compare_number)i;
        bool is_known = false;
        for (size_t v = 0; v < comparison->n_variants && !is_known; v++) {
            is_known = comparison->variants[v].statistics[i].n > 0;
        }
        if (is_known && nnt_compare_number_is_score(number)) {
            list.numbers[list.n++] = number;
        }
    }
    return list;
}

/* "validation_loss" as a heading: "validation loss". */
static void add_heading(nnt_text *text, nnt_compare_number number) {
    const char *name = nnt_compare_number_name(number);
    const size_t part = strcspn(name, "_");
    nnt_text_add(text, "<th scope=\"col\">");
    nnt_text_add_bytes(text, name, part);
    nnt_text_addf(text, "<br>%s</th>", name[part] == '_' ? name + part + 1 : "");
}

static void open_table(nnt_text *text,
                       const nnt_report_group *group,
                       const score_list *list,
                       const char *caption) {
    nnt_text_addf(text, "<h3>%s</h3>\n", caption);
    nnt_report_open_table(text, group, "numbers");
    for (size_t i = 0; i < list->n; i++) {
        add_heading(text, list->numbers[i]);
    }
    nnt_report_open_body(text);
}

static void render(const nnt_report_group *group, nnt_text *text) {
    const nnt_comparison *comparison = group->comparison;
    const score_list list = list_scores(comparison);
    const size_t n = nnt_report_group_count(group, NNT_REPORT_MOST_VARIANTS);
    open_table(text, group, &list, "Means ± half the 95 % interval");
    for (size_t v = 0; v < n; v++) {
        nnt_report_open_row(text, group, v);
        for (size_t i = 0; i < list.n; i++) {
            nnt_report_add_statistic_cell(text,
                                          &comparison->variants[v].statistics[list.numbers[i]]);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_report_close_table(text);
    if (n > 1) {
        open_table(text, group, &list, "Differences from the first variant, paired by seed");
        for (size_t v = 1; v < n; v++) {
            nnt_report_open_row(text, group, v);
            for (size_t i = 0; i < list.n; i++) {
                nnt_report_add_difference_cell(
                    text, &comparison->variants[v].differences[list.numbers[i]]);
            }
            nnt_text_add(text, "</tr>\n");
        }
        nnt_report_close_table(text);
    }
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_VARIANTS);
}

const nnt_report_many nnt_report_many_scores = {
    .lead = "Over all rows of each part, with the weights that were kept. Variants see the same "
            "data and start from the same draws with each seed, so differences by seed tell more "
            "than means. Bold: its interval does not hold 0.",
    .render = render,
};
