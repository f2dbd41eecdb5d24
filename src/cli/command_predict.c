/* nntrain predict: outputs of a trained model as CSV. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "nntrain/config.h"
#include "nntrain/model.h"
#include <string.h>

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_messages notes = {0};
    nnt_model *model = NULL;
    char *csv = NULL;
    nnt_status status =
        nnt_model_load(args->operands[0], nnt_isa_from_environment(), &model, &error);
    if (status == NNT_OK) {
        status = nnt_model_predict_csv(model, args->operands[1], &csv, &notes, &error);
    }
    nnt_console_notes(console, &notes);
    if (status == NNT_OK) {
        nnt_console_write(console, csv, strlen(csv));
    } else {
        nnt_console_error(console, &error);
    }
    nnt_string_free(csv);
    nnt_messages_clear(&notes);
    nnt_model_free(model);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_predict = {
    .name = "predict",
    .usage = "MODEL DATA",
    .min_operands = 2,
    .max_operands = 2,
    .summary = "print what a trained model says of the rows of a CSV",
    .details = "MODEL is a model.safetensors or its run folder; DATA is a CSV file, or - for "
               "standard input. Columns are found by name when DATA has a header, else by "
               "position. A classification gives the class and the probability of each, a "
               "regression its targets in their own units; a row for each row of DATA.",
    .examples = {{"predict runs/iris/model.safetensors flowers.csv", "classes and probabilities"},
                 {"predict runs/iris flowers.csv > predicted.csv", "the same, into a file"}},
    .run = run,
};
