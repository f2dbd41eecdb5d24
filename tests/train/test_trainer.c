/* The training loop: against a plain second implementation of the same recipe,
 * and its rules about batches, stopping and divergence. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "train/bench.h"
#include <math.h>
#include <string.h>

enum { VALIDATION_ROWS = 10 };

static void open_bench(const nnt_training_spec *spec, bench *it) {
    open_network(spec->task, "tanh", VALIDATION_ROWS, it);
    open_trainer(spec, it);
}

static double metric(const bench *it, size_t epoch, const char *name) {
    const size_t column = nnt_table_column(&it->trainer.metrics, name);
    cr_assert(column != SIZE_MAX, "no %s", name);
    return it->trainer.metrics.cells[epoch * it->trainer.metrics.n_columns + column];
}

NNT_TEST(trainer, learns_and_reports_every_epoch) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    spec.epochs = 60;
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    cr_assert(it.outcome.stop == NNT_STOP_COMPLETED && it.outcome.epochs == 60);
    cr_assert(it.outcome.steps == 60 * 4 && it.outcome.rows_trained == 60 * TRAIN_ROWS);
    cr_assert(it.trainer.metrics.n_rows == 61);
    cr_assert(metric(&it, 0, "epoch") == 0 && metric(&it, 60, "step") == 240);
    cr_assert(metric(&it, 60, "train_loss") < 0.2 * metric(&it, 0, "train_loss"));
    cr_assert(metric(&it, 60, "train_accuracy") > 0.95);
    cr_assert(metric(&it, 60, "validation_accuracy") >= 0.6);
    close_bench(&it);
}

/* One step on all rows is w - rate g, g from nnt_trainer_compute_gradient, which
 * the tests of propagate.c prove. */
NNT_TEST(trainer, a_full_batch_step_is_gradient_descent) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.125);
    spec.epochs = 1;
    spec.batch_size = 0;
    bench it;
    open_bench(&spec, &it);
    nnt_trainer_compute_gradient(&it.trainer);
    real *expected = nnt_network_block(&it.network);
    for (size_t i = 0; i < it.network.block_length; i++) {
        expected[i] = nnt_fma((real)-0.125, it.trainer.gradient[i], it.network.parameters[i]);
    }
    run_bench(&it);
    const double eps = NNT_REAL_BITS == 32 ? 1e-6 : 1e-14;
    for (size_t i = 0; i < it.network.block_length; i++) {
        cr_assert(fabs((double)(expected[i] - it.network.parameters[i])) < eps);
    }
    nnt_free(expected);
    close_bench(&it);
}

/* The mean of an epoch is over rows: with a last batch of 6 of 30 rows and no
 * learning to speak of, it equals the loss over all rows. */
NNT_TEST(trainer, epoch_loss_weights_batches_by_rows) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 1e-12);
    spec.epochs = 1;
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    const double bound = NNT_REAL_BITS == 32 ? 1e-6 : 1e-10;
    cr_assert(fabs(metric(&it, 1, "train_loss") / metric(&it, 0, "train_loss") - 1) < bound);
    cr_assert(fabs(metric(&it, 1, "train_r2") - metric(&it, 0, "train_r2")) < bound * 100);
    close_bench(&it);
}

NNT_TEST(trainer, no_epochs_only_measures) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    spec.epochs = 0;
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    cr_assert(it.outcome.stop == NNT_STOP_COMPLETED && it.outcome.steps == 0);
    cr_assert(it.trainer.metrics.n_rows == 1);
    close_bench(&it);
}

NNT_TEST(trainer, batch_larger_than_the_data_is_all_rows) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    bench full, large;
    spec.batch_size = 0;
    open_bench(&spec, &full);
    spec.batch_size = 1000;
    open_bench(&spec, &large);
    run_bench(&full);
    run_bench(&large);
    cr_assert(memcmp(full.network.parameters, large.network.parameters,
                     full.network.block_length * sizeof(real)) == 0);
    close_bench(&full);
    close_bench(&large);
}

/* Clipping shortens the gradient to the norm and keeps its direction, so one step
 * moves the parameters by rate times that norm along the unclipped gradient. */
NNT_TEST(trainer, clipping_gives_the_norm_and_keeps_the_direction) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 1);
    spec.epochs = 1;
    spec.batch_size = 0;
    spec.clip_norm = 0.01;
    bench it;
    open_bench(&spec, &it);
    nnt_trainer_compute_gradient(&it.trainer);
    real *gradient = nnt_network_block(&it.network);
    real *before = nnt_network_block(&it.network);
    const size_t n = it.network.block_length;
    memcpy(gradient, it.trainer.gradient, n * sizeof(real));
    memcpy(before, it.network.parameters, n * sizeof(real));
    run_bench(&it);
    double moved = 0, length = 0, along = 0;
    for (size_t i = 0; i < n; i++) {
        const double d = (double)before[i] - (double)it.network.parameters[i];
        moved += d * d;
        length += (double)gradient[i] * (double)gradient[i];
        along += d * (double)gradient[i];
    }
    cr_assert(sqrt(length) > 0.1, "nothing to clip");
    cr_assert(fabs(sqrt(moved) - 0.01) < 1e-5);
    cr_assert(along / sqrt(moved * length) > 0.9999);
    nnt_free(gradient);
    nnt_free(before);
    close_bench(&it);
}

