/* Interleaved spiral arms, one a class, with t uniform in (0, 1):
 *   angle = 2 pi (turns t + class / classes)
 *   x = t (cos(angle), sin(angle)) + noise N(0, 1)
 * After Lang and Witbrock 1988, "Learning to tell two spirals apart", whose arms
 * make three turns. Rows take the classes in turn. */
#include "data/generator.h"

#include "base/exact_math.h"

enum { SAMPLES, CLASSES, TURNS, NOISE };

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const size_t n_classes = (size_t)options[CLASSES].number;
    const nnt_status status = nnt_generator_create(context, n_rows, 2, n_classes, dataset, error);
    if (status) {
        return status;
    }
    double *x = nnt_generator_features(dataset);
    nnt_rng rng = nnt_generator_stream(context, "points");
    for (size_t row = 0; row < n_rows; row++) {
        const size_t class = row % n_classes;
        const double t = nnt_rng_uniform(&rng);
        const double angle =
            NNT_TAU * (options[TURNS].number * t + (double)class / (double)n_classes);
        x[2 * row] = t * nnt_exact_cos(angle);
        x[2 * row + 1] = t * nnt_exact_sin(angle);
        dataset->labels[row] = (uint32_t) class;
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, 2 * n_rows, x);
    return NNT_OK;
}

static const nnt_option options_of_spiral[] = {
    NNT_OPTION_SAMPLES("300"),
    {.name = "classes",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "3",
     .low = 2,
     .high = 100,
     .help = "arms"},
    {.name = "turns",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0,
     .high = 100,
     .help = "turns of an arm about the centre"},
    NNT_OPTION_NOISE("0.05", "inputs"),
    {0},
};

const nnt_source nnt_source_spiral = {
    .row = {.name = "spiral",
            .summary = "interleaved spiral arms in the plane",
            .formula = "x = t (cos a, sin a), a = 2 pi (turns t + class / classes)",
            .source = "Lang and Witbrock 1988, Learning to tell two spirals apart",
            .options = options_of_spiral},
    .tasks = NNT_FOR_CLASSIFICATION,
    .scaling = "none",
    .load = load,
};
