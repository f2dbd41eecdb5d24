/* The config that the command line names. */
#ifndef NNT_CLI_CONFIG_ARG_H
#define NNT_CLI_CONFIG_ARG_H

#include "args.h"
#include "console.h"
#include "nntrain/config.h"

/* Loads the first operand with the overrides of the command line, and prints all
 * problems. Returns an exit code; *config is set when it is 0. */
int nnt_config_from_args(const nnt_args *args, const nnt_console *console, nnt_config **config);

/* The same of any operand. */
int nnt_config_from_operand(const nnt_args *args,
                            size_t operand,
                            const nnt_console *console,
                            nnt_config **config);

/* The instruction set that NNTRAIN_ISA asks for; NULL when it asks for none. */
const char *nnt_isa_from_environment(void);

#endif
