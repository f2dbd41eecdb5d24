/* Filling missing features with the means of the training rows. */
#include "data/missing.h"

#include "base/memory.h"
#include <math.h>

static size_t count_missing(const double *values, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += isnan(values[i]) ? 1 : 0;
    }
    return count;
}

static bool is_incomplete(const double *column, size_t n_rows, size_t n_features) {
    for (size_t row = 0; row < n_rows; row++) {
        if (isnan(column[row * n_features])) {
            return true;
        }
    }
    return false;
}

bool nnt_missing_exists(const double *values, size_t n) {
    return is_incomplete(values, n, 1);
}

size_t nnt_missing_note(
    const double *values, size_t n_rows, size_t n_features, const char *file, nnt_messages *notes) {
    const size_t n_values = count_missing(values, n_rows * n_features);
    size_t n_columns = 0;
    if (n_values == 0) {
        return 0;
    }
    for (size_t j = 0; j < n_features; j++) {
        n_columns += is_incomplete(values + j, n_rows, n_features);
    }
    nnt_messages_add(notes, 0, 0,
                     "%s: %zu missing value%s in %zu feature%s replaced by the mean%s of the "
                     "training rows",
                     file, n_values, n_values == 1 ? "" : "s", n_columns, n_columns == 1 ? "" : "s",
                     n_columns == 1 ? "" : "s");
    return n_values;
}

/* The mean of parts, each divided before it is added: of values whose sum is beyond all
 * doubles. */
static double add_parts(const nnt_view *view, size_t feature, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < view->n_rows; i++) {
        const double x = nnt_dataset_feature(view->dataset, nnt_view_row(view, i), feature);
        sum += isnan(x) ? 0 : x / (double)count;
    }
    return sum;
}

/* Row by row, as the values lie in memory; 0 / 0 is NaN. */
static void find_means(const nnt_view *view, double *means, size_t *counts) {
    const size_t n = view->dataset->n_features;
    for (size_t i = 0; i < view->n_rows; i++) {
        for (size_t j = 0; j < n; j++) {
            const double x = nnt_dataset_feature(view->dataset, nnt_view_row(view, i), j);
            means[j] += isnan(x) ? 0 : x;
            counts[j] += isnan(x) ? 0 : 1;
        }
    }
    for (size_t j = 0; j < n; j++) {
        means[j] =
            isfinite(means[j]) ? means[j] / (double)counts[j] : add_parts(view, j, counts[j]);
    }
}

nnt_status nnt_missing_means(const nnt_view *train, double **means, nnt_error *error) {
    const size_t n = train->dataset->n_features;
    size_t *counts = nnt_allocate(n, sizeof *counts);
    *means = nnt_allocate(n, sizeof **means);
    if (counts && *means) {
        find_means(train, *means, counts);
        nnt_free(counts);
        return NNT_OK;
    }
    nnt_free(counts);
    nnt_free(*means);
    *means = NULL;
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the means of %zu features", n);
}

static nnt_status refuse(const char *const *names, size_t feature, nnt_error *error) {
    char room[NNT_NAME_ROOM];
    const nnt_dataset nameless = {0};
    return nnt_error_set(error, NNT_ERR_DATA,
                         "feature '%s' has missing values, but no training row has one, so there "
                         "is no mean to put in their place",
                         names ? names[feature]
                               : nnt_dataset_feature_name(&nameless, feature, room));
}

nnt_status nnt_missing_fill(double *values,
                            size_t n_rows,
                            size_t n_features,
                            const double *means,
                            const char *const *names,
                            nnt_error *error) {
    for (size_t row = 0; row < n_rows; row++) {
        for (size_t j = 0; j < n_features; j++) {
            double *value = &values[row * n_features + j];
            if (!isnan(*value)) {
                continue;
            }
            if (isnan(means[j])) {
                return refuse(names, j, error);
            }
            *value = means[j];
        }
    }
    return NNT_OK;
}
