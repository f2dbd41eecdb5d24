/* Theory's report in words, numbers and a picture. */
#ifndef NNT_CLI_THEORY_TEXT_H
#define NNT_CLI_THEORY_TEXT_H

#include "console.h"
#include "nntrain/theory.h"

/* To standard output: the table by layer, the profile, what to expect, and what
 * other activations and initialisers would do. */
void nnt_theory_text_print(nnt_console *console, const nnt_theory_report *report);

/* The same as events of --json: "theory", then a "layer" each and a "what_if" each. */
void nnt_theory_text_write_json(nnt_console *console, const nnt_theory_report *report);

#endif
