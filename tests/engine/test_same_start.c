/* With one seed, networks that differ in their activations alone start from the same
 * draws, up to the scale of the initialiser, and see their rows in the same order. */
#include "engine/draw_parameters.h"
#include "nn/activation.h"
#include "support/small_problem.h"
#include "train/trainer.h"
#include <math.h>

enum { LAYERS = 3, INPUTS = 3, ROWS = 30 };

/* Starts of 3-6-5-3 networks as "init": "auto" has them. */
static void make_network(const char *activation, const char *init, nnt_network *network) {
    const nnt_activation *it = nnt_activation_find(activation);
    nnt_layer_spec layers[LAYERS] = {{.units = 6}, {.units = 5}, {.units = 3}};
    for (size_t l = 0; l < LAYERS; l++) {
        const bool is_hidden = l + 1 < LAYERS;
        layers[l].activation.name = is_hidden ? activation : "linear";
        for (size_t i = 0; i < nnt_option_count(it->row.options) && is_hidden; i++) {
            layers[l].activation.values[i].number = strtod(it->row.options[i].fallback, NULL);
        }
        layers[l].init =
            (nnt_choice){.name = init ? init : it->traits.auto_init, .values = {{.number = 1}}};
        layers[l].bias_init = (nnt_choice){.name = "pytorch", .values = {{.number = 1}}};
    }
    const nnt_network_spec spec = {INPUTS, LAYERS, layers};
    nnt_error error = {0};
    cr_assert(nnt_network_create(&spec, network, &error) == NNT_OK, "%s", error.message);
    cr_assert(nnt_parameters_draw(&spec, 9, network, &error) == NNT_OK, "%s", error.message);
}

/* W = scale W' for one scale, and b = b'. */
static void expect_proportional(const nnt_network *a, const nnt_network *b, const char *what) {
    const double bound = NNT_REAL_BITS == 32 ? 1e-6 : 1e-14;
    for (size_t l = 0; l < LAYERS; l++) {
        const nnt_layer *layer = &a->layers[l];
        const real *w = a->parameters + layer->weight_at;
        const real *v = b->parameters + b->layers[l].weight_at;
        const double scale = (double)w[0] / (double)v[0];
        cr_assert(scale > 0.1 && scale < 10);
        for (size_t i = 0; i < layer->inputs * layer->units; i++) {
            cr_assert(fabs((double)w[i] - scale * (double)v[i]) <= bound, "%s, layer %zu", what, l);
        }
        for (size_t i = 0; i < layer->units; i++) {
            cr_assert(a->parameters[layer->bias_at + i] == b->parameters[b->layers[l].bias_at + i]);
        }
    }
}

/* Normal and uniform draws rank alike but are not proportional: one kind at a time. */
static bool is_normal(const char *init) {
    return strstr(init, "normal") != NULL;
}

static void check_draws(const char *name) {
    nnt_network relu, tanh, own;
    const bool draws_normal = is_normal(nnt_activation_find(name)->traits.auto_init);
    make_network("relu", "he_normal", &relu);
    make_network("tanh", "glorot_uniform", &tanh);
    make_network(name, NULL, &own);
    expect_proportional(&own, draws_normal ? &relu : &tanh, name);
    nnt_network_clear(&relu);
    nnt_network_clear(&tanh);
    nnt_network_clear(&own);
}

/* Shuffled batches of a training: the order of its last epoch. */
static void train_order(const char *activation, uint32_t order[ROWS]) {
    nnt_training_spec spec = small_training(NNT_TASK_CLASSIFICATION, 0.1);
    const nnt_listener nobody = {0};
    nnt_error error = {0};
    small_problem problem;
    nnt_network network;
    nnt_trainer trainer;
    nnt_outcome outcome;
    make_small_problem(spec.task, ROWS, 0, &problem);
    make_network(activation, NULL, &network);
    cr_assert(nnt_trainer_create(&spec, &problem.problem, &network, &trainer, &error) == NNT_OK);
    nnt_trainer_run(&trainer, &nobody, &outcome);
    cr_assert(outcome.epochs == spec.epochs);
    memcpy(order, trainer.order, ROWS * sizeof *order);
    nnt_trainer_clear(&trainer);
    nnt_network_clear(&network);
    free_small_problem(&problem);
}

static void check_order(const char *name) {
    uint32_t expected[ROWS], found[ROWS];
    bool is_shuffled = false;
    train_order("tanh", expected);
    train_order(name, found);
    for (size_t i = 0; i < ROWS; i++) {
        is_shuffled = is_shuffled || found[i] != i;
        cr_assert(found[i] == expected[i], "%s", name);
    }
    cr_assert(is_shuffled);
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(same_start, name) {                                                                   \
        check_draws(#name);                                                                        \
        check_order(#name);                                                                        \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION
