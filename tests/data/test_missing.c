/* Means of the rows that are trained on, and where they are put. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "data/missing.h"
#include "support/nnt_test.h"
#include <math.h>

enum { N_ROWS = 4, N_FEATURES = 3 };

/* The last feature is missing in the rows that train. */
static double values[N_ROWS * N_FEATURES] = {1, 10, NAN, NAN, 20, 5, 6, NAN, NAN, 2, 60, NAN};
static const uint32_t trained[] = {0, 2, 3};

static nnt_dataset make_set(double *features) {
    return (nnt_dataset){.task = NNT_TASK_REGRESSION,
                         .storage = NNT_STORAGE_F64,
                         .n_rows = N_ROWS,
                         .n_features = N_FEATURES,
                         .n_outputs = 1,
                         .features = features,
                         .takes_means = true};
}

NNT_TEST(missing, means_are_of_the_training_rows) {
    const nnt_dataset set = make_set(values);
    const nnt_view train = {.dataset = &set, .rows = trained, .n_rows = 3};
    double *means = NULL;
    cr_assert(nnt_missing_means(&train, &means, NULL) == NNT_OK);
    cr_assert(means[0] == 3 && means[1] == 35 && isnan(means[2]));
    nnt_free(means);
}

/* Their sum is beyond all doubles, their mean is not. */
NNT_TEST(missing, means_of_large_values) {
    double large[] = {1.5e308, NAN, 1e308, 0, NAN, 0, 0, 0, 0, 0, 0, 0};
    nnt_dataset set = make_set(large);
    set.n_features = 1;
    const nnt_view train = {.dataset = &set, .n_rows = 3};
    double *means = NULL;
    cr_assert(nnt_missing_means(&train, &means, NULL) == NNT_OK);
    cr_assert(means[0] == 1.25e308);
    nnt_free(means);
}

NNT_TEST(missing, means_take_the_place) {
    static const char *const names[] = {"a", "b", "c"};
    const double filled[] = {1, 10, 7, 3, 20, 5, 6, 35, 7, 2, 60, 7};
    double copy[N_ROWS * N_FEATURES];
    nnt_error error = {0};
    memcpy(copy, values, sizeof copy);
    cr_assert(nnt_missing_fill(copy, N_ROWS, N_FEATURES, (double[]){3, 35, 7}, names, NULL) ==
              NNT_OK);
    cr_assert(memcmp(copy, filled, sizeof copy) == 0);
    memcpy(copy, values, sizeof copy);
    cr_assert(nnt_missing_fill(copy, N_ROWS, N_FEATURES, (double[]){3, 35, NAN}, names, &error) ==
              NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "feature 'c' has missing values, but no training row has one, "
                                    "so there is no mean to put in their place");
}

NNT_TEST(missing, note_counts_values_and_features) {
    nnt_messages notes = {0};
    cr_assert(nnt_missing_note(values, N_ROWS, N_FEATURES, "f", &notes) == 5);
    cr_assert(notes.count == 1);
    cr_assert_str_eq(
        notes.items[0].text,
        "f: 5 missing values in 3 features replaced by the means of the training rows");
    cr_assert(nnt_missing_note(values, 1, 2, "f", &notes) == 0 && notes.count == 1);
    nnt_messages_clear(&notes);
}

NNT_TEST(missing, survives_lack_of_memory) {
    const nnt_dataset set = make_set(values);
    const nnt_view train = {.dataset = &set, .n_rows = N_ROWS};
    for (size_t k = 1; k <= 2; k++) {
        double *means = NULL;
        nnt_memory_fail_at(k, false);
        cr_assert(nnt_missing_means(&train, &means, NULL) == NNT_ERR_MEMORY && !means);
        nnt_memory_fail_at(0, false);
    }
}
