/* The lives of single units as a picture. */
#ifndef NNT_OUTPUT_REPORT_LIVES_H
#define NNT_OUTPUT_REPORT_LIVES_H

#include "base/text.h"
#include "nntrain/run.h"

/* A figure with a line for each hidden unit that was ever dead, and a bar where it was.
 * Nothing when there is none. */
void nnt_report_add_lives(nnt_text *text, const nnt_run *run);

#endif
