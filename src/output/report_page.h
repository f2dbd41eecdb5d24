/* The whole report: of one run, or of several side by side. */
#ifndef NNT_OUTPUT_REPORT_PAGE_H
#define NNT_OUTPUT_REPORT_PAGE_H

#include "base/text.h"
#include "output/report_group.h"
#include "output/run_view.h"

#define NNT_REPORT_FILE "report.html"

/* Append the page; memory failures show in text->failed. */
void nnt_report_render_run(const nnt_run_view *view, nnt_text *text);
void nnt_report_render_group(const nnt_report_group *group, nnt_text *text);

#endif
