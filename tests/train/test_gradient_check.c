/* Gradient checks pass for every activation, loss and penalty together, and fail when
 * one derivative is wrong. In double only: a float's loss is too coarse. */
#include "base/memory.h"
#include "support/small_network.h"
#include "support/small_problem.h"
#include "train/gradient_check.h"
#include <math.h>

#if NNT_REAL_BITS == 64

enum { ROWS = 24, MOST_ENTRIES = 1000 };

typedef struct bench {
    small_problem problem;
    nnt_network network;
    nnt_trainer trainer;
    nnt_gradcheck_layer layers[SMALL_LAYERS];
    size_t n_compared, n_failed, n_kinks;
} bench;

static void set_defaults(const nnt_option *options, nnt_choice *choice) {
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        choice->values[i] =
            (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(options[i].fallback, NULL)};
    }
}

static nnt_training_spec plain_training(nnt_task task, const nnt_loss *loss) {
    nnt_training_spec spec = small_training(task, 0.1);
    spec.loss = (nnt_choice){.name = loss->row.name};
    set_defaults(loss->row.options, &spec.loss);
    return spec;
}

static void open_with_dropout(const nnt_training_spec *spec,
                              const char *activation,
                              double dropout,
                              bench *it) {
    nnt_error error = {0};
    *it = (bench){.n_failed = 0};
    make_small_problem(spec->task, ROWS, 0, &it->problem);
    it->network = small_network(activation, it->problem.data.n_outputs);
    fill_small_network(&it->network, 5);
    it->network.layers[0].dropout = dropout;
    it->network.layers[1].dropout = dropout;
    cr_assert(nnt_trainer_create(spec, &it->problem.problem, &it->network, &it->trainer, &error) ==
                  NNT_OK,
              "%s", error.message);
}

static void open_bench(const nnt_training_spec *spec, const char *activation, bench *it) {
    open_with_dropout(spec, activation, 0, it);
}

static void check(bench *it) {
    size_t n_rows = 16;
    double loss = 0;
    nnt_error error = {0};
    cr_assert(nnt_gradient_check(&it->trainer, MOST_ENTRIES, &n_rows, &loss, it->layers, &error) ==
              NNT_OK);
    cr_assert(n_rows == 16 && isfinite(loss));
    it->n_compared = it->n_failed = it->n_kinks = 0;
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        it->n_compared += it->layers[l].n_checked - it->layers[l].n_kinks;
        it->n_failed += it->layers[l].n_failed;
        it->n_kinks += it->layers[l].n_kinks;
    }
}

static void close_bench(bench *it) {
    nnt_trainer_clear(&it->trainer);
    nnt_network_clear(&it->network);
    free_small_problem(&it->problem);
}

/* ---- what must pass ------------------------------------------------------------- */

static void pass_with_dropout(const nnt_training_spec *spec,
                              const char *activation,
                              double dropout,
                              const char *what) {
    bench it;
    open_with_dropout(spec, activation, dropout, &it);
    check(&it);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_gradcheck_layer *layer = &it.layers[l];
        cr_assert(layer->n_failed == 0, "%s, %s, %s: layer %zu: %s [%zu, %zu]: %.15g, not %.15g",
                  activation, spec->loss.name, what, l + 1, layer->part, layer->unit, layer->input,
                  layer->analytic, layer->numeric);
        cr_assert(layer->n_checked == layer->n_parameters);
    }
    cr_assert(2 * it.n_kinks < it.n_compared, "%s: %zu kinks", activation, it.n_kinks);
    close_bench(&it);
}

static void expect_pass(const nnt_training_spec *spec, const char *activation, const char *what) {
    pass_with_dropout(spec, activation, 0, what);
}

/* Penalties, and what the loss's options can do. */
static void check_variants(const nnt_loss *loss, nnt_task task, const char *activation) {
    static const nnt_value class_weights[] = {{.number = 0.5}, {.number = 0}, {.number = 3}};
    nnt_training_spec spec = plain_training(task, loss);
    expect_pass(&spec, activation, "alone");
    spec.l1 = 0.01;
    expect_pass(&spec, activation, "l1");
    spec.optimizer.values[3].number = 0.1;
    expect_pass(&spec, activation, "l1 and weight decay");
    pass_with_dropout(&spec, activation, 0.3, "l1, weight decay and dropout");
    if (loss->class_weight_option != NNT_NO_OPTION) {
        spec.loss.values[0].number = 0.2;
        expect_pass(&spec, activation, "label smoothing and penalties");
        spec.loss.values[loss->class_weight_option] =
            (nnt_value){.kind = NNT_VALUE_LIST, .items = class_weights, .n_items = 3};
        expect_pass(&spec, activation, "label smoothing, class weights and penalties");
    }
}

