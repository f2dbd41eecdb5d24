/* Where the first number was that is not finite, from what was made infinite on purpose,
 * and the steps before it. */
#include "base/memory.h"
#include "train/bench.h"
#include <float.h>
#include <math.h>
#include <string.h>

enum { TRAIL_STEPS = NNT_TRAIL_STEPS + 1 };

static void train(const nnt_training_spec *spec, bench *it) {
    open_trainer(spec, it);
    run_bench(it);
}

static double trail(const bench *it, size_t row, const char *name) {
    const size_t column = nnt_table_column(&it->trainer.trail, name);
    cr_assert(column != SIZE_MAX && row < it->trainer.trail.n_rows, "no %s %zu", name, row);
    return it->trainer.trail.cells[row * it->trainer.trail.n_columns + column];
}

static void expect(const bench *it, const nnt_divergence *expected) {
    const nnt_divergence *found = &it->outcome.divergence;
    cr_assert(it->outcome.stop == NNT_STOP_DIVERGED);
    cr_expect(found->epoch == expected->epoch && found->step == expected->step, "epoch %zu",
              found->epoch);
    cr_expect(found->layer == expected->layer && found->unit == expected->unit &&
                  found->input == expected->input,
              "layer %zu, unit %zu, input %zu", found->layer, found->unit, found->input);
    cr_expect(found->row == expected->row, "row %zu", found->row);
    cr_expect_str_eq(found->quantity, expected->quantity);
    cr_expect(isnan(expected->value) ? isnan(found->value) : found->value == expected->value,
              "value %g", found->value);
    for (size_t i = 0; i < it->network.block_length; i++) {
        cr_assert(isfinite(it->network.parameters[i]) || found->epoch == 0);
    }
}

/* ---- before the first step --------------------------------------------------------- */

NNT_TEST(divergence, of_parameters_that_were_given) {
    const nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.1);
    bench it;
    open_network(NNT_TASK_CLASSIFICATION, "relu", 0, &it);
    const nnt_layer *layer = &it.network.layers[1];
    it.network.parameters[layer->weight_at + 2 * layer->units + 3] = -(real)INFINITY;
    train(&spec, &it);
    expect(&it, &(nnt_divergence){
                    .layer = 2, .quantity = "weight", .unit = 4, .input = 3, .value = -INFINITY});
    cr_expect(it.trainer.trail.n_rows == 0, "there was no step");
    close_bench(&it);
    open_network(NNT_TASK_CLASSIFICATION, "relu", 0, &it);
    it.network.parameters[it.network.layers[2].bias_at + 1] = (real)NAN;
    train(&spec, &it);
    expect(&it, &(nnt_divergence){.layer = 3, .quantity = "bias", .unit = 2, .value = NAN});
    close_bench(&it);
}

/* Data that were read are finite doubles; some are more than a float can hold. */
NNT_TEST(divergence, of_data_that_do_not_fit) {
    const nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.1);
    bench it;
    open_network(NNT_TASK_CLASSIFICATION, "relu", 0, &it);
    ((double *)it.problem.data.features)[17 * SMALL_INPUTS + 1] = 1e300;
    train(&spec, &it);
    if (NNT_REAL_BITS == 32) {
        expect(&it, &(nnt_divergence){
                        .layer = 1, .quantity = "input", .input = 2, .row = 18, .value = INFINITY});
    } else {
        cr_expect(it.outcome.divergence.epoch > 0 || it.outcome.stop != NNT_STOP_DIVERGED);
    }
    close_bench(&it);
}

/* Row 1 alone: its target squared is more than a double holds, in float64 only. */
NNT_TEST(divergence, of_the_loss_of_a_row) {
    const nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.1);
    bench it;
    if (NNT_REAL_BITS == 32) {
        return;
    }
    open_network(NNT_TASK_REGRESSION, "tanh", 0, &it);
    it.problem.data.targets[6 * it.problem.data.n_outputs] = 1e200;
    train(&spec, &it);
    expect(&it, &(nnt_divergence){.quantity = "loss", .row = 7, .value = INFINITY});
    close_bench(&it);
}

/* ---- in a step ---------------------------------------------------------------------- */

/* Large inputs meet small weights, and the errors are large: everything is finite but
 * the product of both. Which entry is the first is found with products in long double. */
