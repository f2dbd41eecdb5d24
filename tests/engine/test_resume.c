/* A training that is stopped and goes on from its state ends with the same bits as
 * one that was never stopped: for every optimizer and schedule, after every epoch
 * and after every step. */
#include "base/memory.h"
#include "base/number.h"
#include "base/state_list.h"
#include "engine/engine.h"
#include "kernel/real.h"
#include "optim/optimizer.h"
#include "schedule/schedule.h"
#include "support/small_problem.h"

extern const nnt_engine NNT_CORE(nnt_engine);
static const nnt_engine *const engine = &NNT_CORE(nnt_engine);

enum { N_EPOCHS = 20, TRAIN_ROWS = 30, VALIDATION_ROWS = 9, INPUTS = 3 };

/* What is trained and how. */
typedef struct recipe {
    small_problem problem;
    nnt_layer_spec layers[3];
    nnt_network_spec network;
    nnt_training_spec training;
    nnt_instrument_spec instruments;
} recipe;

static void set_defaults(const nnt_option *options, nnt_choice *choice) {
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        const char *fallback = options[i].fallback;
        choice->values[i].kind = NNT_VALUE_NUMBER;
        if (!fallback || !nnt_number_parse(fallback, strlen(fallback), &choice->values[i].number)) {
            choice->values[i].number = fallback && strcmp(fallback, "true") == 0;
        }
    }
}

static void open_recipe(nnt_task task, recipe *it) {
    *it = (recipe){.instruments = {NNT_LEVEL_FULL, .every = 3, .probe_rows = 16}};
    make_small_problem(task, TRAIN_ROWS, VALIDATION_ROWS, &it->problem);
    for (size_t l = 0; l < 3; l++) {
        it->layers[l] = (nnt_layer_spec){.units = l == 2 ? it->problem.data.n_outputs : 6,
                                         .activation = {.name = l == 2 ? "linear" : "relu"},
                                         .init = {.name = "he_normal"},
                                         .bias_init = {.name = "zeros"}};
        it->layers[l].init.values[0].number = 1;
    }
    it->network = (nnt_network_spec){INPUTS, 3, it->layers};
    it->training = small_training(task, 0.05);
    it->training.epochs = N_EPOCHS;
}

static void choose_optimizer(const nnt_optimizer *optimizer, recipe *it) {
    it->training.optimizer = (nnt_choice){.name = optimizer->row.name};
    set_defaults(optimizer->row.options, &it->training.optimizer);
}

static nnt_session *create_session(const recipe *it) {
    nnt_session *session = NULL;
    nnt_error error = {0};
    cr_assert(engine->create(&it->network, &it->training, &it->instruments, &it->problem.problem,
                             &session, &error) == NNT_OK,
              "%s", error.message);
    return session;
}

/* ---- keeping and restoring ------------------------------------------------------- */

enum { MOST_WEIGHTS = 64 };

typedef struct snapshot {
    nnt_state_list list;
    double weights[3][MOST_WEIGHTS], biases[3][8], learned[3];
} snapshot;

static void take(nnt_session *session, snapshot *into) {
    nnt_state state = nnt_state_list_writer(&into->list);
    engine->visit(session, &state);
    cr_assert(!into->list.failed);
    for (size_t l = 0; l < 3; l++) {
        engine->get_parameters(session, l, into->weights[l], into->biases[l], &into->learned[l]);
    }
}

static nnt_session *restore(const recipe *it, const snapshot *from) {
    nnt_session *session = create_session(it);
    nnt_error error = {0};
    nnt_state_reading reading = {.list = &from->list, .file = "snapshot", .error = &error};
    nnt_state state = nnt_state_list_reader(&reading);
    for (size_t l = 0; l < 3; l++) {
        engine->set_parameters(session, l, from->weights[l], from->biases[l], &from->learned[l]);
    }
    engine->visit(session, &state);
    cr_assert(nnt_state_reading_end(&reading) == NNT_OK, "%s", error.message);
    cr_assert(engine->is_consistent(session), "a state that was just written");
    return session;
}

/* ---- comparing ------------------------------------------------------------------- */

