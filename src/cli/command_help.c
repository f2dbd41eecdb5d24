/* nntrain help. */
#include "command.h"

#include "exit_code.h"
#include "help.h"

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    if (args->n_operands == 0) {
        nnt_help_print(console);
        return NNT_EXIT_OK;
    }
    const nnt_command *command = nnt_command_find(args->operands[0]);
    if (command != NULL) {
        nnt_help_print_command(console, command);
        return NNT_EXIT_OK;
    }
    const nnt_status status = nnt_help_refuse_command(args->operands[0], &error);
    nnt_console_error(console, &error);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .max_operands = 1,
    .summary = "explain the program or one of its commands",
    .examples = {{"help", "the commands"}, {"help train", "one of them"}},
    .run = run,
};
