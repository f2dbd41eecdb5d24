/* The pictures of a finished run: its loss, and how far the error gets back through
 * its layers. */
#ifndef NNT_CLI_RUN_PICTURES_H
#define NNT_CLI_RUN_PICTURES_H

#include "console.h"
#include "nntrain/run.h"

/* To standard output where that is a terminal wide enough, or when verbose. */
void nnt_run_pictures_print(nnt_console *console, const nnt_run *run);

#endif