static void check_activation(const char *activation) {
    for (size_t i = 0; i < nnt_loss_count(); i++) {
        for (unsigned task = 0; task < 2; task++) {
            if (nnt_loss_get(i)->tasks >> task & 1) {
                check_variants(nnt_loss_get(i), (nnt_task)task, activation);
            }
        }
    }
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(gradient_check_passes, name) {                                                        \
        check_activation(#name);                                                                   \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

/* ---- what must fail ------------------------------------------------------------- */

static const nnt_activation *sound_activation;

/* 0.1 % too much, for positive z alone. */
static void backward_too_much(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    sound_activation->backward(n, option, z, a, grad_a, grad_z);
    for (size_t i = 0; i < n; i++) {
        grad_z[i] *= z[i] > 0 ? 1.001 : 1;
    }
}

static void slope_too_large(size_t n, const real *option, const real *z, real *a, real *slope) {
    sound_activation->forward_with_slope(n, option, z, a, slope);
    for (size_t i = 0; i < n; i++) {
        slope[i] *= z[i] > 0 ? 1.001 : 1;
    }
}

static void
learn_half(size_t n, const real *option, const real *z, const real *grad_a, real *grad_option) {
    sound_activation->learn(n, option, z, grad_a, grad_option);
    grad_option[0] /= 2;
}

/* The first hidden layer with another descriptor. */
static void
expect_failure(const char *name, const nnt_activation *broken, size_t n_lowest, const char *part) {
    const nnt_training_spec spec =
        plain_training(NNT_TASK_CLASSIFICATION, nnt_loss_find("cross_entropy"));
    bench it;
    open_bench(&spec, name, &it);
    it.network.layers[0].activation = broken;
    check(&it);
    cr_assert(it.layers[0].n_failed >= n_lowest && it.layers[0].excess > 1);
    cr_assert(it.layers[1].n_failed == 0 && it.layers[2].n_failed == 0, "in another layer");
    if (part) {
        cr_assert_str_eq(it.layers[0].part, part);
    }
    close_bench(&it);
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(gradient_check_fails, name) {                                                         \
        sound_activation = nnt_activation_find(#name);                                             \
        nnt_activation broken = *sound_activation;                                                 \
        broken.backward = backward_too_much;                                                       \
        broken.forward_with_slope = broken.forward_with_slope ? slope_too_large : NULL;            \
        expect_failure(#name, &broken, 5, NULL);                                                   \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

NNT_TEST(gradient_check_fails, where_an_activation_learns_wrongly) {
    sound_activation = nnt_activation_find("prelu");
    nnt_activation broken = *sound_activation;
    broken.learn = learn_half;
    expect_failure("prelu", &broken, 1, "activation.weight");
}

static const nnt_loss *sound_loss;

/* One output of one row has the wrong sign. */
static double evaluate_wrongly(size_t n,
                               size_t k,
                               const real *option,
                               const real *z,
                               const nnt_truth *truth,
                               real factor,
                               real *delta) {
    const double loss = sound_loss->evaluate(n, k, option, z, truth, factor, delta);
    if (delta) {
        delta[1] = -delta[1];
    }
    return loss;
}

static void expect_loss_failure(const char *name) {
    sound_loss = nnt_loss_find(name);
    nnt_loss broken = *sound_loss;
    const nnt_task task = sound_loss->tasks & 1 ? NNT_TASK_CLASSIFICATION : NNT_TASK_REGRESSION;
    const nnt_training_spec spec = plain_training(task, sound_loss);
    bench it;
    broken.evaluate = evaluate_wrongly;
    open_bench(&spec, "tanh", &it);
    it.trainer.loss = &broken;
    check(&it);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        cr_assert(it.layers[l].n_failed > 0, "%s: layer %zu", name, l + 1);
    }
    close_bench(&it);
}

#define NNT_LOSS(name)                                                                             \
    NNT_TEST(gradient_check_fails, loss_##name) {                                                  \
        expect_loss_failure(#name);                                                                \
    }
#include "nn/loss_list.inc"
#undef NNT_LOSS

/* A decay beside the gradient, as adamw's, is no part of it. */
NNT_TEST(gradient_check, counts_decay_where_it_is_coupled) {
    nnt_training_spec spec = plain_training(NNT_TASK_REGRESSION, nnt_loss_find("mse"));
    spec.optimizer.values[3].number = 0.1;
    bench it;
    open_bench(&spec, "tanh", &it);
    nnt_optimizer other = *it.trainer.optimizer;
    other.couples_decay = false;
    it.trainer.optimizer = &other;
    check(&it);
    cr_assert(it.n_failed == 0);
    const double without = it.layers[0].analytic;
    other.couples_decay = true;
    check(&it);
    cr_assert(it.n_failed == 0 && it.layers[0].analytic != without);
    close_bench(&it);
}

/* ---- kinks ---------------------------------------------------------------------- */

/* All inputs and biases 0: every unit of the first layer sits on relu's kink, which any
 * change of its bias leaves; its weights change nothing and can be checked. */
NNT_TEST(gradient_check, leaves_out_what_passes_a_kink) {
    const nnt_training_spec spec =
        plain_training(NNT_TASK_CLASSIFICATION, nnt_loss_find("cross_entropy"));
    bench it;
    open_bench(&spec, "relu", &it);
    for (size_t i = 0; i < ROWS * SMALL_INPUTS; i++) {
        it.trainer.feeds[NNT_TRAIN].features[i] = 0;
    }
    for (size_t j = 0; j < it.network.layers[0].units; j++) {
        it.network.parameters[it.network.layers[0].bias_at + j] = 0;
    }
    check(&it);
    cr_assert(it.layers[0].n_kinks == it.network.layers[0].units && it.n_failed == 0);
    close_bench(&it);
}

/* A weight of 0 sits on the kink of l1. */
NNT_TEST(gradient_check, leaves_out_l1_at_zero) {
    nnt_training_spec spec = plain_training(NNT_TASK_REGRESSION, nnt_loss_find("mse"));
    spec.l1 = 0.1;
    bench it;
    open_bench(&spec, "tanh", &it);
    it.network.parameters[it.network.layers[1].weight_at + 3] = 0;
    check(&it);
    cr_assert(it.layers[1].n_kinks == 1 && it.n_kinks == 1 && it.n_failed == 0);
    close_bench(&it);
}

#else

NNT_TEST(gradient_check, is_for_double) {
    cr_assert(NNT_REAL_BITS == 32);
}

#endif
