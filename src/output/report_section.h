/* Sections of the report, one descriptor each. Adding one is a file
 * report_<name>.c and a row in report_section_list.inc. A section shows one run, or
 * several side by side, or both. */
#ifndef NNT_OUTPUT_REPORT_SECTION_H
#define NNT_OUTPUT_REPORT_SECTION_H

#include "base/text.h"
#include "output/report_group.h"
#include "output/run_view.h"

/* What a section shows of several runs. */
typedef struct nnt_report_many {
    const char *title; /* NULL: the section's own */
    const char *lead;
    /* False when these runs have nothing for the section; NULL: they always have. */
    bool (*is_present)(const nnt_report_group *group);
    void (*render)(const nnt_report_group *group, nnt_text *text);
} nnt_report_many;

typedef struct nnt_report_section {
    const char *id; /* anchor in the page */
    const char *title;
    const char *lead; /* what there is to see, one or two sentences */
    /* False when this run has nothing for the section. */
    bool (*is_present)(const nnt_run_view *view);
    void (*render)(const nnt_run_view *view, nnt_text *text); /* NULL: nothing of one run */
    const nnt_report_many *many;                              /* NULL: nothing of several */
} nnt_report_section;

extern const nnt_report_many nnt_report_many_diagnosis, nnt_report_many_scores,
    nnt_report_many_learning, nnt_report_many_gradients, nnt_report_many_layers,
    nnt_report_many_units;

#define NNT_REPORT_SECTION(name) extern const nnt_report_section nnt_report_##name;
#include "output/report_section_list.inc"
#undef NNT_REPORT_SECTION

#endif
