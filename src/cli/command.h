/* The verbs of the program, one descriptor each. Adding one is a file
 * command_<verb>.c and a row in command_list.inc. */
#ifndef NNT_CLI_COMMAND_H
#define NNT_CLI_COMMAND_H

#include "args.h"
#include "console.h"
#include <stddef.h>

/* A line to type, without the program's name, and what it does. */
typedef struct nnt_example {
    const char *line;
    const char *effect;
} nnt_example;

enum { NNT_MAX_EXAMPLES = 6 };

typedef struct nnt_command {
    const char *name;
    const char *usage; /* the operands: "MODEL DATA" */
    size_t min_operands, max_operands;
    unsigned flags;      /* NNT_USES bits of what it accepts beside the common flags */
    const char *summary; /* one line for the list of commands */
    const char *details; /* further lines for its own page; or NULL */
    nnt_example examples[NNT_MAX_EXAMPLES + 1];             /* ends with an empty one */
    int (*run)(const nnt_args *args, nnt_console *console); /* returns the exit code */
} nnt_command;

#define NNT_USES(id) (1u << NNT_FLAG_##id)

/* What every command accepts. */
enum { NNT_COMMON_FLAGS = NNT_USES(QUIET) | NNT_USES(COLOR) | NNT_USES(HELP) };

/* In the order in which help shows them. */
size_t nnt_command_count(void);
const nnt_command *nnt_command_get(size_t index);
const nnt_command *nnt_command_find(const char *name); /* NULL when there is none */

#endif
