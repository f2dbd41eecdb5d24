/* Features, and labels or targets, in NPY files. */
#include "data/source.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/class_set.h"
#include "data/npy_file.h"
#include "data/numbered_classes.h"
#include <string.h>

enum { FEATURES, LABELS, CLASSES };

typedef struct loading {
    const nnt_value *options;
    const nnt_source_context *context;
    char *features_path, *labels_path;
    nnt_npy features, labels;
} loading;

/* ---- files ---------------------------------------------------------------- */

static nnt_status
read_file(const loading *it, size_t option, char **path, nnt_npy *npy, nnt_error *error) {
    *path = nnt_source_path(it->context, it->options[option].text);
    return *path ? nnt_npy_read(*path, npy, error)
                 : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory",
                                 it->options[option].text);
}

static nnt_status check_files(const loading *it, nnt_error *error) {
    const nnt_npy *labels = &it->labels;
    const bool is_classification = it->context->task == NNT_TASK_CLASSIFICATION;
    if (labels->n_rows != it->features.n_rows) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s has %zu rows, but %s has %zu",
                             it->features_path, it->features.n_rows, it->labels_path,
                             labels->n_rows);
    }
    if (is_classification && (labels->n_columns != 1 || labels->type->letter == 'f')) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: labels must be whole numbers, one a row; these are %s, %zu a row",
                             it->labels_path, labels->type->name, labels->n_columns);
    }
    return nnt_class_option_check("npy", &it->options[CLASSES], error);
}

/* ---- values --------------------------------------------------------------- */

static double read_label(const void *file, size_t row) {
    return nnt_npy_value(file, row, 0);
}

static size_t find_label(const void *file, size_t row) {
    return nnt_npy_offset(file, row, 0);
}

/* Bytes stay bytes; all else becomes doubles. */
static nnt_status read_features(const loading *it, nnt_dataset *dataset, nnt_error *error) {
    const nnt_npy *npy = &it->features;
    if (dataset->storage == NNT_STORAGE_F64) {
        return nnt_npy_values(npy, it->features_path, 0, npy->n_rows, dataset->features, error);
    }
    unsigned char *x = dataset->features;
    for (size_t i = 0; i < npy->n_rows * npy->n_columns; i++) {
        x[i] = (unsigned char)nnt_npy_value(npy, i / npy->n_columns, i % npy->n_columns);
    }
    return NNT_OK;
}

static nnt_status read_labels(const loading *it, nnt_dataset *dataset, nnt_error *error) {
    if (it->context->task == NNT_TASK_REGRESSION) {
        return nnt_npy_values(&it->labels, it->labels_path, 0, it->labels.n_rows, dataset->targets,
                              error);
    }
    const nnt_label_file labels = {.path = it->labels_path,
                                   .file = &it->labels,
                                   .read = read_label,
                                   .find = find_label,
                                   .classes = &it->options[CLASSES],
                                   .like = it->context->like};
    return nnt_numbered_classes_read(&labels, dataset, error);
}

static void note_reading(const loading *it, const nnt_dataset *dataset) {
    nnt_messages_add(it->context->notes, 0, 0, "%s: %zu rows of %zu values (%s); %zu %s",
                     it->features_path, dataset->n_rows, dataset->n_features,
                     it->features.type->name, dataset->n_outputs,
                     dataset->task == NNT_TASK_REGRESSION ? "targets" : "classes");
}

/* ---- loading -------------------------------------------------------------- */

static nnt_status fill(const loading *it, nnt_dataset *dataset, nnt_error *error) {
    const nnt_npy *x = &it->features;
    const bool is_bytes = x->type->width == 1 && x->type->letter != 'i';
    const bool is_classification = it->context->task == NNT_TASK_CLASSIFICATION;
    nnt_status status = nnt_dataset_create(
        it->context->task, is_bytes ? NNT_STORAGE_U8 : NNT_STORAGE_F64, x->n_rows, x->n_columns,
        is_classification ? 1 : it->labels.n_columns, dataset, error);
    if (!status) {
        status = read_labels(it, dataset, error);
    }
    if (!status) {
        status = read_features(it, dataset, error);
    }
    return status;
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    loading it = {.options = options, .context = context};
    nnt_status status = read_file(&it, FEATURES, &it.features_path, &it.features, error);
    if (!status) {
        status = read_file(&it, LABELS, &it.labels_path, &it.labels, error);
    }
    if (!status) {
        status = check_files(&it, error);
    }
    if (!status) {
        status = fill(&it, dataset, error);
    }
    if (status) {
        nnt_dataset_clear(dataset);
    } else {
        note_reading(&it, dataset);
    }
    nnt_npy_clear(&it.features);
    nnt_npy_clear(&it.labels);
    nnt_free(it.features_path);
    nnt_free(it.labels_path);
    return status;
}

static const nnt_option class_item = {
    .name = "class",
    .accepts = NNT_ACCEPT_TEXT,
    .help = "name of the class with this label, from label 0 on",
};

static const nnt_option options_of_npy[] = {
    {.name = "features",
     .accepts = NNT_ACCEPT_PATH,
     .help = "the file of features, a row a sample"},
    {.name = "labels",
     .accepts = NNT_ACCEPT_PATH,
     .help = "the file of class labels, or of target values in a regression"},
    {.name = "classes",
     .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 2,
     .high = NNT_MOST_CLASSES,
     .item = &class_item,
     .help = "number of classes, or their names; the largest label and 1 unless given"},
    {0},
};

const nnt_source nnt_source_npy = {
    .row = {.name = "npy",
            .summary = "features and labels or targets in files of NumPy",
            .source = "NumPy Enhancement Proposal 1, the NPY format",
            .options = options_of_npy},
    .tasks = 1u << NNT_TASK_CLASSIFICATION | 1u << NNT_TASK_REGRESSION,
    .scaling = "standard",
    .is_file = true,
    .load = load,
};
