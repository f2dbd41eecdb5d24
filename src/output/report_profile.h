/* The delta profile: how large the error is that arrives at each hidden layer. */
#ifndef NNT_OUTPUT_REPORT_PROFILE_H
#define NNT_OUTPUT_REPORT_PROFILE_H

#include "base/text.h"
#include "output/run_view.h"

/* Two hidden layers or more, and measurements of them. */
bool nnt_report_has_profile(const nnt_run *run);

/* The figure, with a slider over the epochs where scripts run. */
void nnt_report_add_profile(nnt_text *text, const nnt_run *run);

/* The script behind the slider; ends with NULL. */
extern const char *const nnt_report_profile_script[];

#endif
