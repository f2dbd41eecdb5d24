/* Class labels that files hold as whole numbers from 0. */
#include "data/numbered_classes.h"

#include "base/memory.h"
#include "data/class_set.h"

nnt_status nnt_class_option_check(const char *source, const nnt_value *classes, nnt_error *error) {
    if (classes->kind == NNT_VALUE_LIST && classes->n_items < 2) {
        return nnt_error_set(error, NNT_ERR_CONFIG, "%s: classes: %zu names; at least 2 are needed",
                             source, classes->n_items);
    }
    return NNT_OK;
}

/* Classes that are known beforehand; 0 when the labels are to tell. */
static size_t count_known_classes(const nnt_label_file *it) {
    const nnt_value *classes = it->classes;
    if (it->like) {
        return it->like->n_outputs;
    }
    return classes->kind == NNT_VALUE_LIST ? classes->n_items : (size_t)classes->number;
}

static nnt_status refuse_label(
    const nnt_label_file *it, size_t row, double label, size_t n_classes, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_DATA,
                         "%s: offset %zu: label %.0f of row %zu; labels run from 0 to %zu",
                         it->path, it->find(it->file, row), label, row + 1, n_classes - 1);
}

/* Fills the labels and counts the classes. */
static nnt_status read_labels(const nnt_label_file *it, nnt_dataset *dataset, nnt_error *error) {
    const size_t n_known = count_known_classes(it);
    const size_t n_allowed = n_known > 0 ? n_known : NNT_MOST_CLASSES;
    uint32_t lowest = UINT32_MAX;
    uint32_t highest = 0;
    for (size_t row = 0; row < dataset->n_rows; row++) {
        const double label = it->read(it->file, row);
        if (label < 0 || label >= (double)n_allowed) {
            return refuse_label(it, row, label, n_allowed, error);
        }
        const uint32_t class = (uint32_t)label;
        dataset->labels[row] = class;
        lowest = class < lowest ? class : lowest;
        highest = class > highest ? class : highest;
    }
    if (!it->like && lowest == highest) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: all %zu labels are %u; a classification needs at least two "
                             "classes",
                             it->path, dataset->n_rows, (unsigned)lowest);
    }
    dataset->n_outputs = n_known > 0 ? n_known : (size_t)highest + 1;
    return NNT_OK;
}

/* Names from the training data or from the list of the option, if any. */
static nnt_status name_classes(const nnt_label_file *it, nnt_dataset *dataset, nnt_error *error) {
    const nnt_dataset *like = it->like;
    const bool is_listed = !like && it->classes->kind == NNT_VALUE_LIST;
    if (!is_listed && !(like && like->output_names)) {
        return NNT_OK;
    }
    dataset->output_names = nnt_allocate(dataset->n_outputs, sizeof *dataset->output_names);
    bool is_complete = dataset->output_names != NULL;
    for (size_t i = 0; is_complete && i < dataset->n_outputs; i++) {
        const char *name = is_listed ? it->classes->items[i].text : like->output_names[i];
        dataset->output_names[i] = nnt_copy_text(name);
        is_complete = dataset->output_names[i] != NULL;
    }
    return is_complete ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu classes",
                                       dataset->n_outputs);
}

nnt_status
nnt_numbered_classes_read(const nnt_label_file *labels, nnt_dataset *dataset, nnt_error *error) {
    const nnt_status status = read_labels(labels, dataset, error);
    return status ? status : name_classes(labels, dataset, error);
}
