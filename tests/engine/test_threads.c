/* The same bits for any number of threads: everything that comes of trainings whose
 * layers, batches, masks and steps are large enough to be shared, with sizes that fill
 * no block. */
#include "base/memory.h"
#include "base/pool.h"
#include "base/rng.h"
#include "base/state_list.h"
#include "engine/engine.h"
#include "kernel/real.h"
#include "optim/optimizer.h"
#include "support/engine_runs.h"
#include "support/nnt_test.h"

extern const nnt_engine NNT_CORE(nnt_engine);
static const nnt_engine *const engine = &NNT_CORE(nnt_engine);

enum { INPUTS = 101, CLASSES = 5, TRAIN_ROWS = 141, VALIDATION_ROWS = 43, N_LAYERS = 3 };
enum { ROWS = TRAIN_ROWS + VALIDATION_ROWS };

static const size_t units[N_LAYERS] = {67, 45, CLASSES};

typedef struct recipe {
    nnt_dataset data;
    uint32_t rows[ROWS];
    nnt_scaling features;
    nnt_problem problem;
    nnt_layer_spec layers[N_LAYERS];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_instrument_spec instruments;
} recipe;

static void draw_data(nnt_storage storage, recipe *it) {
    nnt_error error = {0};
    nnt_rng rng = nnt_rng_stream(5, "threads", 0);
    cr_assert(nnt_dataset_create(NNT_TASK_CLASSIFICATION, storage, ROWS, INPUTS, CLASSES, &it->data,
                                 &error) == NNT_OK);
    for (size_t i = 0; i < ROWS * INPUTS; i++) {
        const uint32_t value = nnt_rng_u32(&rng) % 256;
        if (storage == NNT_STORAGE_U8) {
            ((uint8_t *)it->data.features)[i] = (uint8_t)value;
        } else {
            ((double *)it->data.features)[i] = value;
        }
    }
    for (size_t i = 0; i < ROWS; i++) {
        it->data.labels[i] = nnt_rng_u32(&rng) % CLASSES;
        it->rows[i] = (uint32_t)i;
    }
    cr_assert(nnt_scaling_identity(INPUTS, &it->features, &error) == NNT_OK);
    for (size_t c = 0; c < INPUTS; c++) {
        it->features.scale[c] = 255;
    }
    it->problem = (nnt_problem){.parts = {{&it->data, it->rows, TRAIN_ROWS},
                                          {&it->data, it->rows + TRAIN_ROWS, VALIDATION_ROWS}},
                                .features = &it->features};
}

static void open_recipe(nnt_storage storage, const char *activation, recipe *it) {
    *it = (recipe){.instruments = {NNT_LEVEL_FULL, .every = 1, .probe_rows = 100}};
    draw_data(storage, it);
    for (size_t l = 0; l < N_LAYERS; l++) {
        it->layers[l] = (nnt_layer_spec){.units = units[l],
                                         .activation = {.name = "linear"},
                                         .init = {.name = "he_normal"},
                                         .bias_init = {.name = "zeros"},
                                         .learning_rate_factor = 1};
        it->layers[l].init.values[0].number = 1;
        for (size_t i = 0; l + 1 < N_LAYERS && i < engine->activation_count(); i++) {
            if (strcmp(engine->activation_row(i)->name, activation) == 0) {
                set_defaults(&it->layers[l].activation, engine->activation_row(i));
            }
        }
    }
    it->network = (nnt_network_spec){INPUTS, N_LAYERS, it->layers};
    it->training = (nnt_training_spec){.task = NNT_TASK_CLASSIFICATION,
                                       .loss = {.name = "cross_entropy"},
                                       .schedule = {.name = "constant"},
                                       .epochs = 2,
                                       .batch_size = 61,
                                       .shuffle = true,
                                       .seed = 3};
    set_defaults(&it->training.optimizer, &nnt_optimizer_find("sgd")->row);
    it->training.optimizer.values[NNT_LEARNING_RATE].number = 0.05;
}

