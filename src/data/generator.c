/* What the generated data sources share. */
#include "data/generator.h"

#include "base/memory.h"
#include "nntrain/memory.h"
#include <stdio.h>
#include <string.h>

nnt_rng nnt_generator_stream(const nnt_source_context *context, const char *draw) {
    char name[64];
    snprintf(name, sizeof name, "data/%s/%s", context->part, draw);
    return nnt_rng_stream(context->seed, name, 0);
}

static nnt_status check_memory(const nnt_source_context *context,
                               size_t n_rows,
                               size_t n_features,
                               size_t n_outputs,
                               nnt_error *error) {
    const bool has_targets = context->task == NNT_TASK_REGRESSION;
    const size_t n_doubles = nnt_size_plus(n_features, has_targets ? n_outputs : 0);
    const size_t n_bytes = nnt_size_plus(nnt_size_times(n_doubles, sizeof(double)),
                                         has_targets ? 0 : sizeof(uint32_t));
    const size_t bytes = nnt_size_times(n_rows, n_bytes);
    char needed[NNT_MEMORY_ROOM], there[NNT_MEMORY_ROOM];
    if (context->memory == 0 || bytes <= context->memory) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_MEMORY,
                         "data.%s: %zu rows of %zu feature%s need %s of memory and %s are there; "
                         "ask for fewer",
                         context->part, n_rows, n_features, n_features == 1 ? "" : "s",
                         nnt_memory_text(bytes, needed), nnt_memory_text(context->memory, there));
}

nnt_status nnt_generator_create(const nnt_source_context *context,
                                size_t n_rows,
                                size_t n_features,
                                size_t n_outputs,
                                nnt_dataset *dataset,
                                nnt_error *error) {
    const nnt_status status = check_memory(context, n_rows, n_features, n_outputs, error);
    return status ? status
                  : nnt_dataset_create(context->task, NNT_STORAGE_F64, n_rows, n_features,
                                       n_outputs, dataset, error);
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
