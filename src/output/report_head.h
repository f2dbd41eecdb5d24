/* The head of the report: what was run and how it ended. */
#ifndef NNT_OUTPUT_REPORT_HEAD_H
#define NNT_OUTPUT_REPORT_HEAD_H

#include "base/text.h"
#include "output/run_view.h"

void nnt_report_add_head(nnt_text *text, const nnt_run_view *view);

#endif