static void expect_same_table(const nnt_table *a, const nnt_table *b, const char *what) {
    cr_assert(a->n_rows == b->n_rows, "%s: %zu rows, not %zu", what, a->n_rows, b->n_rows);
    for (size_t i = 0; i < a->n_rows * a->n_columns; i++) {
        cr_assert(memcmp(&a->cells[i], &b->cells[i], sizeof(double)) == 0, "%s: cell %zu", what, i);
    }
}

static void expect_same(nnt_session *a, nnt_session *b, const char *what) {
    double weights[2][MOST_WEIGHTS] = {{0}}, biases[2][8] = {{0}}, learned[2] = {0};
    for (size_t l = 0; l < 3; l++) {
        engine->get_parameters(a, l, weights[0], biases[0], &learned[0]);
        engine->get_parameters(b, l, weights[1], biases[1], &learned[1]);
        cr_assert(memcmp(weights[0], weights[1], sizeof weights[0]) == 0, "%s: weights", what);
        cr_assert(memcmp(biases[0], biases[1], sizeof biases[0]) == 0, "%s: biases", what);
        cr_assert(learned[0] == learned[1], "%s: slope", what);
    }
    const nnt_history *one = engine->history(a);
    const nnt_history *two = engine->history(b);
    expect_same_table(&one->metrics, &two->metrics, what);
    expect_same_table(&one->layers, &two->layers, what);
    expect_same_table(&one->units, &two->units, what);
    expect_same_table(&one->histograms, &two->histograms, what);
    expect_same_table(&one->activity, &two->activity, what);
    expect_same_table(&one->trail, &two->trail, what);
}

static void expect_same_outcome(const nnt_outcome *a, const nnt_outcome *b, const char *what) {
    cr_assert(a->stop == b->stop && a->epochs == b->epochs && a->best_epoch == b->best_epoch &&
                  a->steps == b->steps && a->rows_trained == b->rows_trained &&
                  a->divergence.step == b->divergence.step &&
                  a->divergence.layer == b->divergence.layer &&
                  a->divergence.unit == b->divergence.unit &&
                  a->divergence.row == b->divergence.row,
              "%s: stop %d and %d after %zu and %zu epochs", what, (int)a->stop, (int)b->stop,
              a->epochs, b->epochs);
}

/* ---- the two ways to be stopped ---------------------------------------------------- */

/* A listener that keeps the state of every epoch. */
typedef struct keeper {
    nnt_session *session;
    snapshot snapshots[N_EPOCHS];
    size_t n;
} keeper;

static bool keep(void *context) {
    keeper *it = context;
    take(it->session, &it->snapshots[it->n++]);
    return true;
}

static const nnt_listener nobody = {0};

static void check_every_epoch(const recipe *it, const char *what) {
    static keeper kept;
    nnt_outcome outcome, outcome_again;
    kept = (keeper){.session = create_session(it)};
    const nnt_listener listener = {.save = keep, .save_context = &kept, .save_every = 1};
    engine->train(kept.session, &listener, &outcome);
    cr_assert(kept.n == outcome.epochs && kept.n > 2, "%s: %zu snapshots", what, kept.n);
    for (size_t i = 0; i < kept.n; i++) {
        nnt_session *again = restore(it, &kept.snapshots[i]);
        engine->train(again, &nobody, &outcome_again);
        expect_same(kept.session, again, what);
        expect_same_outcome(&outcome, &outcome_again, what);
        engine->free(again);
        nnt_state_list_clear(&kept.snapshots[i].list);
    }
    engine->free(kept.session);
}

