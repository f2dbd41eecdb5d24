/* What the fuzz targets of data sources share: what must hold of all that is read. */
#ifndef NNT_TESTS_FUZZ_DATA_H
#define NNT_TESTS_FUZZ_DATA_H

#include "base/memory.h"
#include "data/missing.h"
#include "data/source.h"
#include "fuzz_file.h"
#include <math.h>
#include <string.h>

/* As a run does that trains on all rows; false when a feature has no value in any. */
static inline bool fill_missing(nnt_dataset *data) {
    const nnt_view all = {.dataset = data, .n_rows = data->n_rows};
    double *means = NULL;
    require(nnt_missing_means(&all, &means, NULL) == NNT_OK);
    const nnt_status status =
        nnt_missing_fill(data->features, data->n_rows, data->n_features, means,
                         (const char *const *)data->feature_names, NULL);
    nnt_free(means);
    return status == NNT_OK;
}

static inline void check_dataset(nnt_dataset *data) {
    require(data->n_rows > 0 && data->n_features > 0);
    const bool is_whole = !data->takes_means || fill_missing(data);
    for (size_t row = 0; row < data->n_rows; row++) {
        for (size_t j = 0; j < data->n_features; j++) {
            require(!is_whole || isfinite(nnt_dataset_feature(data, row, j)));
        }
        require(!data->labels || data->labels[row] < data->n_outputs);
        for (size_t k = 0; data->targets && k < data->n_outputs; k++) {
            require(isfinite(data->targets[row * data->n_outputs + k]));
        }
    }
}

/* Loads the choice twice, alone and like itself, where it must fit. */
static inline void load_twice(const nnt_choice *choice, nnt_task task) {
    nnt_source_context context = {.task = task, .seed = 1, .part = "train"};
    nnt_dataset data, again;
    nnt_error error = {0};
    if (nnt_source_load(choice, &context, &data, &error) != NNT_OK) {
        require(strstr(error.message, fuzz_path) != NULL && data.features == NULL);
        return;
    }
    check_dataset(&data);
    context.like = &data;
    context.part = "test";
    require(nnt_source_load(choice, &context, &again, &error) == NNT_OK);
    require(again.n_rows == data.n_rows);
    nnt_dataset_clear(&again);
    nnt_dataset_clear(&data);
}

#endif