static void close_recipe(recipe *it) {
    nnt_dataset_clear(&it->data);
    nnt_scaling_clear(&it->features);
}

/* ---- traces ------------------------------------------------------------------------- */

/* Every number that a training leaves. */
typedef struct trace {
    double *values;
    size_t n, capacity;
} trace;

static void add_values(const double *values, size_t n, trace *it) {
    if (it->n + n > it->capacity) {
        it->capacity = 2 * (it->n + n);
        it->values = nnt_reallocate(it->values, it->capacity, sizeof *it->values);
        cr_assert(it->values != NULL);
    }
    memcpy(it->values + it->n, values, n * sizeof *values);
    it->n += n;
}

static void add_session(nnt_session *session, trace *it) {
    static double weight[INPUTS * INPUTS], bias[INPUTS], learned[NNT_MAX_OPTIONS];
    const nnt_history *history = engine->history(session);
    const nnt_table *tables[] = {&history->metrics, &history->layers, &history->units,
                                 &history->histograms, &history->activity};
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        add_values(tables[t]->cells, tables[t]->n_rows * tables[t]->n_columns, it);
    }
    for (size_t l = 0; l < N_LAYERS; l++) {
        engine->get_parameters(session, l, weight, bias, learned);
        add_values(weight, (l > 0 ? units[l - 1] : (size_t)INPUTS) * units[l], it);
        add_values(bias, units[l], it);
        add_values(learned, NNT_MAX_OPTIONS, it);
    }
    const nnt_scores scores = engine->score(session, NNT_VALIDATION);
    add_values((const double[]){scores.loss, scores.accuracy, engine->compute_gradient(session)}, 3,
               it);
    for (size_t l = 0; l < N_LAYERS; l++) {
        engine->get_gradient(session, l, weight, bias, learned);
        add_values(weight, (l > 0 ? units[l - 1] : (size_t)INPUTS) * units[l], it);
    }
}

static nnt_session *create_session(const recipe *it, nnt_pool *pool) {
    nnt_session *session = NULL;
    nnt_error error = {0};
    cr_assert(engine->create(&it->network, &it->training, &it->instruments, &it->problem, &session,
                             &error) == NNT_OK,
              "%s", error.message);
    engine->share(session, pool);
    return session;
}

static nnt_pool *create_pool(size_t n_threads) {
    nnt_pool *pool = NULL;
    cr_assert(nnt_pool_create(n_threads, &pool, NULL) == NNT_OK);
    return pool;
}

static void train(const recipe *how, size_t n_threads, trace *it) {
    nnt_pool *pool = n_threads > 1 ? create_pool(n_threads) : NULL;
    nnt_session *session = create_session(how, pool);
    nnt_outcome outcome;
    engine->train(session, &(nnt_listener){0}, &outcome);
    cr_assert(outcome.epochs == how->training.epochs);
    it->n = 0;
    add_session(session, it);
    engine->free(session);
    nnt_pool_free(pool);
}

static void check(const recipe *how, const char *what) {
    static const size_t counts[] = {2, 3, 8};
    trace alone = {0}, shared = {0};
    train(how, 1, &alone);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        train(how, counts[i], &shared);
        cr_assert(alone.n == shared.n && are_equal(alone.values, shared.values, alone.n),
                  "%s: %zu threads", what, counts[i]);
    }
    nnt_free(alone.values);
    nnt_free(shared.values);
}

/* ---- cases -------------------------------------------------------------------------- */

NNT_TEST(threads, bytes_and_steps_with_and_without_memory) {
    static const char *const optimizers[] = {"sgd", "rprop", "nadam"};
    recipe it;
    open_recipe(NNT_STORAGE_U8, "relu", &it);
    for (size_t i = 0; i < sizeof optimizers / sizeof optimizers[0]; i++) {
        it.instruments.level = i == 0 ? NNT_LEVEL_FULL : NNT_LEVEL_STANDARD;
        set_defaults(&it.training.optimizer, &nnt_optimizer_find(optimizers[i])->row);
        check(&it, optimizers[i]);
    }
    close_recipe(&it);
}

