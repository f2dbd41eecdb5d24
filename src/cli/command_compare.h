/* Comparing, for the short form of the command line as well. */
#ifndef NNT_CLI_COMMAND_COMPARE_H
#define NNT_CLI_COMMAND_COMPARE_H

#include "args.h"
#include "console.h"

/* Carries out a config that compares; returns the exit code. */
int nnt_compare_one(const nnt_args *args, nnt_console *console, const nnt_config *config);

#endif
