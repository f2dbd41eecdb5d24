/* Layers that move their own ways: learning-rate factors and frozen layers under every
 * optimizer, and the limit on the norms of incoming weights. */
#include "base/memory.h"
#include "support/small_network.h"
#include "support/small_problem.h"
#include "train/trainer.h"
#include <math.h>
#include <string.h>

enum { TRAIN_ROWS = 30 };

typedef struct bench {
    small_problem problem;
    nnt_network network;
    real *start;
} bench;

static void set_optimizer(const nnt_optimizer *optimizer, double rate, nnt_training_spec *spec) {
    spec->optimizer = (nnt_choice){.name = optimizer->row.name};
    for (size_t i = 0; i < nnt_option_count(optimizer->row.options); i++) {
        const char *fallback = optimizer->row.options[i].fallback;
        spec->optimizer.values[i] =
            (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(fallback, NULL)};
    }
    spec->optimizer.values[NNT_LEARNING_RATE].number = rate;
}

static nnt_training_spec full_batch(nnt_task task, size_t epochs) {
    nnt_training_spec spec = small_training(task, 0.1);
    spec.epochs = epochs;
    spec.batch_size = 0;
    return spec;
}

static void open_task(nnt_task task, bench *it) {
    make_small_problem(task, TRAIN_ROWS, 0, &it->problem);
    it->network = small_network("prelu", it->problem.data.n_outputs);
    fill_small_network(&it->network, 5);
    it->start = nnt_network_block(&it->network);
    memcpy(it->start, it->network.parameters, it->network.block_length * sizeof(real));
}

static void open_bench(bench *it) {
    open_task(NNT_TASK_CLASSIFICATION, it);
}

static void close_bench(bench *it) {
    nnt_free(it->start);
    nnt_network_clear(&it->network);
    free_small_problem(&it->problem);
}

static void train(const nnt_training_spec *spec, bench *it) {
    nnt_error error = {0};
    nnt_trainer trainer;
    nnt_outcome outcome;
    const nnt_listener nobody = {0};
    cr_assert(nnt_trainer_create(spec, &it->problem.problem, &it->network, &trainer, &error) ==
                  NNT_OK,
              "%s", error.message);
    nnt_trainer_run(&trainer, &nobody, &outcome);
    cr_assert(outcome.stop == NNT_STOP_COMPLETED);
    nnt_trainer_clear(&trainer);
}

/* Weights, biases and what the activation learns. */
static size_t layer_length(const nnt_layer *layer) {
    return layer->learned_at + layer->n_learned - layer->weight_at;
}

static bool is_same_layer(const bench *a, const real *b, size_t l) {
    const nnt_layer *layer = &a->network.layers[l];
    return memcmp(a->network.parameters + layer->weight_at, b + layer->weight_at,
                  layer_length(layer) * sizeof(real)) == 0;
}

/* One step from the same start: a layer with factor 3 ends where all would with three
 * times the rate, and the others where they would without. */
static void check_factor(const nnt_optimizer *optimizer) {
    if (optimizer->solver) {
        return; /* it has no learning rate to speak of, and a config is refused */
    }
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION, 1);
    bench plain, fast, mixed;
    open_bench(&plain);
    open_bench(&fast);
    open_bench(&mixed);
    set_optimizer(optimizer, 0.01, &spec);
    train(&spec, &plain);
    mixed.network.layers[1].learning_rate_factor = 3;
    train(&spec, &mixed);
    set_optimizer(optimizer, 3 * 0.01, &spec);
    train(&spec, &fast);
    cr_assert(!is_same_layer(&plain, fast.network.parameters, 1), "%s", optimizer->row.name);
    cr_assert(is_same_layer(&mixed, plain.network.parameters, 0), "%s", optimizer->row.name);
    cr_assert(is_same_layer(&mixed, fast.network.parameters, 1), "%s", optimizer->row.name);
    cr_assert(is_same_layer(&mixed, plain.network.parameters, 2), "%s", optimizer->row.name);
    close_bench(&plain);
    close_bench(&fast);
    close_bench(&mixed);
}

/* The others learn as if the frozen layers' gradient did not exist. */
static void check_frozen(const nnt_optimizer *optimizer) {
    const bool is_regression = optimizer->solver && optimizer->solver->needs_squares;
    const nnt_task task = is_regression ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION;
    nnt_training_spec spec = full_batch(task, 4);
    bench it;
    open_task(task, &it);
    set_optimizer(optimizer, 0.01, &spec);
    spec.l1 = optimizer->solver ? 0 : 0.01;
    it.network.layers[0].is_frozen = true;
    it.network.layers[2].is_frozen = true;
    train(&spec, &it);
    cr_assert(is_same_layer(&it, it.start, 0), "%s", optimizer->row.name);
    cr_assert(!is_same_layer(&it, it.start, 1), "%s", optimizer->row.name);
    cr_assert(is_same_layer(&it, it.start, 2), "%s", optimizer->row.name);
    close_bench(&it);
}

