/* Help texts, printed from the tables of commands and flags. */
#ifndef NNT_CLI_HELP_H
#define NNT_CLI_HELP_H

#include "command.h"

/* What the program does, all commands, exit codes; to standard output. */
void nnt_help_print(nnt_console *console);

/* A command's own page; to standard output. */
void nnt_help_print_command(nnt_console *console, const nnt_command *command);

/* A few lines for a command line that says nothing; to standard error. */
void nnt_help_print_short(void);

/* The error for a word that names no command. */
nnt_status nnt_help_refuse_command(const char *word, nnt_error *error);

#endif
