/* Room for datasets, and the names of their columns. */
#include "data/dataset.h"

#include "base/memory.h"
#include <stdio.h>

/* ---- arrays of texts ------------------------------------------------------ */

char **nnt_text_array_copy(const char *const *texts, size_t n) {
    char **copies = nnt_allocate(n, sizeof *copies);
    for (size_t i = 0; copies && i < n; i++) {
        copies[i] = nnt_copy_text(texts[i]);
        if (!copies[i]) {
            nnt_text_array_free(copies, n);
            return NULL;
        }
    }
    return copies;
}

void nnt_text_array_free(char **texts, size_t n) {
    for (size_t i = 0; texts && i < n; i++) {
        nnt_free(texts[i]);
    }
    nnt_free(texts);
}

/* ---- datasets ------------------------------------------------------------- */

/* The three blocks, all zero; NULL where a size overflows or memory is out. */
static bool allocate_blocks(nnt_dataset *dataset) {
    const size_t width = dataset->storage == NNT_STORAGE_U8 ? 1 : sizeof(double);
    size_t n_features = 0;
    size_t n_targets = 0;
    if (!nnt_size_multiply(dataset->n_rows, dataset->n_features, &n_features) ||
        !nnt_size_multiply(dataset->n_rows, dataset->n_outputs, &n_targets)) {
        return false;
    }
    dataset->features = nnt_allocate(n_features, width);
    if (dataset->task == NNT_TASK_CLASSIFICATION) {
        dataset->labels = nnt_allocate(dataset->n_rows, sizeof *dataset->labels);
    } else {
        dataset->targets = nnt_allocate(n_targets, sizeof *dataset->targets);
    }
    return dataset->features && (dataset->labels || dataset->targets);
}

nnt_status nnt_dataset_create(nnt_task task,
                              nnt_storage storage,
                              size_t n_rows,
                              size_t n_features,
                              size_t n_outputs,
                              nnt_dataset *dataset,
                              nnt_error *error) {
    *dataset = (nnt_dataset){0};
    if (n_rows > UINT32_MAX) {
        return nnt_error_set(error, NNT_ERR_DATA, "%zu rows of data; at most %u are allowed",
                             n_rows, (unsigned)UINT32_MAX);
    }
    *dataset = (nnt_dataset){.task = task,
                             .storage = storage,
                             .n_rows = n_rows,
                             .n_features = n_features,
                             .n_outputs = n_outputs};
    if (!allocate_blocks(dataset)) {
        nnt_dataset_clear(dataset);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu rows of %zu features",
                             n_rows, n_features);
    }
    return NNT_OK;
}

void nnt_dataset_clear(nnt_dataset *dataset) {
    nnt_free(dataset->features);
    nnt_free(dataset->labels);
    nnt_free(dataset->targets);
    nnt_free(dataset->weights);
    nnt_free(dataset->label_name);
    nnt_free(dataset->weight_name);
    nnt_text_array_free(dataset->feature_names, dataset->n_features);
    nnt_text_array_free(dataset->output_names, dataset->n_outputs);
    *dataset = (nnt_dataset){0};
}

const char *
nnt_dataset_feature_name(const nnt_dataset *dataset, size_t feature, char room[NNT_NAME_ROOM]) {
    if (dataset->feature_names) {
        return dataset->feature_names[feature];
    }
    snprintf(room, NNT_NAME_ROOM, "x%zu", feature + 1);
    return room;
}

const char *
nnt_dataset_output_name(const nnt_dataset *dataset, size_t output, char room[NNT_NAME_ROOM]) {
    if (dataset->output_names) {
        return dataset->output_names[output];
    }
    if (dataset->task == NNT_TASK_CLASSIFICATION) {
        snprintf(room, NNT_NAME_ROOM, "%zu", output);
    } else if (dataset->n_outputs == 1) {
        snprintf(room, NNT_NAME_ROOM, "y");
    } else {
        snprintf(room, NNT_NAME_ROOM, "y%zu", output + 1);
    }
    return room;
}

double nnt_dataset_feature(const nnt_dataset *dataset, size_t row, size_t feature) {
    const size_t at = row * dataset->n_features + feature;
    if (dataset->storage == NNT_STORAGE_U8) {
        return ((const unsigned char *)dataset->features)[at];
    }
    return ((const double *)dataset->features)[at];
}

bool nnt_view_has_constant_target(const nnt_view *view, size_t output) {
    const nnt_dataset *data = view->dataset;
    const double *first = NULL;
    for (size_t i = 0; i < view->n_rows; i++) {
        const size_t row = nnt_view_row(view, i);
        const double *target = &data->targets[row * data->n_outputs + output];
        if (data->weights && data->weights[row] == 0) {
            continue;
        }
        if (first && *target != *first) {
            return false;
        }
        first = target;
    }
    return true;
}
