/* The scores of a variant's runs on one line, to stand in a cell of a table. */
#ifndef NNT_OUTPUT_REPORT_WHISKERS_H
#define NNT_OUTPUT_REPORT_WHISKERS_H

#include "base/text.h"
#include "output/report_group.h"
#include "output/svg_scale.h"

/* One axis for all variants. */
typedef struct nnt_report_whiskers {
    nnt_compare_number number;
    nnt_svg_scale scale;
} nnt_report_whiskers;

nnt_report_whiskers nnt_report_whiskers_create(const nnt_report_group *group,
                                               nnt_compare_number number,
                                               nnt_svg_kind kind);

/* The axis with its numbers, for the head of the column. */
void nnt_report_whiskers_add_axis(nnt_text *text, const nnt_report_whiskers *it);

/* A pale dot for each run, the mean, and its interval as a line. `color` is one of the
 * style's. */
void nnt_report_whiskers_add(nnt_text *text,
                             const nnt_report_whiskers *it,
                             const nnt_report_group *group,
                             size_t variant,
                             size_t color);

#endif
