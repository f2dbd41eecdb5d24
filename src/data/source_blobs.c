/* Gaussian clouds, one a class:
 *   centre[class] uniform in (-10, 10)^features, x = centre[class] + spread N(0, 1)
 * As make_blobs of scikit-learn. All parts of one seed share the centres, which is
 * why their stream does not name the part. Rows take the classes in turn. */
#include "data/generator.h"

#include "base/memory.h"

enum { SAMPLES, CLASSES, FEATURES, SPREAD };

static const double HALF_WIDTH = 10; /* of the box that holds the centres */

/* (n_classes, n_features), freed with nnt_free; NULL when memory is out. */
static double *draw_centers(uint64_t seed, size_t n_classes, size_t n_features) {
    double *centers = nnt_allocate(n_classes * n_features, sizeof *centers);
    nnt_rng rng = nnt_rng_stream(seed, "data/centers", 0);
    for (size_t i = 0; centers && i < n_classes * n_features; i++) {
        centers[i] = HALF_WIDTH * (2 * nnt_rng_uniform(&rng) - 1);
    }
    return centers;
}

static void place_rows(const double *centers, nnt_dataset *dataset) {
    const size_t n_features = dataset->n_features;
    double *x = nnt_generator_features(dataset);
    for (size_t row = 0; row < dataset->n_rows; row++) {
        const size_t class = row % dataset->n_outputs;
        for (size_t i = 0; i < n_features; i++) {
            x[row * n_features + i] = centers[class * n_features + i];
        }
        dataset->labels[row] = (uint32_t) class;
    }
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_rows = (size_t)options[SAMPLES].number;
    const size_t n_classes = (size_t)options[CLASSES].number;
    const size_t n_features = (size_t)options[FEATURES].number;
    double *centers = draw_centers(context->seed, n_classes, n_features);
    if (!centers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu centres", n_classes);
    }
    const nnt_status status =
        nnt_generator_create(context, n_rows, n_features, n_classes, dataset, error);
    if (!status) {
        place_rows(centers, dataset);
        nnt_rng rng = nnt_generator_stream(context, "points");
        nnt_generator_add_noise(&rng, options[SPREAD].number, n_rows * n_features,
                                nnt_generator_features(dataset));
    }
    nnt_free(centers);
    return status;
}

static const nnt_option options_of_blobs[] = {
    NNT_OPTION_SAMPLES("300"),
    {.name = "classes",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "3",
     .low = 2,
     .high = 1000,
     .help = "clouds"},
    {.name = "features",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "2",
     .low = 1,
     .high = 100,
     .help = "dimensions of the space"},
    {.name = "spread",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0,
     .high = 1e6,
     .help = "standard deviation of a cloud; its centre lies within -10 and 10"},
    {0},
};

const nnt_source nnt_source_blobs = {
    .row = {.name = "blobs",
            .summary = "Gaussian clouds about centres drawn with the seed",
            .formula = "x = centre[class] + spread N(0, 1)",
            .source = "make_blobs of scikit-learn",
            .options = options_of_blobs},
    .tasks = NNT_FOR_CLASSIFICATION,
    .scaling = "none",
    .load = load,
};
