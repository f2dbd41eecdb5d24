/* A finished run in words and numbers. */
#ifndef NNT_CLI_RUN_TEXT_H
#define NNT_CLI_RUN_TEXT_H

#include "console.h"
#include "nntrain/run.h"

/* Sentence, scores, layers, files and what to type next, to standard output. */
void nnt_run_text_print(nnt_console *console, const nnt_run *run, double training_seconds);

/* Scores, layers and verdicts alone, of a run of which no more may be known. */
void nnt_run_text_recall(nnt_console *console, const nnt_run *run);

/* The whole as the last event of --json. */
void nnt_run_text_write_json(nnt_console *console, const nnt_run *run, double training_seconds);

/* Which number was first not finite and what to try, to standard error. Nothing
 * when the run did not diverge. */
void nnt_run_text_explain_divergence(const nnt_console *console, const nnt_run *run);

#endif
