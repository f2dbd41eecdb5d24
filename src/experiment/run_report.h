/* The report of one run from its folder. */
#ifndef NNT_EXPERIMENT_RUN_REPORT_H
#define NNT_EXPERIMENT_RUN_REPORT_H

#include "base/text.h"
#include "nntrain/messages.h"

/* Appends report.html, the same bytes as when the run was trained, if its data can still
 * be read and are what they were; else without the pictures that need them, which a
 * note says. */
NNT_MUST_CHECK nnt_status nnt_run_report_render(
    const char *folder, const char *isa, nnt_text *text, nnt_messages *notes, nnt_error *error);

#endif
