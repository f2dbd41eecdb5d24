/* Samples for the report, taken from networks whose answers are known. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "experiment/engines.h"
#include "experiment/run_confusion.h"
#include "experiment/run_samples.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum { ROWS = 6 };

/* One layer without hidden ones, so that its answers are a formula. */
typedef struct linear_run {
    nnt_dataset data;
    nnt_scaling features, targets;
    nnt_problem problem;
    nnt_layer_spec layers[1];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_model_layer trained;
    nnt_sampled_run run;
} linear_run;

static double ones[] = {1, 1}, zeros[] = {0, 0};
static double scale[] = {2, 2}, offset[] = {1, 1};

static void make_linear_run(nnt_task task, size_t n_inputs, size_t n_outputs, linear_run *it) {
    const bool is_regression = task == NNT_TASK_REGRESSION;
    *it = (linear_run){.features = {n_inputs, zeros, ones}, .targets = {n_outputs, offset, scale}};
    cr_assert(nnt_dataset_create(task, NNT_STORAGE_F64, ROWS, n_inputs, n_outputs, &it->data,
                                 NULL) == NNT_OK);
    it->problem.parts[NNT_TRAIN] = (nnt_view){&it->data, NULL, ROWS};
    it->problem.features = &it->features;
    it->problem.targets = is_regression ? &it->targets : NULL;
    it->layers[0] = (nnt_layer_spec){.units = n_outputs,
                                     .activation = {.name = "linear"},
                                     .init = {.name = "zeros"},
                                     .bias_init = {.name = "zeros"}};
    it->network = (nnt_network_spec){n_inputs, 1, it->layers};
    it->training.task = task;
    it->training.loss.name = is_regression ? "mse" : "cross_entropy";
    it->run = (nnt_sampled_run){.network = &it->network,
                                .training = &it->training,
                                .problem = &it->problem,
                                .layers = &it->trained};
    cr_assert(nnt_engine_choose("float64", NULL, &it->run.engine, NULL) == NNT_OK);
}

/* Class 1 where x1 > x2: logits (x2, x1). */
static void make_classes(linear_run *it) {
    static const double weight[] = {0, 1, 1, 0};
    static const double bias[] = {0, 0};
    static const double rows[ROWS][2] = {{0, 1}, {1, 0}, {0, 2}, {4, 0}, {1, 3}, {3, 1}};
    make_linear_run(NNT_TASK_CLASSIFICATION, 2, 2, it);
    it->trained = (nnt_model_layer){.weight = weight, .bias = bias};
    memcpy(it->data.features, rows, sizeof rows);
    for (size_t i = 0; i < ROWS; i++) {
        it->data.labels[i] = rows[i][0] > rows[i][1];
    }
    it->data.labels[5] = 0; /* one row that the network gets wrong */
}

NNT_TEST(run_samples, grid_covers_the_rows_and_holds_probabilities) {
    linear_run it;
    nnt_run_samples samples = {0};
    make_classes(&it);
    cr_assert(nnt_run_samples_take(&it.run, &samples, NULL) == NNT_OK);
    const nnt_answer_grid *grid = &samples.face.grid;
    const size_t n = grid->n_points;
    cr_assert(n > 50);
    cr_expect(grid->axes[0][0] < 0 && grid->axes[0][n - 1] > 4);
    cr_expect(grid->axes[1][0] < 0 && grid->axes[1][n - 1] > 3);
    for (size_t row = 0; row < n; row++) {
        for (size_t column = 0; column < n; column++) {
            const double x1 = grid->axes[0][column];
            const double x2 = grid->axes[1][row];
            const double expected = 1 / (1 + exp(x2 - x1));
            const double found = grid->answers[2 * (row * n + column) + 1];
            cr_assert(fabs(found - expected) < 1e-12, "at %g, %g: %g", x1, x2, found);
        }
    }
    nnt_run_samples_clear(&samples);
    nnt_dataset_clear(&it.data);
}

