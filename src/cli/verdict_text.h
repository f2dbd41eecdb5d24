/* The verdicts of a run on the screen, and the gate that --fail-on makes of one. */
#ifndef NNT_CLI_VERDICT_TEXT_H
#define NNT_CLI_VERDICT_TEXT_H

#include "args.h"
#include "console.h"
#include "nntrain/run.h"

/* Every verdict: level, rule, what, evidence, remedy; of notes the sentence alone
 * unless verbose. One line when nothing was found. */
void nnt_verdict_text_print(nnt_console *console, const nnt_run *run);

/* Checks the rules that --fail-on names. NNT_ERR_USAGE with the near match. */
NNT_MUST_CHECK nnt_status nnt_verdict_gate_check(const nnt_args *args, nnt_error *error);

/* Whether --fail-on names the rule of this id; '-' is as good as '_'. */
bool nnt_verdict_gate_names(const nnt_args *args, const char *rule);

/* True when the verdict of one of these rules was reached at warning or above. */
bool nnt_verdict_gate_fails(const nnt_args *args, const nnt_run *run);

#endif
