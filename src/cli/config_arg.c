/* Loads configs for the commands. */
#include "config_arg.h"

#include "exit_code.h"
#include "host.h"
#include <stdio.h>
#include <stdlib.h>

int nnt_config_from_args(const nnt_args *args, const nnt_console *console, nnt_config **config) {
    return nnt_config_from_operand(args, 0, console, config);
}

int nnt_config_from_operand(const nnt_args *args,
                            size_t operand,
                            const nnt_console *console,
                            nnt_config **config) {
    nnt_messages problems = {0};
    nnt_error error = {0};
    const nnt_status status = nnt_config_load(args->operands[operand], args->overrides,
                                              args->n_overrides, config, &problems, &error);
    if (status == NNT_OK) {
        nnt_config_limit_memory(*config, nnt_host_memory());
    }
    for (size_t i = 0; i < problems.count; i++) {
        nnt_console_problem(console, problems.items[i].text);
    }
    if (status != NNT_OK && problems.count == 0) {
        nnt_console_error(console, &error);
    }
    if (problems.lost > 0) {
        fprintf(stderr, "nntrain: out of memory: %d more problems not shown\n", problems.lost);
    }
    nnt_messages_clear(&problems);
    return nnt_exit_code(status);
}

const char *nnt_isa_from_environment(void) {
    const char *isa = getenv("NNTRAIN_ISA");
    return isa != NULL && *isa != '\0' ? isa : NULL;
}
