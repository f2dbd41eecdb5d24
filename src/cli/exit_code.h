/* What the program's exit code says; the numbers are fixed for users' scripts. */
#ifndef NNT_CLI_EXIT_CODE_H
#define NNT_CLI_EXIT_CODE_H

#include "nntrain/status.h"

enum {
    NNT_EXIT_OK = 0,
    NNT_EXIT_RUN_TIME = 1, /* I/O, memory */
    NNT_EXIT_USAGE = 2,    /* command line or config */
    NNT_EXIT_DATA = 3,
    NNT_EXIT_MODEL = 4,
    NNT_EXIT_DIVERGED = 5, /* all files were written */
    NNT_EXIT_GATE = 6,     /* --fail-on: its verdict was reached */
    NNT_EXIT_SIGNAL = 128  /* plus the number of the signal */
};

int nnt_exit_code(nnt_status status);

#endif
