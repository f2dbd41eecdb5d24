/* nntrain init: a first config for a CSV file. */
#include "command.h"

#include "exit_code.h"
#include "nntrain/config.h"
#include "nntrain/starter.h"
#include <string.h>

static nnt_status
print_config(const char *data, const char *target, nnt_console *console, nnt_error *error) {
    char *text = NULL;
    const nnt_status status = nnt_starter_text(data, target, ".", &text, error);
    if (status == NNT_OK) {
        nnt_console_write(console, text, strlen(text));
    }
    nnt_string_free(text);
    return status;
}

static int run(const nnt_args *args, nnt_console *console) {
    const char *data = args->operands[0];
    const char *target = args->values[NNT_FLAG_TARGET];
    const char *path = args->values[NNT_FLAG_OUTPUT];
    const bool force = nnt_args_has(args, NNT_FLAG_FORCE);
    nnt_error error = {0};
    const nnt_status status = path ? nnt_starter_save(data, target, path, force, &error)
                                   : print_config(data, target, console, &error);
    if (status) {
        nnt_console_error(console, &error);
    }
    return nnt_exit_code(status);
}

const nnt_command nnt_command_init = {
    .name = "init",
    .usage = "DATA",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(TARGET) | NNT_USES(OUTPUT) | NNT_USES(FORCE),
    .summary = "write a first config for a CSV file",
    .details = "Reads the file and prints a config with comments, or writes it to the file that "
               "-o names: a target of words or of few whole numbers makes a classification, else "
               "it is a regression; columns of few words become categorical; those of names, "
               "constant ones, and one that only counts the rows are left out, as the config "
               "says; network, batches and epochs follow the number of rows.",
    .examples = {{"init data.csv --target price -o price.json",
                  "then train it: nntrain price.json"},
                 {"init data.csv", "the last column is the target; prints the config"}},
    .run = run,
};
