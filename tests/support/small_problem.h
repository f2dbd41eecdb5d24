/* A small seeded data set with everything that training asks for. */
#ifndef NNT_TESTS_SUPPORT_SMALL_PROBLEM_H
#define NNT_TESTS_SUPPORT_SMALL_PROBLEM_H

#include "base/rng.h"
#include "support/nnt_test.h"
#include "train/training_spec.h"
#include <string.h>

typedef struct small_problem {
    nnt_dataset data;
    nnt_scaling features, targets;
    nnt_problem problem;
} small_problem;

/* Normal features; three classes by the sign pattern, or two targets that are
 * smooth in the features. The first n_train rows train, the rest validates. */
static inline void
make_small_problem(nnt_task task, size_t n_train, size_t n_validation, small_problem *it) {
    enum { FEATURES = 3, CLASSES = 3, TARGETS = 2 };
    const size_t n = n_train + n_validation;
    const size_t outputs = task == NNT_TASK_REGRESSION ? TARGETS : CLASSES;
    nnt_error error;
    nnt_rng rng = nnt_rng_stream(21, "small problem", 0);
    cr_assert(nnt_dataset_create(task, NNT_STORAGE_F64, n, FEATURES, outputs, &it->data, &error) ==
              NNT_OK);
    double *x = it->data.features;
    for (size_t i = 0; i < n; i++, x += FEATURES) {
        for (size_t c = 0; c < FEATURES; c++) {
            x[c] = nnt_rng_normal(&rng);
        }
        if (task == NNT_TASK_REGRESSION) {
            it->data.targets[i * TARGETS] = x[0] * x[1];
            it->data.targets[i * TARGETS + 1] = 3 * x[2] + x[0];
        } else {
            it->data.labels[i] = x[0] + x[1] > 0 ? 2 : x[2] > 0;
        }
    }
    cr_assert(nnt_scaling_identity(FEATURES, &it->features, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(outputs, &it->targets, &error) == NNT_OK);
    static uint32_t rows[4096];
    for (size_t i = 0; i < n; i++) {
        rows[i] = (uint32_t)i;
    }
    it->problem = (nnt_problem){
        .parts = {{&it->data, rows, n_train}, {&it->data, rows + n_train, n_validation}},
        .features = &it->features,
        .targets = task == NNT_TASK_REGRESSION ? &it->targets : NULL};
}

static inline void free_small_problem(small_problem *it) {
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->features);
    nnt_scaling_clear(&it->targets);
}

/* sgd with default options but the learning rate. */
static inline nnt_training_spec small_training(nnt_task task, double learning_rate) {
    nnt_training_spec spec = {
        .task = task, .epochs = 5, .batch_size = 8, .shuffle = true, .seed = 7};
    spec.loss.name = task == NNT_TASK_REGRESSION ? "mse" : "cross_entropy";
    spec.optimizer.name = "sgd";
    spec.optimizer.values[0] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = learning_rate};
    spec.schedule.name = "constant";
    return spec;
}

#endif
