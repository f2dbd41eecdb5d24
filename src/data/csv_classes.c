/* The classes of a CSV file. */
#include "data/csv_classes.h"

#include "base/memory.h"
#include "base/number.h"
#include <string.h>

static nnt_status add_class(nnt_class_set *classes, const char *label, nnt_error *error) {
    uint32_t id = 0;
    if (nnt_class_set_find(classes, label, strlen(label)) != UINT32_MAX) {
        return nnt_error_set(error, NNT_ERR_CONFIG, "csv: classes: \"%s\" is named twice", label);
    }
    return nnt_class_set_add(classes, label, strlen(label), &id, error);
}

static nnt_status
add_known_classes(const nnt_dataset *like, nnt_class_set *classes, nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < like->n_outputs && !status; i++) {
        char room[NNT_NAME_ROOM];
        status = add_class(classes, nnt_dataset_output_name(like, i, room), error);
    }
    return status;
}

static nnt_status
add_listed_classes(const nnt_value *option, nnt_class_set *classes, nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < option->n_items && !status; i++) {
        char number[NNT_NUMBER_ROOM];
        const nnt_value *item = &option->items[i];
        if (item->kind == NNT_VALUE_NUMBER) {
            nnt_number_print(item->number, number);
        }
        status = add_class(classes, item->kind == NNT_VALUE_NUMBER ? number : item->text, error);
    }
    return status;
}

nnt_status nnt_csv_classes_start(const nnt_value *option,
                                 const nnt_dataset *like,
                                 nnt_csv_reading *reading,
                                 nnt_error *error) {
    reading->classes_are_fixed = like || option->kind == NNT_VALUE_LIST;
    if (like) {
        return add_known_classes(like, reading->classes, error);
    }
    return option->kind == NNT_VALUE_LIST ? add_listed_classes(option, reading->classes, error)
                                          : NNT_OK;
}

static nnt_status refuse_memory(const nnt_class_set *classes, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu classes", classes->count);
}

/* Counts the classes that have rows, and says which have none. */
static nnt_status count_seen(const nnt_csv_reading *reading,
                             const nnt_dataset *dataset,
                             nnt_messages *notes,
                             size_t *n_seen,
                             nnt_error *error) {
    const nnt_class_set *classes = reading->classes;
    bool *is_seen = nnt_allocate(classes->count, sizeof *is_seen);
    if (!is_seen) {
        return refuse_memory(classes, error);
    }
    *n_seen = 0;
    for (size_t row = 0; row < dataset->n_rows; row++) {
        const uint32_t label = dataset->labels[row];
        *n_seen += !is_seen[label];
        is_seen[label] = true;
    }
    for (size_t i = 0; i < classes->count; i++) {
        if (!is_seen[i]) {
            nnt_messages_add(notes, 0, 0, "%s: class \"%s\" has no rows",
                             reading->columns->file->name, classes->labels[i]);
        }
    }
    nnt_free(is_seen);
    return NNT_OK;
}

static nnt_status sort_classes(nnt_class_set *classes, nnt_dataset *dataset, nnt_error *error) {
    uint32_t *rank = nnt_allocate(classes->count, sizeof *rank);
    if (!rank) {
        return refuse_memory(classes, error);
    }
    const nnt_status status = nnt_class_set_sort(classes, rank, error);
    for (size_t row = 0; !status && row < dataset->n_rows; row++) {
        dataset->labels[row] = rank[dataset->labels[row]];
    }
    nnt_free(rank);
    return status;
}

static nnt_status
refuse_one_class(const nnt_csv_reading *reading, const nnt_dataset *dataset, nnt_error *error) {
    const char *file = reading->columns->file->name;
    const char *label = reading->classes->labels[dataset->labels[0]];
    if (dataset->n_rows == 1) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: the only row has the class \"%s\"; a classification needs at "
                             "least two",
                             file, label);
    }
    return nnt_error_set(error, NNT_ERR_DATA,
                         "%s: all %zu rows have the class \"%s\"; a classification needs at "
                         "least two",
                         file, dataset->n_rows, label);
}

nnt_status nnt_csv_classes_finish(const nnt_csv_reading *reading,
                                  const nnt_source_context *context,
                                  nnt_dataset *dataset,
                                  nnt_error *error) {
    nnt_class_set *classes = reading->classes;
    size_t n_seen = 0;
    nnt_status status = NNT_OK;
    if (!reading->classes_are_fixed) {
        status = sort_classes(classes, dataset, error);
    }
    if (!status) {
        status = count_seen(reading, dataset, context->notes, &n_seen, error);
    }
    if (status) {
        return status;
    }
    if (!context->like && n_seen < 2) {
        return refuse_one_class(reading, dataset, error);
    }
    dataset->output_names =
        nnt_text_array_copy((const char *const *)classes->labels, classes->count);
    if (!dataset->output_names) {
        return refuse_memory(classes, error);
    }
    dataset->n_outputs = classes->count;
    return NNT_OK;
}