/* With no gradient to speak of, a step of l1 moves each weight by rate l1 towards
 * zero and leaves the biases alone. */
NNT_TEST(trainer, l1_pulls_weights_and_not_biases) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 1e-6);
    spec.epochs = 1;
    spec.batch_size = 0;
    spec.l1 = 1e4;
    bench it;
    open_bench(&spec, &it);
    const nnt_layer *layer = &it.network.layers[0];
    const double weight = (double)it.network.parameters[layer->weight_at];
    const double bias = (double)it.network.parameters[layer->bias_at];
    run_bench(&it);
    const double moved = (double)it.network.parameters[layer->weight_at] - weight;
    cr_assert(fabs(moved + (weight > 0 ? 0.01 : -0.01)) < 1e-4);
    cr_assert(fabs((double)it.network.parameters[layer->bias_at] - bias) < 1e-4);
    close_bench(&it);
}

NNT_TEST(trainer, warmup_rises_to_the_full_rate) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    spec.epochs = 3;
    spec.batch_size = 15;
    spec.warmup_epochs = 2;
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    cr_assert(metric(&it, 0, "learning_rate") == 0.125);
    cr_assert(metric(&it, 1, "learning_rate") == 0.25);
    cr_assert(metric(&it, 2, "learning_rate") == 0.5);
    cr_assert(metric(&it, 3, "learning_rate") == 0.5);
    close_bench(&it);
}

NNT_TEST(trainer, divergence_is_a_result_and_leaves_finite_weights) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 1e30);
    spec.epochs = 50;
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    cr_assert(it.outcome.stop == NNT_STOP_DIVERGED);
    cr_assert(it.outcome.divergence.epoch >= 1 && it.outcome.divergence.quantity);
    for (size_t i = 0; i < it.network.block_length; i++) {
        cr_assert(isfinite(it.network.parameters[i]));
    }
    close_bench(&it);
}

NNT_TEST(trainer, early_stopping_restores_the_best_weights) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.05);
    spec.epochs = 4000;
    spec.early_stopping.on = true;
    spec.early_stopping.patience = 30;
    spec.early_stopping.restore_best = true;
    strcpy(spec.early_stopping.monitor, "validation_loss");
    bench it;
    open_bench(&spec, &it);
    run_bench(&it);
    cr_assert(it.outcome.stop == NNT_STOP_EARLY_STOPPED);
    cr_assert(it.outcome.best_epoch + 30 == it.outcome.epochs);
    const double kept = nnt_trainer_score(&it.trainer, NNT_VALIDATION).loss;
    cr_assert(kept == metric(&it, it.outcome.best_epoch, "validation_loss"));
    close_bench(&it);
}

static int stop_at_once = 1;

NNT_TEST(trainer, an_interrupt_ends_after_the_step) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    bench it;
    open_bench(&spec, &it);
    const nnt_listener impatient = {.interrupt = &stop_at_once};
    nnt_trainer_run(&it.trainer, &impatient, &it.outcome);
    cr_assert(it.outcome.stop == NNT_STOP_INTERRUPTED && it.outcome.steps == 1 &&
              it.outcome.epochs == 0);
    close_bench(&it);
}

NNT_TEST(trainer, allocates_nothing_while_it_runs) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.5);
    bench it;
    open_bench(&spec, &it);
    nnt_memory_fail_at(1, true);
    run_bench(&it);
    cr_assert(nnt_memory_count() == 0);
    nnt_memory_fail_at(0, false);
    cr_assert(it.outcome.epochs == spec.epochs);
    close_bench(&it);
}

/* Each allocation of the setup fails in turn: an error, and nothing lost. */
NNT_TEST(trainer, setup_survives_every_failed_allocation) {
    const nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.5);
    small_problem problem;
    make_small_problem(spec.task, TRAIN_ROWS, VALIDATION_ROWS, &problem);
    nnt_network network = small_network("relu", problem.data.n_outputs);
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 0;
    while (status == NNT_ERR_MEMORY) {
        nnt_trainer trainer;
        nnt_memory_fail_at(++k, false);
        status = nnt_trainer_create(&spec, &problem.problem, &network, &trainer, NULL);
        nnt_memory_fail_at(0, false);
        if (status == NNT_OK) {
            nnt_trainer_clear(&trainer);
        }
    }
    cr_assert(status == NNT_OK && k > 15, "ended with %d after %zu", (int)status, k);
    nnt_network_clear(&network);
    free_small_problem(&problem);
}

/* A clock that is read once a second. */
static double now;

static double tick(void) {
    return now++;
}

/* Four steps an epoch, each followed by a look at the clock; the first look is at the
 * start: after the sixth step it shows 6 seconds more. */
NNT_TEST(trainer, stops_after_the_step_in_which_time_runs_out) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.1);
    bench it;
    spec.time_limit = 6;
    open_bench(&spec, &it);
    now = 1000;
    const nnt_listener listener = {.clock = tick};
    nnt_trainer_run(&it.trainer, &listener, &it.outcome);
    cr_assert(it.outcome.stop == NNT_STOP_TIME_LIMIT, "%d", (int)it.outcome.stop);
    cr_assert(it.outcome.steps == 6 && it.outcome.epochs == 1, "%d steps", (int)it.outcome.steps);
    close_bench(&it);
}
