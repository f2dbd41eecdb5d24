/* Tables of variants, with means and intervals. */
#include "output/report_table.h"

#include "output/html_text.h"
#include <math.h>

enum { INTERVAL_DIGITS = 2 };

void nnt_report_open_table(nnt_text *text, const nnt_report_group *group, const char *style) {
    char title[NNT_REPORT_NAME_ROOM];
    nnt_report_group_title(group, title);
    nnt_text_addf(text,
                  "<div class=\"wide\" tabindex=\"0\"><table class=\"%s\">\n<thead><tr><th "
                  "class=\"text\" scope=\"col\">",
                  style);
    nnt_html_add_text(text, title);
    nnt_text_add(text, "</th>");
}

void nnt_report_add_heading(nnt_text *text, const char *html) {
    nnt_text_addf(text, "<th scope=\"col\">%s</th>", html);
}

void nnt_report_open_body(nnt_text *text) {
    nnt_text_add(text, "</tr></thead>\n<tbody>\n");
}

void nnt_report_close_table(nnt_text *text) {
    nnt_text_add(text, "</tbody></table></div>\n");
}

void nnt_report_open_row(nnt_text *text, const nnt_report_group *group, size_t variant) {
    char name[NNT_REPORT_NAME_ROOM];
    nnt_report_group_name(group, variant, name);
    nnt_text_add(text, "<tr><th scope=\"row\">");
    nnt_html_add_text(text, name);
    nnt_text_add(text, "</th>");
}

void nnt_report_add_rest(nnt_text *text, const nnt_report_group *group, size_t most) {
    if (group->comparison->n_variants > most) {
        nnt_text_addf(text,
                      "<p class=\"hint\">The first %zu of %zu variants; all are in "
                      "compare.csv.</p>\n",
                      most, group->comparison->n_variants);
    }
}

/* ---- numbers -------------------------------------------------------------------- */

void nnt_report_add_statistic(nnt_text *text, const nnt_statistic *statistic) {
    nnt_html_add_number(text, statistic->mean);
    if (!isnan(statistic->ci95)) {
        nnt_text_addf(text, " <small>± %s</small>",
                      nnt_html_round(statistic->ci95, INTERVAL_DIGITS).text);
    }
}

void nnt_report_add_statistic_cell(nnt_text *text, const nnt_statistic *statistic) {
    nnt_text_add(text, "<td>");
    nnt_report_add_statistic(text, statistic);
    nnt_text_add(text, "</td>");
}

void nnt_report_add_difference_cell(nnt_text *text, const nnt_statistic *difference) {
    const bool is_clear = fabs(difference->mean) > difference->ci95;
    nnt_text_add(text, is_clear ? "<td><b>" : "<td>");
    nnt_text_add(text, difference->mean > 0 ? "+" : "");
    nnt_html_add_number(text, difference->mean);
    nnt_text_add(text, is_clear ? "</b>" : "");
    if (!isnan(difference->ci95)) {
        nnt_text_addf(text, " <small>± %s</small>",
                      nnt_html_round(difference->ci95, INTERVAL_DIGITS).text);
    }
    nnt_text_add(text, "</td>");
}
