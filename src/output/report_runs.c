/* Every run of a comparison, with a link to its own report. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_section.h"
#include "output/report_table.h"

#include <string.h>

enum { MOST_ROWS = 500 };

/* A relative address: what could mean something else in it is written as "%41". */
static void add_address(nnt_text *text, const char *folder) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "=._,+-";
    nnt_text_add(text, "./");
    for (const char *c = folder; *c; c++) {
        if (strchr(plain, *c)) {
            nnt_text_add_bytes(text, c, 1);
        } else {
            nnt_text_addf(text, "%%%02X", (unsigned)(unsigned char)*c);
        }
    }
    nnt_text_add(text, "/report.html");
}

static void add_outcome(nnt_text *text, const nnt_report_group *group, size_t row) {
    const nnt_compare_row *it = &group->comparison->rows[row];
    nnt_text_add(text, "<td class=\"text\">");
    if (group->has_links && group->runs[row]) {
        nnt_text_add(text, "<a href=\"");
        add_address(text, it->folder);
        nnt_text_add(text, "\">");
    }
    nnt_html_add_text(text, it->outcome);
    nnt_text_add(text, group->has_links && group->runs[row] ? "</a></td>" : "</td>");
}

static void
add_row(nnt_text *text, const nnt_report_group *group, const nnt_compare_focus *focus, size_t row) {
    const nnt_compare_row *it = &group->comparison->rows[row];
    nnt_report_open_row(text, group, it->variant);
    nnt_text_add(text, "<td>");
    nnt_text_add_unsigned(text, it->seed);
    nnt_text_add(text, "</td>");
    if (group->comparison->has_folds) {
        nnt_text_add(text, "<td>");
        nnt_text_add_unsigned(text, it->fold);
        nnt_text_add(text, "</td>");
    }
    add_outcome(text, group, row);
    nnt_html_add_cell(text, it->numbers[NNT_COMPARE_EPOCHS]);
    nnt_html_add_cell(text, it->numbers[focus->main]);
    if (focus->main != focus->loss) {
        nnt_html_add_cell(text, it->numbers[focus->loss]);
    }
    nnt_text_add(text, "<td class=\"text\">");
    nnt_html_add_text(text, it->n_verdicts > 0 ? it->verdicts[0] : it->message);
    nnt_text_add(text, "</td></tr>\n");
}

static void render_many(const nnt_report_group *group, nnt_text *text) {
    const nnt_comparison *comparison = group->comparison;
    const nnt_compare_focus focus = nnt_compare_focus_of(comparison);
    const size_t n = comparison->n_rows < MOST_ROWS ? comparison->n_rows : MOST_ROWS;
    nnt_text_addf(text, "<details><summary>Show %s%zu runs</summary>\n",
                  n < comparison->n_rows ? "the first " : "", n);
    nnt_report_open_table(text, group, "numbers");
    nnt_report_add_heading(text, "seed");
    if (comparison->has_folds) {
        nnt_report_add_heading(text, "fold");
    }
    nnt_text_add(text, "<th class=\"text\" scope=\"col\">outcome</th>");
    nnt_report_add_heading(text, "epochs");
    nnt_report_add_heading(text, focus.metric);
    if (focus.main != focus.loss) {
        nnt_report_add_heading(text, "loss");
    }
    nnt_text_add(text, "<th class=\"text\" scope=\"col\">worst verdict</th>");
    nnt_report_open_body(text);
    for (size_t row = 0; row < n; row++) {
        add_row(text, group, &focus, row);
    }
    nnt_report_close_table(text);
    nnt_text_add(text, "</details>\n");
}

static const nnt_report_many many = {
    .lead = "Each has a folder of its own, with all files of a run.",
    .render = render_many,
};

const nnt_report_section nnt_report_runs_table = {
    .id = "runs",
    .title = "Runs",
    .many = &many,
};
