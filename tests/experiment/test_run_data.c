/* The fingerprint of the data, by which a checkpoint knows them again. */
#include "experiment/run_data.h"
#include "support/nnt_test.h"

enum { N_ROWS = 3, N_FEATURES = 2, N_OUTPUTS = 2 };

/* What a set is made of, so that a test can change one thing of it. */
typedef struct parts {
    double features[N_ROWS * N_FEATURES];
    uint32_t labels[N_ROWS];
    double weights[N_ROWS];
    char first_name[8];
    char first_class[8];
} parts;

static const parts usual = {.features = {1, 2, 3, 4, 5, 6},
                            .labels = {0, 1, 1},
                            .weights = {1, 2, 0.5},
                            .first_name = "size",
                            .first_class = "small"};

static uint64_t take_fingerprint(parts it) {
    char *feature_names[] = {it.first_name, "height"};
    char *output_names[] = {it.first_class, "large"};
    nnt_run_data data = {0};
    data.sets[NNT_TRAIN] = (nnt_dataset){.task = NNT_TASK_CLASSIFICATION,
                                         .storage = NNT_STORAGE_F64,
                                         .n_rows = N_ROWS,
                                         .n_features = N_FEATURES,
                                         .n_outputs = N_OUTPUTS,
                                         .features = it.features,
                                         .labels = it.labels,
                                         .weights = it.weights,
                                         .feature_names = feature_names,
                                         .output_names = output_names};
    return nnt_run_data_fingerprint(&data);
}

NNT_TEST(run_data, fingerprint_is_of_all_that_results_depend_on) {
    const uint64_t expected = take_fingerprint(usual);
    cr_expect_eq(take_fingerprint(usual), expected, "the same data");
    parts changed = usual;
    changed.features[5] = 6.5;
    cr_expect_neq(take_fingerprint(changed), expected, "another value");
    changed = usual;
    changed.labels[0] = 1;
    cr_expect_neq(take_fingerprint(changed), expected, "another label");
    changed = usual;
    changed.weights[2] = 0.25;
    cr_expect_neq(take_fingerprint(changed), expected, "another weight");
    changed = usual;
    changed.first_name[0] = 'S';
    cr_expect_neq(take_fingerprint(changed), expected, "another name of a feature");
    changed = usual;
    changed.first_class[0] = 'S';
    cr_expect_neq(take_fingerprint(changed), expected, "another name of a class");
}
