/* Weights of classes from what the loss's option says. */
#include "train/class_weights.h"

#include "base/memory.h"
#include "base/suggest.h"
#include <stdint.h>
#include <string.h>

static nnt_status
balance(const nnt_dataset *dataset, const nnt_feed *train, double *weights, nnt_error *error) {
    const size_t k = train->n_outputs;
    double total = 0;
    for (size_t i = 0; i < train->n_rows; i++) {
        const double weight = train->weights ? (double)train->weights[i] : 1;
        weights[train->labels[i]] += weight;
        total += weight;
    }
    for (size_t c = 0; c < k; c++) {
        char room[NNT_NAME_ROOM];
        if (weights[c] == 0) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "loss.class_weight: class \"%s\" cannot be balanced, because no "
                                 "training row is of it",
                                 nnt_dataset_output_name(dataset, c, room));
        }
        weights[c] = total / ((double)k * weights[c]);
    }
    return NNT_OK;
}

static nnt_status
take_list(const nnt_value *option, const nnt_feed *train, double *weights, nnt_error *error) {
    if (option->n_items != train->n_outputs) {
        return nnt_error_set(error, NNT_ERR_CONFIG,
                             "loss.class_weight: a list of %zu weights, but there are %zu classes",
                             option->n_items, train->n_outputs);
    }
    for (size_t c = 0; c < option->n_items; c++) {
        weights[c] = option->items[c].number;
    }
    return NNT_OK;
}

static size_t find_class(const nnt_dataset *dataset, const char *name) {
    char room[NNT_NAME_ROOM];
    for (size_t c = 0; c < dataset->n_outputs; c++) {
        if (strcmp(nnt_dataset_output_name(dataset, c, room), name) == 0) {
            return c;
        }
    }
    return SIZE_MAX;
}

static nnt_status refuse_class(const nnt_dataset *dataset, const char *name, nnt_error *error) {
    const char *near =
        dataset->output_names
            ? nnt_suggest(name, (const char *const *)dataset->output_names, dataset->n_outputs)
            : NULL;
    char first[NNT_NAME_ROOM], last[NNT_NAME_ROOM];
    return nnt_error_set(
        error, NNT_ERR_CONFIG,
        "loss.class_weight: unknown class \"%s\"%s%s%s there are %zu, from \"%s\" to \"%s\"", name,
        near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : ";", dataset->n_outputs,
        nnt_dataset_output_name(dataset, 0, first),
        nnt_dataset_output_name(dataset, dataset->n_outputs - 1, last));
}

static nnt_status
take_map(const nnt_value *option, const nnt_dataset *dataset, double *weights, nnt_error *error) {
    for (size_t c = 0; c < dataset->n_outputs; c++) {
        weights[c] = 1;
    }
    for (size_t i = 0; i < option->n_items; i++) {
        const size_t class = find_class(dataset, option->items[i].key);
        if (class == SIZE_MAX) {
            return refuse_class(dataset, option->items[i].key, error);
        }
        weights[class] = option->items[i].number;
    }
    return NNT_OK;
}

nnt_status nnt_class_weights_create(const nnt_value *option,
                                    const nnt_dataset *dataset,
                                    const nnt_feed *train,
                                    real **weights,
                                    nnt_error *error) {
    const size_t k = train->n_outputs;
    *weights = NULL;
    if (option->kind != NNT_VALUE_TEXT && option->kind != NNT_VALUE_LIST &&
        option->kind != NNT_VALUE_MAP) {
        return NNT_OK;
    }
    nnt_status status = NNT_OK;
    double *found = nnt_allocate(k, sizeof *found);
    real *rounded = nnt_allocate(k, sizeof *rounded);
    if (!found || !rounded) {
        status =
            nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the weights of %zu classes", k);
        goto cleanup;
    }
    if (option->kind == NNT_VALUE_TEXT) {
        status = balance(dataset, train, found, error);
    } else if (option->kind == NNT_VALUE_LIST) {
        status = take_list(option, train, found, error);
    } else {
        status = take_map(option, dataset, found, error);
    }
    for (size_t c = 0; !status && c < k; c++) {
        rounded[c] = (real)found[c];
    }
cleanup:
    nnt_free(found);
    if (status) {
        nnt_free(rounded);
        return status;
    }
    *weights = rounded;
    return NNT_OK;
}
