/* nntrain theory: what to expect of a network before its first step. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "nntrain/theory.h"
#include "theory_text.h"

static void show(const nnt_args *args, nnt_console *console, const nnt_theory_report *report) {
    if (nnt_args_has(args, NNT_FLAG_JSON)) {
        nnt_theory_text_write_json(console, report);
    } else if (!console->quiet) {
        nnt_theory_text_print(console, report);
    }
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_messages notes = {0};
    nnt_config *config = NULL;
    nnt_theory_report *report = NULL;
    const int code = nnt_config_from_args(args, console, &config);
    if (code != NNT_EXIT_OK) {
        return code;
    }
    const nnt_status status =
        nnt_theory_report_create(config, nnt_isa_from_environment(), &report, &notes, &error);
    nnt_console_notes(console, &notes);
    if (status == NNT_OK) {
        show(args, console, report);
    } else {
        nnt_console_error(console, &error);
    }
    nnt_theory_report_free(report);
    nnt_messages_clear(&notes);
    nnt_config_free(config);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_theory = {
    .name = "theory",
    .usage = "CONFIG",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(JSON),
    .summary = "say what to expect of a network before it is trained",
    .details = "From the network's shape, its initial weights and the data alone: how gradients "
               "change from layer to layer, which share of the units is born dead, how alike "
               "the rows become, and what other activations and initialisers would do. Loads "
               "the data, trains nothing, writes nothing.",
    .examples = {{"theory configs/xor_relu.json", "tables and a picture"},
                 {"theory configs/xor_relu.json --set network.hidden=[8,8,8,8,8,8]",
                  "the same network, deeper"},
                 {"theory configs/xor_relu.json --json", "the numbers as JSON"}},
    .run = run,
};
