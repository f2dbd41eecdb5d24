/* Filling the missing features of a CSV file. */
#include "data/csv_missing.h"

#include <math.h>

/* Sum of the values that are there, each divided by `divisor`; *count is how many. */
static double sum_parts(const nnt_dataset *dataset, size_t feature, double divisor, size_t *count) {
    double sum = 0;
    *count = 0;
    for (size_t row = 0; row < dataset->n_rows; row++) {
        const double x = nnt_dataset_feature(dataset, row, feature);
        if (!isnan(x)) {
            sum += x / divisor;
            ++*count;
        }
    }
    return sum;
}

/* Mean of the values that are there, also where their sum is beyond all doubles; NaN
 * when there is none. */
static double find_mean(const nnt_dataset *dataset, size_t feature) {
    size_t count = 0;
    const double sum = sum_parts(dataset, feature, 1, &count);
    return isfinite(sum) ? sum / (double)count : sum_parts(dataset, feature, (double)count, &count);
}

/* Returns how many values were missing in the column. */
static size_t fill_column(nnt_dataset *dataset, size_t feature, double mean) {
    double *x = dataset->features;
    size_t count = 0;
    for (size_t row = 0; row < dataset->n_rows; row++) {
        double *value = &x[row * dataset->n_features + feature];
        if (isnan(*value)) {
            *value = mean;
            count++;
        }
    }
    return count;
}

static bool has_missing(const nnt_dataset *dataset, size_t feature) {
    for (size_t row = 0; row < dataset->n_rows; row++) {
        if (isnan(nnt_dataset_feature(dataset, row, feature))) {
            return true;
        }
    }
    return false;
}

nnt_status nnt_csv_missing_fill(nnt_dataset *dataset,
                                const nnt_dataset *like,
                                const char *file,
                                nnt_messages *notes,
                                nnt_error *error) {
    size_t n_values = 0;
    size_t n_columns = 0;
    for (size_t j = 0; j < dataset->n_features; j++) {
        if (!has_missing(dataset, j)) {
            continue;
        }
        const double mean = find_mean(like ? like : dataset, j);
        if (!isfinite(mean)) {
            char room[NNT_NAME_ROOM];
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: feature '%s' has missing values, but no mean to put in "
                                 "their place",
                                 file, nnt_dataset_feature_name(dataset, j, room));
        }
        n_values += fill_column(dataset, j, mean);
        n_columns++;
    }
    if (n_columns > 0) {
        nnt_messages_add(notes, 0, 0,
                         "%s: %zu missing value%s in %zu column%s replaced by the mean of %s", file,
                         n_values, n_values == 1 ? "" : "s", n_columns, n_columns == 1 ? "" : "s",
                         like ? "the column in the training data" : "the column");
    }
    return NNT_OK;
}
