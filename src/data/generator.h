/* What the generated data sources share: streams, shapes and option rows. */
#ifndef NNT_DATA_GENERATOR_H
#define NNT_DATA_GENERATOR_H

#include "base/rng.h"
#include "data/source.h"

/* Bits of nnt_source.tasks. */
enum {
    NNT_FOR_CLASSIFICATION = 1u << NNT_TASK_CLASSIFICATION,
    NNT_FOR_REGRESSION = 1u << NNT_TASK_REGRESSION,
};

/* Option rows that several sources have; defaults are JSON text. */
#define NNT_OPTION_SAMPLES(default_samples)                                                        \
    {                                                                                              \
        .name = "samples", .accepts = NNT_ACCEPT_INTEGER, .fallback = default_samples, .low = 1,   \
        .high = 1e7, .help = "rows"                                                                \
    }
#define NNT_OPTION_NOISE(default_deviation, of_what)                                               \
    {                                                                                              \
        .name = "noise", .accepts = NNT_ACCEPT_NUMBER, .fallback = default_deviation, .low = 0,    \
        .high = 1e6, .help = "standard deviation of the Gaussian noise on the " of_what            \
    }
#define NNT_OPTION_CODING                                                                          \
    {                                                                                              \
        .name = "coding", .accepts = NNT_ACCEPT_WORD, .fallback = "\"01\"", .words = "01|pm1",     \
        .help = "a bit as a number: 0 and 1, or -1 and 1"                                          \
    }

/* The stream of one kind of draw in one part: each part has its own draws. */
nnt_rng nnt_generator_stream(const nnt_source_context *context, const char *draw);

/* Doubles for the rows that nnt_source_context asks for; nnt_dataset_create. More than the
 * context's memory are NNT_ERR_MEMORY before any is taken. */
nnt_status nnt_generator_create(const nnt_source_context *context,
                                size_t n_rows,
                                size_t n_features,
                                size_t n_outputs,
                                nnt_dataset *dataset,
                                nnt_error *error);

/* The features of a dataset of doubles, (n_rows, n_features). */
double *nnt_generator_features(const nnt_dataset *dataset);

/* Adds deviation * N(0, 1) to n values, each from its own draw. */
void nnt_generator_add_noise(nnt_rng *rng, double deviation, size_t n, double *values);

/* A bit as "coding" writes it: 0 or 1, or with "pm1" -1 or 1. */
double nnt_generator_code(const nnt_value *coding, unsigned bit);

/* The answer to a row of bits: a class label, or the coded bit as the target. */
void nnt_generator_answer(const nnt_value *coding, unsigned bit, size_t row, nnt_dataset *dataset);

/* 2 pi, and pi, rounded to double. */
#define NNT_TAU 6.283185307179586
#define NNT_PI 3.141592653589793

#endif
