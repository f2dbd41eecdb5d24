/* What the generated data sources share. */
#include "data/generator.h"

#include <stdio.h>
#include <string.h>

nnt_rng nnt_generator_stream(const nnt_source_context *context, const char *draw) {
    char name[64];
    snprintf(name, sizeof name, "data/%s/%s", context->part, draw);
    return nnt_rng_stream(context->seed, name, 0);
}

nnt_status nnt_generator_create(const nnt_source_context *context,
                                size_t n_rows,
                                size_t n_features,
                                size_t n_outputs,
                                nnt_dataset *dataset,
                                nnt_error *error) {
    return nnt_dataset_create(context->task, NNT_STORAGE_F64, n_rows, n_features, n_outputs,
                              dataset, error);
}

double *nnt_generator_features(const nnt_dataset *dataset) {
    return dataset->features;
}

void nnt_generator_add_noise(nnt_rng *rng, double deviation, size_t n, double *values) {
    for (size_t i = 0; i < n; i++) {
        values[i] += deviation * nnt_rng_normal(rng);
    }
}

double nnt_generator_code(const nnt_value *coding, unsigned bit) {
    const double low = strcmp(coding->text, "pm1") == 0 ? -1 : 0;
    return bit ? 1 : low;
}

void nnt_generator_answer(const nnt_value *coding, unsigned bit, size_t row, nnt_dataset *dataset) {
    if (dataset->task == NNT_TASK_CLASSIFICATION) {
        dataset->labels[row] = bit;
    } else {
        dataset->targets[row] = nnt_generator_code(coding, bit);
    }
}
