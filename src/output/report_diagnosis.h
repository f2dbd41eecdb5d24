/* A verdict as a card of the report. */
#ifndef NNT_OUTPUT_REPORT_DIAGNOSIS_H
#define NNT_OUTPUT_REPORT_DIAGNOSIS_H

#include "base/text.h"
#include "nntrain/verdict.h"

/* `frequency` says in how many runs it was reached; NULL: there is one run. */
void nnt_report_add_verdict(nnt_text *text, const nnt_verdict *verdict, const char *frequency);

#endif