NNT_TEST(run_samples, confusion_counts_rows_of_the_part_that_says_most) {
    static const uint32_t test_rows[] = {5, 0, 1};
    linear_run it;
    nnt_run_samples samples = {0};
    make_classes(&it);
    cr_assert(nnt_run_samples_take(&it.run, &samples, NULL) == NNT_OK);
    const nnt_confusion *confusion = &samples.face.confusion;
    cr_expect(strcmp(confusion->part, "training") == 0 && confusion->n_rows == ROWS);
    cr_expect(confusion->counts[0] == 3 && confusion->counts[1] == 1);
    cr_expect(confusion->counts[2] == 0 && confusion->counts[3] == 2);
    nnt_run_samples_clear(&samples);
    it.problem.parts[NNT_TEST] = (nnt_view){&it.data, test_rows, 3};
    cr_assert(nnt_run_samples_take(&it.run, &samples, NULL) == NNT_OK);
    cr_expect(strcmp(confusion->part, "test") == 0 && confusion->n_rows == 3);
    cr_expect(confusion->counts[0] == 1 && confusion->counts[1] == 1);
    cr_expect(confusion->counts[2] == 0 && confusion->counts[3] == 1);
    nnt_run_samples_clear(&samples);
    nnt_dataset_clear(&it.data);
}

/* y = 3 x + 0.5, then back from scaled targets: times 2, plus 1. */
NNT_TEST(run_samples, curve_is_in_the_units_of_the_targets) {
    static const double weight[] = {3};
    static const double bias[] = {0.5};
    linear_run it;
    nnt_run_samples samples = {0};
    make_linear_run(NNT_TASK_REGRESSION, 1, 1, &it);
    it.trained = (nnt_model_layer){.weight = weight, .bias = bias};
    ((double *)it.data.features)[2] = 4;
    cr_assert(nnt_run_samples_take(&it.run, &samples, NULL) == NNT_OK);
    const nnt_answer_grid *grid = &samples.face.grid;
    cr_assert(grid->n_points > 100);
    for (size_t i = 0; i < grid->n_points; i++) {
        cr_assert(fabs(grid->answers[i] - (2 * (3 * grid->axes[0][i] + 0.5) + 1)) < 1e-9);
    }
    cr_expect(samples.face.confusion.counts == NULL);
    nnt_run_samples_clear(&samples);
    nnt_dataset_clear(&it.data);
}

NNT_TEST(run_samples, more_inputs_have_no_grid) {
    static const double weight[] = {1, 0, 0, 0, 1, 0};
    static const double bias[] = {0, 0};
    static double more_ones[] = {1, 1, 1}, more_zeros[] = {0, 0, 0};
    linear_run it;
    nnt_run_samples samples = {0};
    make_linear_run(NNT_TASK_CLASSIFICATION, 3, 2, &it);
    it.features = (nnt_scaling){3, more_zeros, more_ones};
    it.trained = (nnt_model_layer){.weight = weight, .bias = bias};
    cr_assert(nnt_run_samples_take(&it.run, &samples, NULL) == NNT_OK);
    cr_expect(samples.face.grid.n_points == 0);
    cr_expect(samples.face.confusion.counts != NULL);
    nnt_run_samples_clear(&samples);
    nnt_dataset_clear(&it.data);
}

/* Every allocation fails once; what was taken is given back. */
NNT_TEST(run_samples, without_memory_fails_cleanly) {
    linear_run it;
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 0;
    make_classes(&it);
    while (status) {
        nnt_run_samples samples = {0};
        nnt_error error = {0};
        nnt_memory_fail_at(++k, false);
        status = nnt_run_samples_take(&it.run, &samples, &error);
        nnt_memory_fail_at(0, false);
        nnt_run_samples_clear(&samples);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY, "%s", error.message);
    }
    cr_expect(k > 5, "only %zu allocations were tried", k);
    nnt_dataset_clear(&it.data);
}
