/* nntrain predict: outputs of a trained model as CSV, or what its hidden units make of the data. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "nntrain/config.h"
#include "nntrain/model.h"
#include <string.h>

enum { MOST_LAYER = 999999 }; /* more than a network can have */

/* "all", or the number of a layer. */
static nnt_status read_layer(const char *text, size_t *layer, nnt_error *error) {
    *layer = 0;
    if (strcmp(text, "all") != 0 && !nnt_args_number(text, 1, MOST_LAYER, layer)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "--activations %s: expected the number of a hidden layer, from 1, or "
                             "all",
                             text);
    }
    return NNT_OK;
}

static void write_text(void *context, const char *text, size_t length) {
    nnt_console_write(context, text, length);
}

static nnt_status
predict(const nnt_args *args, nnt_console *console, nnt_messages *notes, nnt_error *error) {
    const char *layer = args->values[NNT_FLAG_ACTIVATIONS];
    nnt_prediction_options options = {
        .activations = layer != NULL,
        .output = args->values[NNT_FLAG_OUTPUT],
        .force = nnt_args_has(args, NNT_FLAG_FORCE),
        .write = args->values[NNT_FLAG_OUTPUT] != NULL ? NULL : write_text,
        .context = console,
    };
    nnt_model *model = NULL;
    nnt_status status = layer != NULL ? read_layer(layer, &options.layer, error) : NNT_OK;
    if (status == NNT_OK) {
        status = nnt_model_load(args->operands[0], nnt_isa_from_environment(), &model, error);
    }
    if (status == NNT_OK) {
        status = nnt_model_predict(model, args->operands[1], &options, notes, error);
    }
    nnt_model_free(model);
    return status;
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_messages notes = {0};
    const nnt_status status = predict(args, console, &notes, &error);
    nnt_console_notes(console, &notes);
    if (status != NNT_OK) {
        nnt_console_error(console, &error);
    }
    nnt_messages_clear(&notes);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_predict = {
    .name = "predict",
    .usage = "MODEL DATA",
    .min_operands = 2,
    .max_operands = 2,
    .flags = NNT_USES(OUTPUT) | NNT_USES(FORCE) | NNT_USES(ACTIVATIONS),
    .summary = "print what a trained model says of the rows of a file",
    .details = "MODEL is a model.safetensors or its run folder; DATA is a CSV, IDX or NPY file, or "
               "- for a CSV on standard input. Columns of a CSV are found by name when it has a "
               "header, else by position. A classification gives the class and the probability of "
               "each, a regression its targets in their own units; a row for each row of DATA. "
               "--activations gives what the hidden units made of the row instead, in columns "
               "layer1_unit1 and so on. -o writes a file in place of printing.",
    .examples = {{"predict runs/iris/model.safetensors flowers.csv", "classes and probabilities"},
                 {"predict runs/iris flowers.csv -o predicted.csv", "the same, into a file"},
                 {"predict runs/fashion_mnist t10k-images-idx3-ubyte.gz", "of images"},
                 {"predict runs/iris flowers.csv --activations 1", "the units of layer 1"}},
    .run = run,
};
