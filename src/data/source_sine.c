/* A sine wave: y = sin(2 pi frequency x) + noise N(0, 1), x uniform in (-1, 1). */
#include "data/generator.h"

#include "base/exact_math.h"

enum { SAMPLES, FREQUENCY, NOISE };

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const nnt_status status = nnt_generator_create(context, n_rows, 1, 1, dataset, error);
    if (status) {
        return status;
    }
    double *x = nnt_generator_features(dataset);
    nnt_rng rng = nnt_generator_stream(context, "points");
    for (size_t row = 0; row < n_rows; row++) {
        x[row] = 2 * nnt_rng_uniform(&rng) - 1;
        dataset->targets[row] = nnt_exact_sin(NNT_TAU * options[FREQUENCY].number * x[row]);
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, n_rows, dataset->targets);
    return NNT_OK;
}

static const nnt_option options_of_sine[] = {
    NNT_OPTION_SAMPLES("200"),
    {.name = "frequency",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0,
     .high = 1e4,
     .help = "waves per unit of x; x runs from -1 to 1"},
    NNT_OPTION_NOISE("0.05", "target"),
    {0},
};

const nnt_source nnt_source_sine = {
    .row = {.name = "sine",
            .summary = "a sine wave over -1 to 1",
            .formula = "y = sin(2 pi frequency x) + noise N(0, 1)",
            .options = options_of_sine},
    .tasks = NNT_FOR_REGRESSION,
    .scaling = "none",
    .load = load,
};
