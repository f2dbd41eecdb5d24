/* Gradient descent on all rows at once makes the loss steeper until the sharpness is 2 over
 * the learning rate, and stays there (Cohen et al. 2021, arXiv:2103.00065). */
#include "base/rng.h"
#include "experiment/engines.h"
#include "init/initializer.h"
#include "support/engine_runs.h"
#include "support/nnt_test.h"
#include <math.h>

enum { ROWS = 64, LAYERS = 3, EVERY = 1000, LOOKS = 4 }; /* LOOKS: after the first one */

/* Two inputs, of which one is constant, and a sine of three half periods. */
typedef struct sine_training {
    const nnt_engine *engine;
    nnt_dataset data;
    nnt_scaling features, targets;
    nnt_problem problem;
    nnt_layer_spec layers[LAYERS];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_session *session;
} sine_training;

static const nnt_row *find_optimizer(const nnt_engine *engine, const char *name) {
    for (size_t i = 0; i < engine->optimizer_count(); i++) {
        if (strcmp(engine->optimizer_row(i)->name, name) == 0) {
            return engine->optimizer_row(i);
        }
    }
    return NULL;
}

static void open_sine(const char *optimizer, double rate, size_t epochs, sine_training *it) {
    const double pi = 3.14159265358979323846;
    nnt_error error = {0};
    *it = (sine_training){.network = {2, LAYERS, it->layers}};
    cr_assert(nnt_engine_choose("float64", NULL, &it->engine, &error) == NNT_OK);
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, ROWS, 2, 1, &it->data,
                                 &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(2, &it->features, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(1, &it->targets, &error) == NNT_OK);
    double *x = it->data.features;
    for (size_t i = 0; i < ROWS; i++) {
        x[2 * i] = -1 + 2 * (double)i / (ROWS - 1);
        x[2 * i + 1] = 0.5;
        it->data.targets[i] = sin(3 * pi * x[2 * i]);
    }
    it->problem = (nnt_problem){.parts = {{.dataset = &it->data, .n_rows = ROWS}},
                                .features = &it->features,
                                .targets = &it->targets};
    for (size_t l = 0; l < LAYERS; l++) {
        it->layers[l] =
            (nnt_layer_spec){.units = l + 1 == LAYERS ? 1 : 20,
                             .activation = {.name = l + 1 == LAYERS ? "linear" : "tanh"},
                             .bias_init = {.name = "zeros"}};
        set_defaults(&it->layers[l].init, &nnt_initializer_find("lecun_normal")->row);
    }
    it->training = (nnt_training_spec){.task = NNT_TASK_REGRESSION,
                                       .loss = {.name = "mse"},
                                       .schedule = {.name = "constant"},
                                       .epochs = epochs,
                                       .seed = 6};
    set_defaults(&it->training.optimizer, find_optimizer(it->engine, optimizer));
    it->training.optimizer.values[0].number = rate;
}

static const nnt_history *train_sine(sine_training *it) {
    const nnt_instrument_spec instruments = {NNT_LEVEL_FULL, .every = EVERY, .probe_rows = ROWS};
    nnt_error error = {0};
    nnt_outcome outcome;
    cr_assert(it->engine->create(&it->network, &it->training, &instruments, &it->problem,
                                 &it->session, &error) == NNT_OK,
              "%s", error.message);
    it->engine->train(it->session, &(nnt_listener){0}, &outcome);
    cr_assert(outcome.stop == NNT_STOP_COMPLETED);
    return it->engine->history(it->session);
}

static void close_sine(sine_training *it) {
    it->engine->free(it->session);
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->features);
    nnt_scaling_clear(&it->targets);
}

/* Learning rate times sharpness at a look: in the row of the output layer. */
static double get_sharpness(const nnt_history *history, size_t look) {
    const nnt_table *table = &history->layers;
    return table->cells[(look * LAYERS + LAYERS - 1) * table->n_columns +
                        nnt_table_column(table, "sharpness_times_rate")];
}

static double get_loss(const nnt_history *history, size_t epoch) {
    const nnt_table *table = &history->metrics;
    return table->cells[epoch * table->n_columns + nnt_table_column(table, "train_loss")];
}

/* Share of the epochs from `first` on in which the loss rose. */
static double count_rises(const nnt_history *history, size_t first) {
    double n = 0;
    for (size_t epoch = first + 1; epoch < history->metrics.n_rows; epoch++) {
        n += get_loss(history, epoch) > get_loss(history, epoch - 1);
    }
    return n / (double)(history->metrics.n_rows - first - 1);
}

/* In numpy, with half the squared error and so twice the rate: 1.11, 1.63, 1.96, 2.08, 1.99,
 * 2.00, 1.98 at steps 0, 1000, … 6000, while the loss rises in 17 to 49 % of the later
 * steps and falls all the same. */
NNT_TEST(edge_of_stability, is_where_a_large_learning_rate_leads) {
    sine_training it;
    open_sine("sgd", 0.1, LOOKS * EVERY, &it);
    const nnt_history *history = train_sine(&it);
    cr_assert(get_sharpness(history, 0) < 1.5);
    for (size_t look = 2; look <= LOOKS; look++) {
        const double sharpness = get_sharpness(history, look);
        cr_assert(sharpness > 1.8 && sharpness < 2.2, "look %zu: %.3f", look, sharpness);
    }
    const double rises = count_rises(history, 2 * EVERY);
    cr_assert(rises > 0.1 && rises < 0.6, "%.3f", rises);
    cr_assert(get_loss(history, LOOKS * EVERY) < get_loss(history, 2 * EVERY));
    close_sine(&it);
}

/* In numpy at most 1.23, and no step in which the loss rose. */
NNT_TEST(edge_of_stability, is_far_from_a_small_one) {
    sine_training it;
    open_sine("sgd", 0.025, LOOKS * EVERY, &it);
    const nnt_history *history = train_sine(&it);
    for (size_t look = 0; look <= LOOKS; look++) {
        cr_assert(get_sharpness(history, look) < 1.5);
    }
    cr_assert(count_rises(history, 0) == 0);
    close_sine(&it);
}

/* At the same weights, which are those before the first step. */
static double measure_start(const char *optimizer, double momentum, bool nesterov, double clip) {
    sine_training it;
    open_sine(optimizer, 0.1, 0, &it);
    if (strcmp(optimizer, "sgd") == 0) {
        it.training.optimizer.values[1].number = momentum;
        it.training.optimizer.values[2].number = nesterov;
    }
    it.training.clip_norm = clip;
    const double sharpness = get_sharpness(train_sine(&it), 0);
    close_sine(&it);
    return sharpness;
}

/* Momentum m is stable up to 2 (1 + m) / rate, Nesterov's up to 2 (1 + m) / (1 + 2 m) / rate. */
NNT_TEST(edge_of_stability, of_momentum_lies_elsewhere) {
    const double plain = measure_start("sgd", 0, false, 0);
    cr_assert(plain > 0);
    cr_assert(fabs(measure_start("sgd", 0.9, false, 0) * 1.9 / plain - 1) < 1e-12);
    cr_assert(fabs(measure_start("sgd", 0.9, true, 0) * 1.9 / 2.8 / plain - 1) < 1e-12);
    cr_assert(isnan(measure_start("sgd", 0, false, 1)));
    cr_assert(isnan(measure_start("adam", 0, false, 0)));
    cr_assert(isnan(measure_start("lbfgs", 0, false, 0)));
}