#define NNT_OPTIMIZER(name)                                                                        \
    NNT_TEST(learning_rate_factor, name) {                                                         \
        check_factor(nnt_optimizer_find(#name));                                                   \
    }                                                                                              \
    NNT_TEST(frozen, name) {                                                                       \
        check_frozen(nnt_optimizer_find(#name));                                                   \
    }
#include "optim/optimizer_list.inc"
#undef NNT_OPTIMIZER

static double norm_of_change(const bench *it) {
    double sum = 0;
    for (size_t i = 0; i < it->network.block_length; i++) {
        const double d = (double)it->network.parameters[i] - (double)it->start[i];
        sum += d * d;
    }
    return sqrt(sum);
}

/* A clipped step of plain descent is rate times clip_norm long, however much of the
 * gradient belongs to frozen layers. */
NNT_TEST(frozen, layers_do_not_count_in_the_clipped_norm) {
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION, 1);
    bench it;
    open_bench(&it);
    spec.clip_norm = 1e-3;
    it.network.layers[0].is_frozen = true;
    train(&spec, &it);
    const double expected = 0.1 * 1e-3;
    cr_assert(fabs(norm_of_change(&it) / expected - 1) < (NNT_REAL_BITS == 32 ? 1e-2 : 1e-9),
              "%g, not %g", norm_of_change(&it), expected);
    close_bench(&it);
}

static double incoming_norm(const nnt_network *network, const nnt_layer *layer, size_t unit) {
    double sum = 0;
    for (size_t k = 0; k < layer->inputs; k++) {
        const double w = (double)network->parameters[layer->weight_at + k * layer->units + unit];
        sum += w * w;
    }
    return sqrt(sum);
}

/* Against the same step without a limit: units within it are the same bits, the others
 * have its length and their direction; biases stay. */
NNT_TEST(max_norm, shortens_what_is_too_long_and_nothing_else) {
    const double limit = 1.2;
    const double eps = NNT_REAL_BITS == 32 ? 1e-6 : 1e-14;
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION, 1);
    size_t n_long = 0, n_short = 0;
    bench plain, limited;
    open_bench(&plain);
    open_bench(&limited);
    train(&spec, &plain);
    spec.max_norm = limit;
    train(&spec, &limited);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_layer *layer = &plain.network.layers[l];
        for (size_t j = 0; j < layer->units; j++) {
            const double norm = incoming_norm(&plain.network, layer, j);
            const double factor = norm > limit ? limit / norm : 1;
            for (size_t k = 0; k < layer->inputs; k++) {
                const size_t at = layer->weight_at + k * layer->units + j;
                const double w = (double)plain.network.parameters[at];
                cr_assert(fabs((double)limited.network.parameters[at] - factor * w) <=
                          (factor < 1 ? eps : 0));
            }
            n_long += norm > limit;
            n_short += norm <= limit;
        }
        cr_assert(memcmp(plain.network.parameters + layer->bias_at,
                         limited.network.parameters + layer->bias_at,
                         layer->units * sizeof(real)) == 0);
    }
    cr_assert(n_long > 2 && n_short > 2, "%zu long, %zu short", n_long, n_short);
    close_bench(&plain);
    close_bench(&limited);
}

NNT_TEST(max_norm, holds_for_every_unit_after_training) {
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION, 50);
    bench it;
    open_bench(&it);
    spec.max_norm = 0.5;
    train(&spec, &it);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_layer *layer = &it.network.layers[l];
        for (size_t j = 0; j < layer->units; j++) {
            cr_assert(incoming_norm(&it.network, layer, j) <= 0.5 * (1 + 1e-6));
        }
    }
    close_bench(&it);
}

/* Dropout draws from a stream of its own: the order of the rows is the same. */
NNT_TEST(dropout, does_not_change_the_order_of_the_rows) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.1);
    uint32_t order[2][TRAIN_ROWS];
    for (size_t i = 0; i < 2; i++) {
        nnt_error error = {0};
        const nnt_listener nobody = {0};
        nnt_trainer trainer;
        nnt_outcome outcome;
        bench it;
        open_bench(&it);
        it.network.layers[0].dropout = i == 0 ? 0 : 0.5;
        cr_assert(nnt_trainer_create(&spec, &it.problem.problem, &it.network, &trainer, &error) ==
                  NNT_OK);
        nnt_trainer_run(&trainer, &nobody, &outcome);
        memcpy(order[i], trainer.order, sizeof order[i]);
        cr_assert(trainer.workspace.dropout == NULL, "only steps leave anything out");
        nnt_trainer_clear(&trainer);
        close_bench(&it);
    }
    cr_assert(memcmp(order[0], order[1], sizeof order[0]) == 0);
}

/* The same scores before training; other weights after one step. */
NNT_TEST(dropout, acts_in_the_steps_and_not_in_the_scores) {
    nnt_training_spec spec = full_batch(NNT_TASK_CLASSIFICATION, 0);
    double loss[2];
    for (size_t i = 0; i < 2; i++) {
        bench it;
        nnt_trainer trainer;
        nnt_error error = {0};
        open_bench(&it);
        it.network.layers[1].dropout = i == 0 ? 0 : 0.9;
        cr_assert(nnt_trainer_create(&spec, &it.problem.problem, &it.network, &trainer, &error) ==
                  NNT_OK);
        loss[i] = nnt_trainer_score(&trainer, NNT_TRAIN).loss;
        nnt_trainer_clear(&trainer);
        if (i == 1) {
            bench plain;
            open_bench(&plain);
            spec.epochs = 1;
            train(&spec, &it);
            train(&spec, &plain);
            cr_assert(!is_same_layer(&it, plain.network.parameters, 2));
            close_bench(&plain);
        }
        close_bench(&it);
    }
    cr_assert(loss[0] == loss[1]);
}
