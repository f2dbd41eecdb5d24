/* nntrain version. */
#include "command.h"

#include "exit_code.h"
#include "json_line.h"
#include "nntrain/nntrain.h"

static int run(const nnt_args *args, nnt_console *console) {
    const char *const *isa_list = nnt_isa_list();
    if (nnt_args_has(args, NNT_FLAG_JSON)) {
        nnt_json_line line = nnt_json_line_begin(console, NULL);
        nnt_json_line_text(&line, "version", nnt_version());
        nnt_json_line_texts(&line, "isa", isa_list);
        nnt_json_line_end(&line);
        return NNT_EXIT_OK;
    }
    nnt_console_print(console, "nntrain %s\ninstruction sets here:", nnt_version());
    for (size_t i = 0; isa_list[i] != NULL; i++) {
        nnt_console_print(console, "%s %s", i > 0 ? "," : "", isa_list[i]);
    }
    nnt_console_print(console, "\n");
    return NNT_EXIT_OK;
}

const nnt_command nnt_command_version = {
    .name = "version",
    .usage = "",
    .flags = NNT_USES(JSON),
    .summary = "print version and instruction sets of this machine",
    .details = "The environment variable NNTRAIN_ISA forces one of the instruction sets, best "
               "first here; results have the same bits with each.",
    .examples = {{"version --json", "for programs"}},
    .run = run,
};
