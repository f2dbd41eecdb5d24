/* Friedman's first function of ten uniform variables, of which five count:
 *   y = 10 sin(pi x1 x2) + 20 (x3 - 1/2)^2 + 10 x4 + 5 x5 + noise N(0, 1)
 * Friedman 1991, "Multivariate adaptive regression splines", Annals of Statistics
 * 19(1), with ten variables and noise 1 as there. */
#include "data/generator.h"

#include "base/exact_math.h"

enum { SAMPLES, FEATURES, NOISE };

static double evaluate(const double *x) {
    const double third = x[2] - 0.5;
    return 10 * nnt_exact_sin(NNT_PI * x[0] * x[1]) + 20 * third * third + 10 * x[3] + 5 * x[4];
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const size_t n_features = (size_t)options[FEATURES].number;
    const nnt_status status = nnt_generator_create(context, n_rows, n_features, 1, dataset, error);
    if (status) {
        return status;
    }
    nnt_rng rng = nnt_generator_stream(context, "points");
    for (size_t row = 0; row < n_rows; row++) {
        double *x = nnt_generator_features(dataset) + row * n_features;
        for (size_t i = 0; i < n_features; i++) {
            x[i] = nnt_rng_uniform(&rng);
        }
        dataset->targets[row] = evaluate(x);
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, n_rows, dataset->targets);
    return NNT_OK;
}

static const nnt_option options_of_friedman[] = {
    NNT_OPTION_SAMPLES("500"),
    {.name = "features",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "10",
     .low = 5,
     .high = 100,
     .help = "inputs; those after the fifth do not count"},
    NNT_OPTION_NOISE("1", "target"),
    {0},
};

const nnt_source nnt_source_friedman = {
    .row = {.name = "friedman",
            .summary = "a function of five variables among others that do not count",
            .formula = "y = 10 sin(pi x1 x2) + 20 (x3 - 1/2)^2 + 10 x4 + 5 x5 + noise N(0, 1)",
            .source = "Friedman 1991, Multivariate adaptive regression splines",
            .options = options_of_friedman},
    .tasks = NNT_FOR_REGRESSION,
    .scaling = "none",
    .load = load,
};