NNT_TEST(divergence, of_a_gradient) {
    const double large = NNT_REAL_BITS == 32 ? 1e12 : 1e170;
    const double error = NNT_REAL_BITS == 32 ? 1e30 : 1e145;
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 1e-3);
    bench it;
    spec.batch_size = 0;
    open_network(NNT_TASK_REGRESSION, "tanh", 0, &it);
    double *x = it.problem.data.features;
    for (size_t i = 0; i < TRAIN_ROWS; i++) {
        x[i * SMALL_INPUTS + 2] *= large;
        it.problem.data.targets[i * it.problem.data.n_outputs] *= error;
    }
    const nnt_layer *layer = &it.network.layers[0];
    for (size_t j = 0; j < layer->units; j++) {
        it.network.parameters[layer->weight_at + 2 * layer->units + j] /= (real)large;
    }
    train(&spec, &it);
    const double value = it.outcome.divergence.value;
    cr_assert(isinf(value) || isnan(value));
    expect(&it, &(nnt_divergence){.epoch = 1,
                                  .step = 1,
                                  .layer = 1,
                                  .quantity = "gradient",
                                  .unit = 1,
                                  .input = 3,
                                  .value = value});
    cr_expect(it.trainer.trail.n_rows == 1 && isfinite(trail(&it, 0, "loss")));
    close_bench(&it);
}

/* z of a unit on a row in long double, whose range is wider. */
static long double compute_z(const bench *it, size_t row, size_t layer, size_t unit) {
    long double in[8] = {0}, z[8] = {0};
    for (size_t c = 0; c < SMALL_INPUTS; c++) {
        in[c] = ((const double *)it->problem.data.features)[row * SMALL_INPUTS + c];
    }
    for (size_t l = 0; l <= layer; l++) {
        const nnt_layer *here = &it->network.layers[l];
        for (size_t j = 0; j < here->units; j++) {
            z[j] = it->network.parameters[here->bias_at + j];
            for (size_t k = 0; k < here->inputs; k++) {
                z[j] += in[k] * it->network.parameters[here->weight_at + k * here->units + j];
            }
        }
        for (size_t j = 0; j < here->units; j++) {
            in[j] = z[j];
        }
    }
    return z[unit];
}

/* A full batch is one step in an epoch: the losses of the steps that were taken again, but
 * for the last, are those that the metrics have, and so are the rates. */
static void expect_losses_of_metrics(const bench *it) {
    const nnt_table *metrics = &it->trainer.metrics;
    const size_t n = it->trainer.trail.n_rows;
    for (size_t i = 0; i < n; i++) {
        const size_t epoch = it->outcome.divergence.epoch - (n - 1 - i);
        const double *row = metrics->cells + epoch * metrics->n_columns;
        cr_expect(trail(it, i, "epoch") == (double)epoch && trail(it, i, "step") == (double)epoch);
        cr_expect(i + 1 == n || trail(it, i, "loss") == row[3], "loss of epoch %zu", epoch);
        cr_expect(i + 1 == n || trail(it, i, "learning_rate") == row[2], "rate of epoch %zu",
                  epoch);
    }
}

/* A learning rate that lets the weights grow beyond measure. A full batch is one step in
 * an epoch, so that the weights before the last step are those after the epoch before,
 * which is what is left. */
NNT_TEST(divergence, of_steps_that_are_too_large) {
    const long double most = NNT_REAL_BITS == 32 ? (long double)FLT_MAX : (long double)DBL_MAX;
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.9);
    spec.epochs = 500;
    spec.batch_size = 0;
    bench it;
    open_network(NNT_TASK_REGRESSION, "linear", 0, &it);
    train(&spec, &it);
    const nnt_divergence *found = &it.outcome.divergence;
    cr_assert(it.outcome.stop == NNT_STOP_DIVERGED);
    cr_assert(found->epoch == it.outcome.epochs + 1 && found->step == found->epoch);
    if (strcmp(found->quantity, "pre-activation") == 0) {
        const long double z = compute_z(&it, found->row - 1, found->layer - 1, found->unit - 1);
        cr_expect(fabsl(z) > most, "%Lg", z);
    }
    const size_t n = it.trainer.trail.n_rows;
    cr_assert(n == (found->step < TRAIL_STEPS ? found->step : TRAIL_STEPS));
    expect_losses_of_metrics(&it);
    close_bench(&it);
}

