/* A polynomial: y = c0 + c1 x + c2 x^2 + … + noise N(0, 1), x uniform in
 * (-range, range), by Horner's rule. */
#include "data/generator.h"

#include <math.h>

enum { SAMPLES, COEFFICIENTS, RANGE, NOISE };

static double evaluate(const nnt_value *coefficients, double x) {
    double y = 0;
    for (size_t i = coefficients->n_items; i-- > 0;) {
        y = y * x + coefficients->items[i].number;
    }
    return y;
}

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
        x[row] = options[RANGE].number * (2 * nnt_rng_uniform(&rng) - 1);
        dataset->targets[row] = evaluate(&options[COEFFICIENTS], x[row]);
        if (!isfinite(dataset->targets[row])) {
            const double at = x[row];
            nnt_dataset_clear(dataset);
            return nnt_error_set(error, NNT_ERR_CONFIG,
                                 "polynomial: the value at x = %g is not finite; the coefficients "
                                 "or the range are too large",
                                 at);
        }
    }
    nnt_rng noise = nnt_generator_stream(context, "noise");
    nnt_generator_add_noise(&noise, options[NOISE].number, n_rows, dataset->targets);
    return NNT_OK;
}

static const nnt_option coefficient = {
    .name = "coefficient",
    .accepts = NNT_ACCEPT_NUMBER,
    .help = "factor of a power of x",
};

static const nnt_option options_of_polynomial[] = {
    NNT_OPTION_SAMPLES("200"),
    {.name = "coefficients",
     .accepts = NNT_ACCEPT_LIST,
     .fallback = "[0, -1, 0, 1]",
     .low = 1,
     .high = 32,
     .item = &coefficient,
     .help = "factors of 1, x, x^2, and so on"},
    {.name = "range",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1.5",
     .low = 0,
     .high = 1e6,
     .help = "x runs from -range to range"},
    NNT_OPTION_NOISE("0.05", "target"),
    {0},
};

const nnt_source nnt_source_polynomial = {
    .row = {.name = "polynomial",
            .summary = "a polynomial in one variable",
            .formula = "y = c0 + c1 x + c2 x^2 + ... + noise N(0, 1)",
            .options = options_of_polynomial},
    .tasks = NNT_FOR_REGRESSION,
    .scaling = "none",
    .load = load,
};
