/* Two circles about the origin: radius 1 is class 0, radius `factor` is class 1.
 *   x = radius (cos(angle), sin(angle)) + noise N(0, 1), angle uniform
 * As make_circles of scikit-learn. Rows take the classes in turn. */
#include "data/generator.h"

#include "base/exact_math.h"

enum { SAMPLES, FACTOR, NOISE };

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
        const double radius = class == 0 ? 1 : options[FACTOR].number;
        const double angle = NNT_TAU * nnt_rng_uniform(&rng);
        x[2 * row] = radius * nnt_exact_cos(angle);
        x[2 * row + 1] = radius * nnt_exact_sin(angle);
        dataset->labels[row] = class;
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, 2 * n_rows, x);
    return NNT_OK;
}

static const nnt_option options_of_circles[] = {
    NNT_OPTION_SAMPLES("200"),
    {.name = "factor",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0.5",
     .low = 0,
     .high = 1,
     .help = "radius of the inner circle; the outer one's is 1"},
    NNT_OPTION_NOISE("0.1", "inputs"),
    {0},
};

const nnt_source nnt_source_circles = {
    .row = {.name = "circles",
            .summary = "a circle inside another",
            .formula = "x = r (cos a, sin a), r = 1 for class 0 and factor for class 1",
            .source = "make_circles of scikit-learn",
            .options = options_of_circles},
    .tasks = NNT_FOR_CLASSIFICATION,
    .scaling = "none",
    .load = load,
};
