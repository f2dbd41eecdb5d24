/* A comparison in words and numbers. */
#ifndef NNT_CLI_COMPARE_TEXT_H
#define NNT_CLI_COMPARE_TEXT_H

#include "console.h"
#include "nntrain/compare.h"

/* Sentence, table, verdicts and files, to standard output. */
void nnt_compare_text_print(nnt_console *console, const nnt_comparison *comparison, double seconds);

/* The same as the last events of --json. */
void nnt_compare_text_write_json(nnt_console *console,
                                 const nnt_comparison *comparison,
                                 double seconds);

/* Every run that failed, to standard error. */
void nnt_compare_text_print_failures(const nnt_console *console, const nnt_comparison *comparison);

#endif
