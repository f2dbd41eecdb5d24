/* Training rows as signs in a chart. */
#ifndef NNT_OUTPUT_REPORT_DOTS_H
#define NNT_OUTPUT_REPORT_DOTS_H

#include "output/report_samples.h"
#include "output/svg_chart.h"

/* Of many rows some are chosen at equal distances: dots 0 … count-1. */
size_t nnt_report_dot_count(const nnt_view *rows);
size_t nnt_report_dot_row(const nnt_view *rows, size_t dot);

/* The path of a sign around its point, about 6 wide; classes have different ones,
 * so that colour is not the only difference. */
const char *nnt_report_sign(size_t class_index);

/* Adds a sign to an open path, if the point has a place. */
void nnt_report_add_sign(
    nnt_text *text, const nnt_svg_chart *chart, double x, double y, const char *sign);

#endif
