/* The head of the report: what was run and how it ended, or what was compared. */
#ifndef NNT_OUTPUT_REPORT_HEAD_H
#define NNT_OUTPUT_REPORT_HEAD_H

#include "base/text.h"
#include "output/report_group.h"
#include "output/run_view.h"

void nnt_report_add_head(nnt_text *text, const nnt_run_view *view);
void nnt_report_add_group_head(nnt_text *text, const nnt_report_group *group);

#endif
