/* What rows and classes count: a weight of 3 is three rows, 0 is none. */
#include "base/memory.h"
#include "support/small_network.h"
#include "support/small_problem.h"
#include "train/class_weights.h"
#include "train/trainer.h"
#include <math.h>
#include <string.h>

enum { ROWS = 24, VALIDATION_ROWS = 12 };

typedef struct bench {
    small_problem problem;
    uint32_t *rows; /* of the training part, repeated */
    nnt_network network;
    nnt_trainer trainer;
} bench;

static size_t count_row(size_t row) {
    static const size_t counts[] = {1, 3, 0, 2, 1};
    return counts[row % 5];
}

static size_t repeat_rows(const nnt_view *view, uint32_t *rows) {
    size_t n = 0;
    for (size_t i = 0; i < view->n_rows; i++) {
        for (size_t copy = 0; copy < count_row(nnt_view_row(view, i)); copy++) {
            rows[n++] = (uint32_t)nnt_view_row(view, i);
        }
    }
    return n;
}

static void weigh_rows(nnt_dataset *data) {
    data->weights = nnt_allocate(data->n_rows, sizeof *data->weights);
    for (size_t i = 0; i < data->n_rows; i++) {
        data->weights[i] = (double)count_row(i) / 4; /* only their ratios matter */
    }
}

/* The same training, with its rows weighed or repeated. */
static void open_bench(const nnt_training_spec *spec, bool is_weighed, bench *it) {
    nnt_error error = {0};
    make_small_problem(spec->task, ROWS, VALIDATION_ROWS, &it->problem);
    it->rows = nnt_allocate(3 * ROWS, sizeof *it->rows);
    if (is_weighed) {
        weigh_rows(&it->problem.data);
    } else {
        nnt_view *train = &it->problem.problem.parts[NNT_TRAIN];
        train->n_rows = repeat_rows(train, it->rows);
        train->rows = it->rows;
    }
    it->network = small_network("tanh", it->problem.data.n_outputs);
    fill_small_network(&it->network, 5);
    cr_assert(nnt_trainer_create(spec, &it->problem.problem, &it->network, &it->trainer, &error) ==
                  NNT_OK,
              "%s", error.message);
}

static void close_bench(bench *it) {
    nnt_trainer_clear(&it->trainer);
    nnt_network_clear(&it->network);
    free_small_problem(&it->problem);
    nnt_free(it->rows);
}

static void expect_near(const char *what, double found, double expected) {
    const double bound = NNT_REAL_BITS == 32 ? 2e-5 : 1e-12;
    cr_assert(fabs(found - expected) <= bound * (1 + fabs(expected)), "%s: %.17g, not %.17g", what,
              found, expected);
}

static void compare_trainings(const nnt_training_spec *spec) {
    bench weighed, repeated;
    open_bench(spec, true, &weighed);
    open_bench(spec, false, &repeated);
    const nnt_scores a = nnt_trainer_score(&weighed.trainer, NNT_TRAIN);
    const nnt_scores b = nnt_trainer_score(&repeated.trainer, NNT_TRAIN);
    expect_near("loss", a.loss, b.loss);
    if (spec->task == NNT_TASK_REGRESSION) {
        expect_near("rmse", a.rmse, b.rmse);
        expect_near("r2", a.r2, b.r2);
    } else {
        expect_near("accuracy", a.accuracy, b.accuracy);
    }
    const nnt_listener nobody = {0};
    nnt_outcome outcome;
    nnt_trainer_run(&weighed.trainer, &nobody, &outcome);
    nnt_trainer_run(&repeated.trainer, &nobody, &outcome);
    cr_assert(outcome.steps == spec->epochs);
    for (size_t i = 0; i < weighed.network.block_length; i++) {
        expect_near("parameter", (double)weighed.network.parameters[i],
                    (double)repeated.network.parameters[i]);
    }
    close_bench(&weighed);
    close_bench(&repeated);
}

static nnt_training_spec full_batch(nnt_task task) {
    nnt_training_spec spec = small_training(task, 0.25);
    spec.epochs = 5;
    spec.batch_size = 0;
    return spec;
}

NNT_TEST(row_weights, are_copies_of_rows_in_a_classification) {
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION);
    compare_trainings(&spec);
    spec.loss.values[0].number = 0.2;
    spec.loss.values[1] = (nnt_value){.kind = NNT_VALUE_TEXT, .text = "balanced"};
    compare_trainings(&spec);
}

NNT_TEST(row_weights, are_copies_of_rows_in_a_regression) {
    const nnt_training_spec spec = full_batch(NNT_TASK_REGRESSION);
    compare_trainings(&spec);
}

