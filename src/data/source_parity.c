/* Parity of n bits: y = 1 when an odd number of them is 1; exclusive or is n = 2.
 * Row i of the full table holds the bits of i, the highest first. */
#include "data/generator.h"

enum { BITS, SAMPLES, CODING };

static size_t count_outputs(nnt_task task) {
    return task == NNT_TASK_CLASSIFICATION ? 2 : 1;
}

/* One row from the bits of `pattern`. */
static void write_row(const nnt_value *coding, uint64_t pattern, size_t row, nnt_dataset *dataset) {
    const size_t n_bits = dataset->n_features;
    double *x = nnt_generator_features(dataset) + row * n_bits;
    unsigned parity = 0;
    for (size_t i = 0; i < n_bits; i++) {
        const unsigned bit = (unsigned)(pattern >> (n_bits - 1 - i)) & 1;
        x[i] = nnt_generator_code(coding, bit);
        parity ^= bit;
    }
    nnt_generator_answer(coding, parity, row, dataset);
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    const size_t n_bits = (size_t)options[BITS].number;
    const size_t n_patterns = (size_t)1 << n_bits;
    const size_t n_drawn = (size_t)options[SAMPLES].number;
    const nnt_status status =
        nnt_generator_create(context, n_drawn > 0 ? n_drawn : n_patterns, n_bits,
                             count_outputs(context->task), dataset, error);
    if (status) {
        return status;
    }
    nnt_rng rng = nnt_generator_stream(context, "points");
    for (size_t row = 0; row < dataset->n_rows; row++) {
        write_row(&options[CODING], n_drawn > 0 ? nnt_rng_below(&rng, n_patterns) : row, row,
                  dataset);
    }
    return NNT_OK;
}

static const nnt_option options_of_parity[] = {
    {.name = "bits",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "3",
     .low = 1,
     .high = 20,
     .help = "inputs"},
    {.name = "samples",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "0",
     .low = 0,
     .high = 1e7,
     .help = "rows drawn at random; 0: every pattern of bits once"},
    NNT_OPTION_CODING,
    {0},
};

const nnt_source nnt_source_parity = {
    .row = {.name = "parity",
            .summary = "whether an odd number of bits is 1",
            .formula = "y = x1 xor x2 xor ... xor xn",
            .source = "Minsky and Papert 1969, Perceptrons",
            .options = options_of_parity},
    .tasks = NNT_FOR_CLASSIFICATION | NNT_FOR_REGRESSION,
    .scaling = "none",
    .load = load,
};
