/* Sections of the report, one descriptor each. Adding one is a file
 * report_<name>.c and a row in report_section_list.inc. */
#ifndef NNT_OUTPUT_REPORT_SECTION_H
#define NNT_OUTPUT_REPORT_SECTION_H

#include "base/text.h"
#include "output/run_view.h"

typedef struct nnt_report_section {
    const char *id; /* anchor in the page */
    const char *title;
    const char *lead; /* what there is to see, one or two sentences */
    /* False when this run has nothing for the section. */
    bool (*is_present)(const nnt_run_view *view);
    void (*render)(const nnt_run_view *view, nnt_text *text);
} nnt_report_section;

#define NNT_REPORT_SECTION(name) extern const nnt_report_section nnt_report_##name;
#include "output/report_section_list.inc"
#undef NNT_REPORT_SECTION

#endif
