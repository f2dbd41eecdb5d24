/* Tables with a row for each variant. */
#ifndef NNT_OUTPUT_REPORT_TABLE_H
#define NNT_OUTPUT_REPORT_TABLE_H

#include "base/text.h"
#include "output/report_group.h"

/* The table up to its first heading, which is what the variants are told apart by;
 * headings and the body follow. `style` is a class. */
void nnt_report_open_table(nnt_text *text, const nnt_report_group *group, const char *style);
void nnt_report_add_heading(nnt_text *text, const char *html);
void nnt_report_open_body(nnt_text *text);
void nnt_report_close_table(nnt_text *text);

/* A row up to the variant's name; cells and </tr> follow. */
void nnt_report_open_row(nnt_text *text, const nnt_report_group *group, size_t variant);

/* Says so when fewer variants than there are were shown. */
void nnt_report_add_rest(nnt_text *text, const nnt_report_group *group, size_t most);

/* "0.98 ± 0.01"; "–" without numbers, no interval of fewer than two. */
void nnt_report_add_statistic(nnt_text *text, const nnt_statistic *statistic);

/* The same as a cell. A difference has its sign, and stands out when its interval
 * does not hold 0. */
void nnt_report_add_statistic_cell(nnt_text *text, const nnt_statistic *statistic);
void nnt_report_add_difference_cell(nnt_text *text, const nnt_statistic *difference);

#endif
