/* The delta profile: how large the error is that arrives at each hidden layer,
 * relative to the last one, at the start and at the end, beside theory. */
#ifndef NNT_OUTPUT_REPORT_PROFILE_H
#define NNT_OUTPUT_REPORT_PROFILE_H

#include "base/text.h"
#include "output/report_spread.h"

/* Of one run, or of the runs of a variant: the mean of the logarithms with its 95 %
 * interval. */
typedef struct nnt_report_profile {
    size_t n_hidden;
    nnt_report_spread start, end;
    const nnt_table *theory; /* NULL: there is none */
    const char *time_name;   /* "epoch", or "step" */
    double first, last;      /* moments */
} nnt_report_profile;

/* Two hidden layers or more, and measurements of them. */
bool nnt_report_has_profile(const nnt_run *run);

/* False when memory is out. No run may have a profile: n_hidden is 0 then. */
bool nnt_report_profile_take(nnt_report_profile *profile, nnt_report_runs runs);
void nnt_report_profile_clear(nnt_report_profile *profile);

/* Widens the scales to what the profile shows. */
void nnt_report_profile_measure(const nnt_report_profile *profile,
                                nnt_svg_range *x,
                                nnt_svg_range *y);

/* The band of theory below, measurements, and theory's broken line above them. */
void nnt_report_profile_draw(nnt_text *text,
                             const nnt_svg_chart *chart,
                             const nnt_report_profile *profile,
                             bool has_dots);

/* What the lines and bands of these profiles are. */
void nnt_report_profile_add_legend(nnt_text *text, const nnt_report_profile *profiles, size_t n);

/* The figure of one run, with a line that the slider moves. */
void nnt_report_add_profile(nnt_text *text, const nnt_run *run);

#endif