/* One step, then a new session, to the end. */
static void check_every_step(const recipe *it, const char *what) {
    static const int is_interrupted = 1;
    nnt_outcome outcome, outcome_again;
    nnt_session *whole = create_session(it);
    engine->train(whole, &nobody, &outcome);
    keeper kept = {.session = create_session(it)};
    const nnt_listener listener = {
        .save = keep, .save_context = &kept, .interrupt = &is_interrupted};
    engine->train(kept.session, &listener, &outcome_again);
    size_t n_stops = 0;
    for (; outcome_again.stop == NNT_STOP_INTERRUPTED; n_stops++) {
        cr_assert(kept.n == 1, "%s: an interrupted training was not kept", what);
        engine->free(kept.session);
        kept.session = restore(it, &kept.snapshots[0]);
        nnt_state_list_clear(&kept.snapshots[0].list);
        kept.n = 0;
        engine->train(kept.session, &listener, &outcome_again);
    }
    const bool solves = nnt_optimizer_find(it->training.optimizer.name)->solver != NULL;
    cr_assert(n_stops + (solves ? 2 : 0) > outcome.epochs, "%s: %zu stops", what, n_stops);
    expect_same(whole, kept.session, what);
    expect_same_outcome(&outcome, &outcome_again, what);
    engine->free(whole);
    engine->free(kept.session);
}

static void check(const recipe *it, const char *what) {
    check_every_epoch(it, what);
    check_every_step(it, what);
}

/* ---- the cases --------------------------------------------------------------------- */

NNT_TEST(resume, with_every_optimizer) {
    for (size_t i = 0; i < nnt_optimizer_count(); i++) {
        recipe it;
        const nnt_solver *solver = nnt_optimizer_get(i)->solver;
        const bool is_regression = i % 2 || (solver && solver->needs_squares);
        open_recipe(is_regression ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION, &it);
        choose_optimizer(nnt_optimizer_get(i), &it);
        it.training.clip_norm = 1;
        it.training.l1 = 1e-3;
        check(&it, it.training.optimizer.name);
        free_small_problem(&it.problem);
    }
}

NNT_TEST(resume, with_every_schedule) {
    for (size_t i = 0; i < nnt_schedule_count(); i++) {
        recipe it;
        open_recipe(NNT_TASK_CLASSIFICATION, &it);
        it.training.schedule = (nnt_choice){.name = nnt_schedule_row(i)->name};
        set_defaults(nnt_schedule_row(i)->options, &it.training.schedule);
        if (nnt_schedule_get(i)->watch) { /* to fall, now and then */
            it.training.schedule.values[0] =
                (nnt_value){.kind = NNT_VALUE_TEXT, .text = "validation_loss"};
            it.training.schedule.values[2].number = 0;
            it.training.optimizer.values[0].number = 2;
        }
        it.training.warmup_epochs = 2.5;
        it.instruments.per_step = true;
        check(&it, it.training.schedule.name);
        free_small_problem(&it.problem);
    }
}

NNT_TEST(resume, with_an_activation_that_learns_and_weighed_rows) {
    recipe it;
    open_recipe(NNT_TASK_CLASSIFICATION, &it);
    it.layers[1].activation = (nnt_choice){.name = "prelu", .values = {{.number = 0.25}}};
    it.training.loss.values[1] = (nnt_value){.kind = NNT_VALUE_TEXT, .text = "balanced"};
    it.problem.data.weights = nnt_allocate(it.problem.data.n_rows, sizeof(double));
    for (size_t i = 0; i < it.problem.data.n_rows; i++) {
        it.problem.data.weights[i] = 0.1 + (double)(i % 7);
    }
    check(&it, "prelu");
    free_small_problem(&it.problem);
}

NNT_TEST(resume, with_layers_that_go_their_own_ways) {
    recipe it;
    open_recipe(NNT_TASK_CLASSIFICATION, &it);
    choose_optimizer(nnt_optimizer_find("adamw"), &it);
    it.layers[0].is_frozen = true;
    it.layers[0].dropout = 0.2;
    it.layers[1].dropout = 0.5;
    it.layers[1].learning_rate_factor = 3;
    it.training.max_norm = 1;
    check(&it, "dropout, factors, frozen layers and a limit of norms");
    free_small_problem(&it.problem);
}

