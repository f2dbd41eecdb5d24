/* Exclusive or: y = x1 xor x2. Row i holds point i mod 4 of (0,0), (0,1), (1,0),
 * (1,1), so a whole multiple of four rows is balanced; noise moves the points. The
 * smallest problem that no linear model solves (Minsky and Papert 1969, Perceptrons). */
#include "data/generator.h"

enum { SAMPLES, NOISE, CODING };

/* Outputs of the two tasks: two classes, or one number. */
static size_t count_outputs(nnt_task task) {
    return task == NNT_TASK_CLASSIFICATION ? 2 : 1;
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const nnt_status status =
        nnt_generator_create(context, n_rows, 2, count_outputs(context->task), dataset, error);
    if (status) {
        return status;
    }
    double *x = nnt_generator_features(dataset);
    for (size_t row = 0; row < n_rows; row++) {
        const unsigned first = (row >> 1) & 1;
        const unsigned second = row & 1;
        x[2 * row] = nnt_generator_code(&options[CODING], first);
        x[2 * row + 1] = nnt_generator_code(&options[CODING], second);
        nnt_generator_answer(&options[CODING], first ^ second, row, dataset);
    }
    nnt_rng rng = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&rng, options[NOISE].number, 2 * n_rows, x);
    return NNT_OK;
}

static const nnt_option options_of_xor[] = {
    NNT_OPTION_SAMPLES("4"),
    NNT_OPTION_NOISE("0", "inputs"),
    NNT_OPTION_CODING,
    {0},
};

const nnt_source nnt_source_xor = {
    .row = {.name = "xor",
            .summary = "the four points of exclusive or",
            .formula = "y = x1 xor x2",
            .source = "Minsky and Papert 1969, Perceptrons",
            .options = options_of_xor},
    .tasks = NNT_FOR_CLASSIFICATION | NNT_FOR_REGRESSION,
    .scaling = "none",
    .load = load,
};
