/* The report of a comparison, from what its runs left in their folders. */
#ifndef NNT_EXPERIMENT_COMPARE_REPORT_H
#define NNT_EXPERIMENT_COMPARE_REPORT_H

#include "nntrain/compare.h"
#include "output/report_group.h"

/* The runs of a comparison that gave numbers, as far as pictures need them. */
typedef struct nnt_compare_runs {
    size_t n;
    struct nnt_stored_run *stored; /* (n) */
    const nnt_run **faces;         /* (n) NULL where a row has no run that counts */
} nnt_compare_runs;

/* Reads the runs of all rows from their folders in `directory`. On failure *runs can
 * still be cleared. */
NNT_MUST_CHECK nnt_status nnt_compare_runs_load(const nnt_comparison *comparison,
                                                const char *directory,
                                                nnt_compare_runs *runs,
                                                nnt_error *error);
void nnt_compare_runs_clear(nnt_compare_runs *runs);

/* What is to be made of a comparison. */
typedef struct nnt_compare_page {
    bool has_config; /* config.json in its folder makes it again */
    bool has_links;  /* the report will stand in its folder */
    bool is_picture; /* the gradient profile as SVG, in place of a report */
} nnt_compare_page;

/* Appends the file. NNT_ERR_USAGE when a picture has nothing to show. */
struct nnt_text;
NNT_MUST_CHECK nnt_status nnt_compare_report_render(const nnt_comparison *comparison,
                                                    const nnt_compare_page *page,
                                                    struct nnt_text *text,
                                                    nnt_error *error);

#endif
