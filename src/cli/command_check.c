/* nntrain check: validates a config and trains nothing. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include <string.h>

static int run(const nnt_args *args, nnt_console *console) {
    nnt_config *config = NULL;
    const int code = nnt_config_from_args(args, console, &config);
    if (code != NNT_EXIT_OK) {
        return code;
    }
    if (nnt_args_has(args, NNT_FLAG_RESOLVED)) {
        const char *text = nnt_config_text(config);
        const size_t length = strlen(text);
        nnt_console_write(console, text, length);
        nnt_console_print(console, length > 0 && text[length - 1] == '\n' ? "" : "\n");
    } else if (!console->quiet) {
        char name[1024];
        nnt_console_clean(args->operands[0], name, sizeof name);
        nnt_console_print(console, "%s: valid\n", strcmp(name, "-") == 0 ? "standard input" : name);
    }
    nnt_config_free(config);
    return NNT_EXIT_OK;
}

const nnt_command nnt_command_check = {
    .name = "check",
    .usage = "CONFIG",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(RESOLVED),
    .summary = "validate a config and train nothing",
    .details = "All problems are printed at once, each with its line and column. The data "
               "themselves are not read.",
    .examples = {{"check configs/xor_relu.json", "valid, or a list of what is wrong"},
                 {"check configs/xor_relu.json --resolved", "the config with all defaults"}},
    .run = run,
};