/* Batches in an order of their own, momentum, a schedule: the last steps are the same once
 * more, since the last finite one leads to what was found. Another batch size moves the
 * end to other places of the epoch. */
NNT_TEST(divergence, is_found_with_batches_and_momentum) {
    for (size_t batch_size = 3; batch_size < 16; batch_size += 2) {
        nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.5);
        spec.epochs = 300;
        spec.batch_size = batch_size;
        spec.warmup_epochs = 2;
        spec.optimizer.values[1] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = 0.9};
        bench it;
        open_network(NNT_TASK_REGRESSION, "linear", 0, &it);
        train(&spec, &it);
        const nnt_divergence *found = &it.outcome.divergence;
        const size_t n = it.trainer.trail.n_rows;
        cr_assert(it.outcome.stop == NNT_STOP_DIVERGED, "batches of %zu", batch_size);
        cr_assert(n == TRAIL_STEPS && trail(&it, n - 1, "step") == (double)found->step);
        cr_expect(found->step == it.outcome.steps + 1 || found->step <= it.outcome.steps);
        cr_expect(found->epoch == it.outcome.epochs + 1);
        cr_expect(isfinite(trail(&it, n - 2, "loss")) && isfinite(trail(&it, 0, "gradient_norm")));
        cr_expect(found->row <= TRAIN_ROWS && !isfinite(found->value));
        close_bench(&it);
    }
}

/* A rate that falls whenever the loss does not: steps are taken again with the rates that
 * they had. */
NNT_TEST(divergence, is_found_with_a_schedule_that_watches) {
    nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, 0.4);
    spec.epochs = 200;
    spec.batch_size = 0;
    spec.schedule = (nnt_choice){.name = "plateau"};
    const nnt_option *options = nnt_schedule_find("plateau")->row.options;
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        spec.schedule.values[i] =
            (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(options[i].fallback, NULL)};
    }
    spec.schedule.values[0] = (nnt_value){.kind = NNT_VALUE_TEXT, .text = "train_loss"};
    spec.schedule.values[nnt_option_find(options, "patience")].number = 0;
    spec.schedule.values[nnt_option_find(options, "factor")].number = 0.97;
    bench it;
    open_network(NNT_TASK_REGRESSION, "linear", 0, &it);
    train(&spec, &it);
    cr_assert(it.outcome.stop == NNT_STOP_DIVERGED);
    const size_t n = it.trainer.trail.n_rows;
    cr_assert(n == TRAIL_STEPS && trail(&it, n - 2, "learning_rate") < 0.4, "%zu steps", n);
    expect_losses_of_metrics(&it);
    close_bench(&it);
}

/* Weights that grow by a factor in each step, until it is too much: earlier or later, and
 * so also soon after a snapshot, which then is not the one to start from. */
NNT_TEST(divergence, is_found_wherever_it_lies) {
    const double learning_rate = NNT_REAL_BITS == 32 ? 1e-12 : 1e-60;
    const double range = -log(learning_rate) / 4; /* up to where the gradient, w^5, takes over */
    size_t n_soon = 0;
    for (size_t i = 0; i < 30; i++) {
        const double growth = exp(range / (double)(55 + i));
        nnt_training_spec spec = small_training(NNT_TASK_REGRESSION, learning_rate);
        const nnt_option *options = nnt_optimizer_find("sgd")->row.options;
        spec.epochs = 400;
        spec.batch_size = 0;
        spec.optimizer.values[nnt_option_find(options, "weight_decay")] =
            (nnt_value){.kind = NNT_VALUE_NUMBER, .number = -(growth - 1) / learning_rate};
        bench it;
        open_network(NNT_TASK_REGRESSION, "linear", 0, &it);
        train(&spec, &it);
        const nnt_divergence *found = &it.outcome.divergence;
        cr_assert(it.outcome.stop == NNT_STOP_DIVERGED && found->step > TRAIL_STEPS);
        cr_assert(it.trainer.trail.n_rows == TRAIL_STEPS, "step %zu", (size_t)found->step);
        expect_losses_of_metrics(&it);
        n_soon += (found->step - 1) % NNT_SNAPSHOT_STEPS < NNT_TRAIL_STEPS && found->step > 64;
        close_bench(&it);
    }
    cr_assert(n_soon > 0, "no end was near a snapshot");
}
