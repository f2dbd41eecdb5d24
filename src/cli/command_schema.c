/* nntrain schema: the JSON Schema of configs, for editors. */
#include "command.h"

#include "exit_code.h"
#include "nntrain/config.h"
#include <string.h>

static int run(const nnt_args *args, nnt_console *console) {
    char *schema = nnt_config_schema();
    (void)args;
    if (schema == NULL) {
        const nnt_error error = {.status = NNT_ERR_MEMORY};
        nnt_console_error(console, &error);
        return NNT_EXIT_RUN_TIME;
    }
    const size_t length = strlen(schema);
    nnt_console_write(console, schema, length);
    nnt_console_print(console, length > 0 && schema[length - 1] == '\n' ? "" : "\n");
    nnt_string_free(schema);
    return NNT_EXIT_OK;
}

const nnt_command nnt_command_schema = {
    .name = "schema",
    .usage = "",
    .summary = "print the JSON Schema of configs",
    .details = "An editor that knows the schema completes keys and marks mistakes while you type. "
               "Name it in a config: \"$schema\": \"config.schema.json\".",
    .examples = {{"schema > configs/config.schema.json", "write it beside the configs"}},
    .run = run,
};
