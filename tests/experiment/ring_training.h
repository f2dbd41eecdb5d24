/* Trainings of a 2-16-16-16-2 network on two noisy rings, all 128 rows at each step, in
 * float64: the set-up from which the laws of training in these tests were found in numpy. */
#ifndef NNT_TESTS_EXPERIMENT_RING_TRAINING_H
#define NNT_TESTS_EXPERIMENT_RING_TRAINING_H

#include "base/rng.h"
#include "experiment/engines.h"
#include "init/initializer.h"
#include "support/engine_runs.h"
#include "support/nnt_test.h"
#include <math.h>

enum { RING_ROWS = 128, RING_LAYERS = 4, RING_HIDDEN = 3, RING_UNITS = 16 };

typedef struct ring_training {
    const nnt_engine *engine;
    nnt_dataset data;
    nnt_scaling scaling;
    nnt_problem problem;
    nnt_layer_spec layers[RING_LAYERS];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_instrument_spec instruments;
} ring_training;

static inline void draw_rings(uint64_t seed, nnt_dataset *data) {
    const double tau = 6.28318530717958647693;
    nnt_rng rng = nnt_rng_stream(seed, "rings", 0);
    double *x = data->features;
    for (size_t i = 0; i < RING_ROWS; i++) {
        const double angle = tau * nnt_rng_uniform(&rng);
        const double radius = 1.3 * ((i % 2 == 0 ? 0.45 : 1) + 0.07 * nnt_rng_normal(&rng));
        x[2 * i] = radius * cos(angle);
        x[2 * i + 1] = radius * sin(angle);
        data->labels[i] = i % 2;
    }
}

static inline const nnt_row *find_optimizer_row(const nnt_engine *engine, const char *name) {
    for (size_t i = 0; i < engine->optimizer_count(); i++) {
        if (strcmp(engine->optimizer_row(i)->name, name) == 0) {
            return engine->optimizer_row(i);
        }
    }
    return NULL;
}

/* He weights, no biases, plain gradient descent, nothing measured. The caller may change
 * the specs before create_ring_session. */
static inline void open_ring_training(uint64_t seed, double learning_rate, ring_training *it) {
    nnt_error error;
    *it = (ring_training){.instruments = {.level = NNT_LEVEL_OFF, .every = 1}};
    cr_assert(nnt_engine_choose("float64", NULL, &it->engine, &error) == NNT_OK);
    cr_assert(nnt_dataset_create(NNT_TASK_CLASSIFICATION, NNT_STORAGE_F64, RING_ROWS, 2, 2,
                                 &it->data, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(2, &it->scaling, &error) == NNT_OK);
    draw_rings(seed, &it->data);
    for (size_t l = 0; l < RING_LAYERS; l++) {
        it->layers[l] =
            (nnt_layer_spec){.units = l == RING_HIDDEN ? 2 : RING_UNITS,
                             .activation = {.name = l == RING_HIDDEN ? "linear" : "relu"},
                             .bias_init = {.name = "zeros"}};
        set_defaults(&it->layers[l].init, &nnt_initializer_find("he_normal")->row);
    }
    it->training = (nnt_training_spec){.task = NNT_TASK_CLASSIFICATION,
                                       .loss = {.name = "cross_entropy"},
                                       .schedule = {.name = "constant"},
                                       .seed = seed};
    set_defaults(&it->training.optimizer, find_optimizer_row(it->engine, "sgd"));
    it->training.optimizer.values[0].number = learning_rate;
}

static inline nnt_session *create_ring_session(ring_training *it) {
    nnt_session *session = NULL;
    nnt_error error = {0};
    it->network = (nnt_network_spec){2, RING_LAYERS, it->layers};
    it->problem = (nnt_problem){.parts = {{.dataset = &it->data, .n_rows = RING_ROWS}},
                                .features = &it->scaling};
    cr_assert(it->engine->create(&it->network, &it->training, &it->instruments, &it->problem,
                                 &session, &error) == NNT_OK,
              "%s", error.message);
    return session;
}

static inline void train_ring_session(const ring_training *it, nnt_session *session) {
    nnt_outcome outcome;
    it->engine->train(session, &(nnt_listener){0}, &outcome);
    cr_assert(outcome.stop == NNT_STOP_COMPLETED && outcome.steps == it->training.epochs);
}

static inline void close_ring_training(ring_training *it, nnt_session *session) {
    it->engine->free(session);
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->scaling);
}

#endif