/* Batches of one row, some of weight 0: those move nothing, and no number is lost. */
NNT_TEST(row_weights, of_a_whole_batch_may_be_zero) {
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION);
    spec.batch_size = 1;
    bench it;
    open_bench(&spec, true, &it);
    const nnt_listener nobody = {0};
    nnt_outcome outcome;
    nnt_trainer_run(&it.trainer, &nobody, &outcome);
    cr_assert(outcome.stop == NNT_STOP_COMPLETED);
    cr_assert(isfinite(nnt_trainer_score(&it.trainer, NNT_VALIDATION).loss));
    close_bench(&it);
}

NNT_TEST(row_weights, must_not_all_be_zero) {
    const nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION);
    bench it;
    nnt_error error = {0};
    open_bench(&spec, true, &it);
    nnt_trainer_clear(&it.trainer);
    memset(it.problem.data.weights, 0, it.problem.data.n_rows * sizeof(double));
    cr_assert(nnt_trainer_create(&spec, &it.problem.problem, &it.network, &it.trainer, &error) ==
              NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "the weights of all 24 training rows are 0");
    close_bench(&it);
}

/* ---- classes --------------------------------------------------------------------- */

enum { CLASSES = 3 };
static char *class_names[CLASSES] = {"setosa", "versicolor", "virginica"};
static uint32_t labels[] = {0, 0, 0, 0, 1, 1, 2, 0};

static nnt_status find(const nnt_value *option, size_t n_rows, real **weights, nnt_error *error) {
    const nnt_dataset data = {.n_outputs = CLASSES, .output_names = class_names};
    const nnt_feed train = {.n_rows = n_rows, .n_outputs = CLASSES, .labels = labels};
    return nnt_class_weights_create(option, &data, &train, weights, error);
}

static void expect_weights(const nnt_value *option, const double expected[CLASSES]) {
    real *weights = NULL;
    nnt_error error = {0};
    cr_assert(find(option, 8, &weights, &error) == NNT_OK, "%s", error.message);
    for (size_t c = 0; c < CLASSES; c++) {
        cr_assert(weights[c] == (real)expected[c], "class %zu: %g", c, (double)weights[c]);
    }
    nnt_free(weights);
}

static void expect_message(const nnt_value *option, size_t n_rows, const char *message) {
    real *weights = NULL;
    nnt_error error = {0};
    cr_assert(find(option, n_rows, &weights, &error) != NNT_OK && weights == NULL);
    cr_assert_str_eq(error.message, message);
}

/* 8 rows: 5, 2 and 1 of each class. */
NNT_TEST(class_weights, by_every_way_of_saying_them) {
    const nnt_value balanced = {.kind = NNT_VALUE_TEXT, .text = "balanced"};
    const nnt_value numbers[CLASSES] = {{.number = 1}, {.number = 0}, {.number = 2.5}};
    const nnt_value list = {.kind = NNT_VALUE_LIST, .items = numbers, .n_items = CLASSES};
    const nnt_value named[] = {{.number = 4, .key = "virginica"}};
    const nnt_value map = {.kind = NNT_VALUE_MAP, .items = named, .n_items = 1};
    expect_weights(&balanced, (double[]){8.0 / 15, 8.0 / 6, 8.0 / 3});
    expect_weights(&list, (double[]){1, 0, 2.5});
    expect_weights(&map, (double[]){1, 1, 4});
    const nnt_value absent = {.kind = NNT_VALUE_ABSENT};
    real *weights = NULL;
    cr_assert(find(&absent, 8, &weights, NULL) == NNT_OK && weights == NULL);
}

NNT_TEST(class_weights, that_fit_no_class) {
    const nnt_value balanced = {.kind = NNT_VALUE_TEXT, .text = "balanced"};
    const nnt_value numbers[2] = {{.number = 1}, {.number = 2}};
    const nnt_value list = {.kind = NNT_VALUE_LIST, .items = numbers, .n_items = 2};
    const nnt_value named[] = {{.number = 4, .key = "virginia"}};
    const nnt_value map = {.kind = NNT_VALUE_MAP, .items = named, .n_items = 1};
    expect_message(&list, 8, "loss.class_weight: a list of 2 weights, but there are 3 classes");
    expect_message(&map, 8,
                   "loss.class_weight: unknown class \"virginia\"; did you mean \"virginica\"? "
                   "there are 3, from \"setosa\" to \"virginica\"");
    expect_message(&balanced, 6,
                   "loss.class_weight: class \"virginica\" cannot be balanced, because no training "
                   "row is of it");
}
