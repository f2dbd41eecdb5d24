/* A checkerboard of cells by cells squares on (-1, 1)^2, with u uniform in (0, 1)^2:
 *   x = 2 u - 1,  class = (floor(cells u1) + floor(cells u2)) mod 2
 * With probability `noise` the class is the other one. */
#include "data/generator.h"

enum { SAMPLES, CELLS, NOISE };

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
    nnt_rng points = nnt_generator_stream(context, "points");
    nnt_rng flips = nnt_generator_stream(context, "flips");
    for (size_t row = 0; row < n_rows; row++) {
        uint32_t cell = 0;
        for (size_t i = 0; i < 2; i++) {
            const double u = nnt_rng_uniform(&points);
            x[2 * row + i] = 2 * u - 1;
            cell += (uint32_t)(options[CELLS].number * u);
        }
        const uint32_t flip = nnt_rng_uniform(&flips) < options[NOISE].number;
        dataset->labels[row] = cell % 2 ^ flip;
    }
    return NNT_OK;
}

static const nnt_option options_of_checkerboard[] = {
    NNT_OPTION_SAMPLES("400"),
    {.name = "cells",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "4",
     .low = 2,
     .high = 100,
     .help = "squares along a side"},
    {.name = "noise",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0",
     .low = 0,
     .high = 0.5,
     .help = "probability that a row has the wrong class"},
    {0},
};

const nnt_source nnt_source_checkerboard = {
    .row = {.name = "checkerboard",
            .summary = "squares of two classes in turn",
            .formula = "class = (floor(cells u1) + floor(cells u2)) mod 2, x = 2 u - 1",
            .options = options_of_checkerboard},
    .tasks = NNT_FOR_CLASSIFICATION,
    .scaling = "none",
    .load = load,
};