/* The first number that is not finite, and the steps before it, whenever it went on. */
NNT_TEST(resume, up_to_a_divergence) {
    for (size_t batch_size = 0; batch_size <= 10; batch_size += 5) {
        recipe it;
        open_recipe(NNT_TASK_REGRESSION, &it);
        choose_optimizer(nnt_optimizer_find("sgd"), &it);
        it.layers[0].activation.name = it.layers[1].activation.name = "linear";
        it.training.optimizer.values[0].number = batch_size == 0 ? 0.15 : 0.04;
        it.training.optimizer.values[1].number = 0.9;
        it.training.batch_size = batch_size;
        nnt_outcome outcome;
        nnt_session *session = create_session(&it);
        engine->train(session, &nobody, &outcome);
        cr_assert(outcome.stop == NNT_STOP_DIVERGED && outcome.epochs > 2, "%zu epochs",
                  outcome.epochs);
        cr_assert(engine->history(session)->trail.n_rows == 6, "after %zu steps",
                  (size_t)outcome.steps);
        engine->free(session);
        check_every_epoch(&it, "divergence");
        if (batch_size > 0) {
            check_every_step(&it, "divergence");
        }
        free_small_problem(&it.problem);
    }
}

NNT_TEST(resume, with_early_stopping_and_the_best_epoch) {
    recipe it;
    open_recipe(NNT_TASK_REGRESSION, &it);
    it.training.early_stopping.on = true;
    it.training.early_stopping.patience = 4;
    it.training.early_stopping.restore_best = true;
    strcpy(it.training.early_stopping.monitor, "validation_loss");
    it.training.optimizer.values[0].number = 0.3;
    check(&it, "early stopping");
    free_small_problem(&it.problem);
}

NNT_TEST(resume, up_to_a_target_and_without_instruments) {
    recipe it;
    open_recipe(NNT_TASK_CLASSIFICATION, &it);
    it.training.n_stop_when = 1;
    it.training.stop_when[0] = (nnt_target){"train_accuracy", 0.8};
    it.instruments.level = NNT_LEVEL_OFF;
    it.training.shuffle = false;
    check(&it, "target");
    free_small_problem(&it.problem);
}

NNT_TEST(resume, goes_on_to_more_epochs) {
    recipe it;
    nnt_outcome outcome, outcome_again;
    open_recipe(NNT_TASK_CLASSIFICATION, &it);
    it.training.epochs = 7;
    static keeper kept;
    kept = (keeper){.session = create_session(&it)};
    const nnt_listener listener = {.save = keep, .save_context = &kept, .save_every = 5};
    engine->train(kept.session, &listener, &outcome);
    cr_assert(kept.n == 2, "after epochs 5 and 7, not %zu times", kept.n);
    it.training.epochs = 11;
    nnt_session *whole = create_session(&it);
    nnt_session *again = restore(&it, &kept.snapshots[1]);
    engine->train(whole, &nobody, &outcome);
    engine->train(again, &nobody, &outcome_again);
    expect_same(whole, again, "more epochs");
    expect_same_outcome(&outcome, &outcome_again, "more epochs");
    for (size_t i = 0; i < kept.n; i++) {
        nnt_state_list_clear(&kept.snapshots[i].list);
    }
    engine->free(kept.session);
    engine->free(whole);
    engine->free(again);
    free_small_problem(&it.problem);
}

/* Looking does not change what is looked at, not with dropout either: the same weights
 * without instruments and with all of them after every step. */
NNT_TEST(instruments, leave_a_training_with_dropout_as_it_is) {
    snapshot ends[2] = {{.list = {0}}, {.list = {0}}};
    for (size_t i = 0; i < 2; i++) {
        recipe it;
        nnt_outcome outcome;
        open_recipe(NNT_TASK_CLASSIFICATION, &it);
        it.layers[0].dropout = 0.2;
        it.layers[1].dropout = 0.5;
        it.instruments = (nnt_instrument_spec){i == 0 ? NNT_LEVEL_OFF : NNT_LEVEL_FULL, .every = 1,
                                               .per_step = true, .probe_rows = 16};
        nnt_session *session = create_session(&it);
        engine->train(session, &nobody, &outcome);
        take(session, &ends[i]);
        engine->free(session);
        free_small_problem(&it.problem);
        nnt_state_list_clear(&ends[i].list);
    }
    cr_assert(memcmp(ends[0].weights, ends[1].weights, sizeof ends[0].weights) == 0);
    cr_assert(memcmp(ends[0].biases, ends[1].biases, sizeof ends[0].biases) == 0);
}
