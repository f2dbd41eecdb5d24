/* nntrain report: report.html again, from what runs left in their folders. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "nntrain/compare.h"
#include "nntrain/config.h"
#include "nntrain/report.h"

static int run(const nnt_args *args, nnt_console *console) {
    const nnt_report_options options = {.directory = args->values[NNT_FLAG_OUTPUT],
                                        .picture = args->values[NNT_FLAG_SVG],
                                        .isa = nnt_isa_from_environment()};
    nnt_error error = {0};
    nnt_messages notes = {0};
    char *path = NULL;
    const nnt_status status =
        nnt_report_write(args->operands, args->n_operands, &options, &path, &notes, &error);
    nnt_console_notes(console, &notes);
    if (status != NNT_OK) {
        nnt_console_error(console, &error);
    } else if (!console->quiet) {
        nnt_console_print(console, "%s\n", path);
    }
    nnt_string_free(path);
    nnt_messages_clear(&notes);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_report = {
    .name = "report",
    .usage = "RUN...",
    .min_operands = 1,
    .max_operands = NNT_MAX_COMPARE_RUNS,
    .flags = NNT_USES(OUTPUT) | NNT_USES(SVG),
    .summary = "write report.html again, for one run or several",
    .details = "RUN is a run folder, or that of a comparison. One of them gets the report that it "
               "had; several runs come side by side, those whose configs differ in the seed alone "
               "as one variant, into the current folder or that of --output. Prints the file that "
               "was written. With --svg the file is a picture instead: the error that arrives at "
               "each hidden layer before training, measured and as theory predicts it.",
    .examples = {{"report runs/iris", "the report of a run"},
                 {"report runs/compare_depth", "of a comparison"},
                 {"report runs/iris runs/iris-2 -o /tmp/both", "of two runs side by side"},
                 {"report runs/compare_depth --svg profile.svg", "a picture of the gradients"}},
    .run = run,
};