NNT_TEST(threads, doubles_dropout_and_slopes_that_are_learned) {
    recipe it;
    open_recipe(NNT_STORAGE_F64, "prelu", &it);
    it.layers[0].dropout = 0.25;
    it.layers[1].dropout = 0.5;
    it.layers[1].learning_rate_factor = 0.5;
    it.training.clip_norm = 0.5;
    it.training.l1 = 1e-3;
    check(&it, "prelu");
    it.layers[0].is_frozen = true;
    it.training.max_norm = 1;
    check(&it, "prelu with a frozen layer");
    close_recipe(&it);
}

NNT_TEST(threads, whole_batches) {
    recipe it;
    open_recipe(NNT_STORAGE_U8, "tanh", &it);
    it.instruments.level = NNT_LEVEL_STANDARD;
    it.training.batch_size = 0;
    check(&it, "all rows in one batch");
    set_defaults(&it.training.optimizer, &nnt_optimizer_find("lbfgs")->row);
    check(&it, "lbfgs");
    close_recipe(&it);
}

/* ---- going on with another number --------------------------------------------------- */

typedef struct keeper {
    nnt_session *session;
    nnt_state_list list;
    double weights[N_LAYERS][INPUTS * INPUTS], biases[N_LAYERS][INPUTS], learned[N_LAYERS];
} keeper;

static bool keep(void *context) {
    keeper *it = context;
    nnt_state_list_clear(&it->list);
    it->list = (nnt_state_list){0};
    nnt_state state = nnt_state_list_writer(&it->list);
    engine->visit(it->session, &state);
    for (size_t l = 0; l < N_LAYERS; l++) {
        engine->get_parameters(it->session, l, it->weights[l], it->biases[l], &it->learned[l]);
    }
    return true;
}

static void restore(const keeper *from, nnt_session *session) {
    nnt_error error = {0};
    nnt_state_reading reading = {.list = &from->list, .file = "kept", .error = &error};
    nnt_state state = nnt_state_list_reader(&reading);
    for (size_t l = 0; l < N_LAYERS; l++) {
        engine->set_parameters(session, l, from->weights[l], from->biases[l], &from->learned[l]);
    }
    engine->visit(session, &state);
    cr_assert(nnt_state_reading_end(&reading) == NNT_OK, "%s", error.message);
}

/* Stopped after every step, and each time carried on with another number of threads. */
NNT_TEST(threads, may_change_when_a_training_goes_on) {
    static const int is_interrupted = 1;
    static keeper kept;
    static const size_t counts[] = {3, 1, 2};
    recipe it;
    trace whole = {0}, pieces = {0};
    open_recipe(NNT_STORAGE_U8, "relu", &it);
    set_defaults(&it.training.optimizer, &nnt_optimizer_find("adam")->row);
    it.layers[0].dropout = 0.25;
    train(&it, 1, &whole);
    nnt_outcome outcome = {.stop = NNT_STOP_INTERRUPTED};
    size_t n_stops = 0;
    for (; outcome.stop == NNT_STOP_INTERRUPTED; n_stops++) {
        nnt_pool *pool = create_pool(counts[n_stops % 3]);
        const nnt_listener listener = {
            .save = keep, .save_context = &kept, .interrupt = &is_interrupted};
        kept.session = create_session(&it, pool);
        if (n_stops > 0) {
            restore(&kept, kept.session);
        }
        engine->train(kept.session, &listener, &outcome);
        if (outcome.stop != NNT_STOP_INTERRUPTED) {
            add_session(kept.session, &pieces);
        }
        engine->free(kept.session);
        nnt_pool_free(pool);
    }
    cr_assert(n_stops == 6, "2 epochs of 3 steps, stopped %zu times", n_stops);
    cr_assert(whole.n == pieces.n && are_equal(whole.values, pieces.values, whole.n));
    nnt_state_list_clear(&kept.list);
    nnt_free(whole.values);
    nnt_free(pieces.values);
    close_recipe(&it);
}
