/* Two half circles that hook into each other, angle t uniform in (0, pi):
 *   class 0: (cos t, sin t)       class 1: (1 - cos t, 1/2 - sin t)
 * plus noise N(0, 1). As make_moons of scikit-learn. Rows take the classes in turn. */
#include "data/generator.h"

#include "base/exact_math.h"

enum { SAMPLES, NOISE };

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const nnt_status status = nnt_generator_create(context, n_rows, 2, 2, dataset, error);
    if (status) {
        return status;
    }
    double *x = nnt_generator_features(dataset);
    nnt_rng rng = nnt_generator_stream(context, "points");
    for (size_t row = 0; row < n_rows; row++) {
        const uint32_t class = row % 2;
        const double t = NNT_PI * nnt_rng_uniform(&rng);
        const double cosine = nnt_exact_cos(t);
        const double sine = nnt_exact_sin(t);
        x[2 * row] = class == 0 ? cosine : 1 - cosine;
        x[2 * row + 1] = class == 0 ? sine : 0.5 - sine;
        dataset->labels[row] = class;
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, 2 * n_rows, x);
    return NNT_OK;
}

static const nnt_option options_of_moons[] = {
    NNT_OPTION_SAMPLES("200"),
    NNT_OPTION_NOISE("0.1", "inputs"),
    {0},
};

const nnt_source nnt_source_moons = {
    .row = {.name = "moons",
            .summary = "two half circles that hook into each other",
            .formula = "class 0: (cos t, sin t), class 1: (1 - cos t, 1/2 - sin t)",
            .source = "make_moons of scikit-learn",
            .options = options_of_moons},
    .tasks = NNT_FOR_CLASSIFICATION,
    .scaling = "none",
    .load = load,
};
