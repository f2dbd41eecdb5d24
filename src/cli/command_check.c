/* nntrain check: validates a config and trains nothing. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "nntrain/experiment.h"
#include <string.h>

static void print_amount(nnt_console *console, const char *label, size_t bytes) {
    char amount[NNT_MEMORY_ROOM];
    nnt_console_print(console, "  %-12s %10s\n", label, nnt_memory_text(bytes, amount));
}

/* What a training will need; the data are read for it. */
static int show_memory(const nnt_config *config, nnt_console *console) {
    nnt_memory_need need = {0};
    nnt_messages notes = {0};
    nnt_error error = {0};
    const nnt_status status =
        nnt_config_measure(config, nnt_isa_from_environment(), &need, &notes, &error);
    nnt_console_notes(console, &notes);
    nnt_messages_clear(&notes);
    if (status != NNT_OK) {
        nnt_console_error(console, &error);
        return nnt_exit_code(status);
    }
    nnt_console_print(console, "memory of a training:\n");
    print_amount(console, "data", need.data);
    print_amount(console, "parameters", need.parameters);
    print_amount(console, "optimizer", need.optimizer);
    print_amount(console, "workspace", need.workspace);
    print_amount(console, "instruments", need.instruments);
    print_amount(console, "program", need.program);
    print_amount(console, "total", nnt_memory_need_total(&need));
    return NNT_EXIT_OK;
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_config *config = NULL;
    int code = nnt_config_from_args(args, console, &config);
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
    if (console->verbose) {
        code = show_memory(config, console);
    }
    nnt_config_free(config);
    return code;
}

const nnt_command nnt_command_check = {
    .name = "check",
    .usage = "CONFIG",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(RESOLVED) | NNT_USES(VERBOSE),
    .summary = "validate a config and train nothing",
    .details = "All problems are printed at once, each with its line and column. The data "
               "themselves are not read, unless --verbose asks what memory a training needs.",
    .examples = {{"check configs/xor_relu.json", "valid, or a list of what is wrong"},
                 {"check configs/xor_relu.json --resolved", "the config with all defaults"},
                 {"check configs/digits.json --verbose", "the memory that training it takes"}},
    .run = run,
};
