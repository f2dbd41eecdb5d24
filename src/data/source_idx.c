/* Images and labels in IDX files, as MNIST has them. */
#include "data/source.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/class_set.h"
#include "data/idx_file.h"
#include "data/numbered_classes.h"
#include <string.h>

enum { IMAGES, LABELS, ROWS, CLASSES };

/* Both files, and how many of their rows are used. */
typedef struct loading {
    const nnt_value *options;
    const nnt_source_context *context;
    char *images_path, *labels_path;
    nnt_idx images, labels;
    size_t n_rows;
} loading;

/* ---- files ---------------------------------------------------------------- */

static nnt_status
read_file(const loading *it, size_t option, char **path, nnt_idx *idx, nnt_error *error) {
    *path = nnt_source_path(it->context, it->options[option].text);
    return *path ? nnt_idx_read(*path, idx, error)
                 : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory",
                                 it->options[option].text);
}

static nnt_status check_files(loading *it, nnt_error *error) {
    const nnt_idx *labels = &it->labels;
    const nnt_status status = nnt_class_option_check("idx", &it->options[CLASSES], error);
    if (status) {
        return status;
    }
    if (labels->n_dimensions != 1 || !labels->type->is_whole) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: labels must be whole numbers in one dimension; these are %s in "
                             "%zu",
                             it->labels_path, labels->type->name, labels->n_dimensions);
    }
    if (labels->n_rows != it->images.n_rows) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s has %zu images, but %s has %zu labels",
                             it->images_path, it->images.n_rows, it->labels_path, labels->n_rows);
    }
    const size_t n_asked = (size_t)it->options[ROWS].number;
    if (n_asked > labels->n_rows) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: \"rows\" asks for %zu of %zu rows",
                             it->images_path, n_asked, labels->n_rows);
    }
    it->n_rows = n_asked > 0 ? n_asked : labels->n_rows;
    return NNT_OK;
}

/* ---- labels --------------------------------------------------------------- */

static size_t find_label(const void *file, size_t row) {
    const nnt_idx *labels = file;
    return labels->values_at + row * labels->type->width;
}

static double read_label(const void *file, size_t row) {
    const nnt_idx *labels = file;
    return labels->type->read(labels->values + row * labels->type->width);
}

static nnt_status read_labels(const loading *it, nnt_dataset *dataset, nnt_error *error) {
    const nnt_label_file labels = {.path = it->labels_path,
                                   .file = &it->labels,
                                   .read = read_label,
                                   .find = find_label,
                                   .classes = &it->options[CLASSES],
                                   .like = it->context->like};
    return nnt_numbered_classes_read(&labels, dataset, error);
}

/* ---- images --------------------------------------------------------------- */

/* The file's own block becomes that of the features, so that pictures are in memory
 * once. */
static void take_bytes(nnt_idx *images, size_t n_values, nnt_dataset *dataset) {
    memmove(images->block, images->values, n_values);
    void *smaller = nnt_reallocate(images->block, n_values, 1);
    nnt_free(dataset->features);
    dataset->features = smaller ? smaller : images->block;
    dataset->n_features = images->n_columns;
    images->block = NULL;
}

static void note_reading(const loading *it, const nnt_dataset *dataset) {
    nnt_text shape = {0};
    for (size_t i = 1; i < it->images.n_dimensions; i++) {
        nnt_text_addf(&shape, "%s%zu", i > 1 ? " x " : "", it->images.sizes[i]);
    }
    nnt_text_add(&shape, it->images.n_dimensions > 1 ? "" : "1");
    if (!shape.failed) {
        nnt_messages_add(it->context->notes, 0, 0, "%s: %zu rows of %s values (%s); %zu classes",
                         it->images_path, it->n_rows, shape.data, it->images.type->name,
                         dataset->n_outputs);
    }
    nnt_text_clear(&shape);
}

/* ---- loading -------------------------------------------------------------- */

/* Bytes stay bytes; all else becomes doubles. */
static nnt_status fill(loading *it, nnt_dataset *dataset, nnt_error *error) {
    const bool is_bytes = it->images.type->code == NNT_IDX_U8;
    nnt_status status =
        nnt_dataset_create(NNT_TASK_CLASSIFICATION, is_bytes ? NNT_STORAGE_U8 : NNT_STORAGE_F64,
                           it->n_rows, is_bytes ? 0 : it->images.n_columns, 1, dataset, error);
    if (!status) {
        status = read_labels(it, dataset, error);
    }
    if (!status && is_bytes) {
        take_bytes(&it->images, it->n_rows * it->images.n_columns, dataset);
    } else if (!status) {
        status =
            nnt_idx_values(&it->images, it->images_path, 0, it->n_rows, dataset->features, error);
    }
    return status;
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    loading it = {.options = options, .context = context};
    nnt_status status = read_file(&it, IMAGES, &it.images_path, &it.images, error);
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
    nnt_idx_clear(&it.images);
    nnt_idx_clear(&it.labels);
    nnt_free(it.images_path);
    nnt_free(it.labels_path);
    return status;
}

static const nnt_option class_item = {
    .name = "class",
    .accepts = NNT_ACCEPT_TEXT,
    .help = "name of the class with this label, from label 0 on",
};

static const nnt_option options_of_idx[] = {
    {.name = "images", .accepts = NNT_ACCEPT_PATH, .help = "the file of features, plain or .gz"},
    {.name = "labels", .accepts = NNT_ACCEPT_PATH, .help = "the file of labels, plain or .gz"},
    {.name = "rows",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "0",
     .low = 0,
     .high = 4294967295.0,
     .help = "rows to use, from the first on; 0: all"},
    {.name = "classes",
     .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 2,
     .high = NNT_MOST_CLASSES,
     .item = &class_item,
     .help = "number of classes, or their names; the largest label and 1 unless given"},
    {0},
};

const nnt_source nnt_source_idx = {
    .row = {.name = "idx",
            .summary = "images and labels in IDX files, as MNIST has them",
            .source = "LeCun, Cortes and Burges, The MNIST database",
            .options = options_of_idx},
    .tasks = 1u << NNT_TASK_CLASSIFICATION,
    .scaling = "unit",
    .is_file = true,
    .load = load,
};
