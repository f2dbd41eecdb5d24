/* Trainings in the lanes of a team against each of them alone, bit for bit: for every
 * activation, optimizer, loss, precision and instruction set, and for lanes that stop,
 * diverge or are interrupted while others go on. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "experiment/engines.h"
#include "nntrain/experiment.h"
#include "support/engine_runs.h"
#include "support/small_problem.h"
#include <math.h>
#include <stdio.h>

enum { N_RUNS = 3, N_LAYERS = 3, HIDDEN = 5, ROWS = 43, VALIDATION_ROWS = 12 };

/* What is trained. */
typedef struct recipe {
    nnt_task task;
    size_t activation;
    nnt_training_spec training;
    nnt_instrument_spec instruments;
    nnt_layer_spec first;     /* its dropout and how it moves */
    double spoiled_weight;    /* of the second run, to make it diverge; 0: none */
    size_t interrupted_after; /* announcements; 0: never */
    size_t save_every;        /* epochs */
} recipe;

static recipe make_recipe(nnt_task task, size_t activation, const nnt_row *optimizer) {
    recipe it = {.task = task,
                 .activation = activation,
                 .training = small_training(task, 0.05),
                 .instruments = {.level = NNT_LEVEL_STANDARD, .every = 2, .probe_rows = 20}};
    it.training.epochs = 3;
    set_defaults(&it.training.optimizer, optimizer);
    return it;
}

/* One training and who listens to it. */
typedef struct run {
    small_problem problem;
    nnt_session *session;
    nnt_listener listener;
    nnt_outcome outcome;
    size_t n_announced;
    size_t interrupted_after;
    volatile int interrupt;
    const nnt_engine *engine;
    uint64_t kept; /* hash of all states that were to be kept */
} run;

static void listen(void *context, const nnt_progress *progress) {
    run *it = context;
    (void)progress;
    it->n_announced++;
    it->interrupt = it->interrupted_after > 0 && it->n_announced >= it->interrupted_after;
}

static void hash_bytes(uint64_t *hash, const void *bytes, size_t n) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < n; i++) {
        *hash = (*hash ^ byte[i]) * 0x100000001b3u; /* FNV-1a */
    }
}

static void hash_field(void *context, const nnt_state_field *field) {
    static const size_t sizes[] = {[NNT_STATE_F32] = 4, [NNT_STATE_F64] = 8,  [NNT_STATE_U32] = 4,
                                   [NNT_STATE_U64] = 8, [NNT_STATE_SIZE] = 8, [NNT_STATE_FLAG] = 1};
    hash_bytes(context, field->name, strlen(field->name));
    hash_bytes(context, field->values, field->n_rows * field->width * sizes[field->kind]);
}

static bool keep(void *context) {
    run *it = context;
    nnt_state state = nnt_state_begin(hash_field, &it->kept);
    it->engine->visit(it->session, &state);
    return true;
}

static void open_run(const nnt_engine *engine, const recipe *from, size_t index, run *it) {
    nnt_error error = {0};
    nnt_training_spec training = from->training;
    training.seed = 5 + index;
    make_small_problem(from->task, ROWS, VALIDATION_ROWS, &it->problem);
    nnt_layer_spec layers[N_LAYERS] = {
        {.units = HIDDEN}, {.units = 4}, {.units = it->problem.data.n_outputs}};
    layers[0].dropout = from->first.dropout;
    layers[0].learning_rate_factor = from->first.learning_rate_factor;
    layers[0].is_frozen = from->first.is_frozen;
    for (size_t l = 0; l < N_LAYERS; l++) {
        layers[l].activation.name = "linear";
        layers[l].init.name = "glorot_normal";
        layers[l].init.values[0] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = 1};
        layers[l].bias_init.name = "zeros";
        if (l + 1 < N_LAYERS) {
            set_defaults(&layers[l].activation, engine->activation_row(from->activation));
        }
    }
    const nnt_network_spec network = {it->problem.data.n_features, N_LAYERS, layers};
    cr_assert(engine->create(&network, &training, &from->instruments, &it->problem.problem,
                             &it->session, &error) == NNT_OK,
              "%s", error.message);
    if (from->spoiled_weight != 0 && index == 1) {
        double weight[HIDDEN * HIDDEN], bias[HIDDEN];
        engine->get_parameters(it->session, 0, weight, bias, NULL);
        weight[0] = from->spoiled_weight;
        engine->set_parameters(it->session, 0, weight, bias, NULL);
    }
    it->interrupted_after = from->interrupted_after;
    it->engine = engine;
    it->listener = (nnt_listener){.on_progress = listen,
                                  .context = it,
                                  .interrupt = &it->interrupt,
                                  .save = keep,
                                  .save_context = it,
                                  .save_every = from->save_every};
}

static void close_run(const nnt_engine *engine, run *it) {
    engine->free(it->session);
    free_small_problem(&it->problem);
    *it = (run){0};
}

static bool are_same_tables(const nnt_table *a, const nnt_table *b) {
    return a->n_rows == b->n_rows && a->n_columns == b->n_columns &&
           are_equal(a->cells, b->cells, a->n_rows * a->n_columns);
}

static bool are_same_outcomes(const nnt_outcome *a, const nnt_outcome *b) {
    return a->stop == b->stop && a->epochs == b->epochs && a->best_epoch == b->best_epoch &&
           a->steps == b->steps && a->rows_trained == b->rows_trained &&
           a->divergence.epoch == b->divergence.epoch && a->divergence.step == b->divergence.step &&
           a->divergence.layer == b->divergence.layer && a->divergence.unit == b->divergence.unit &&
           a->divergence.input == b->divergence.input && a->divergence.row == b->divergence.row &&
           (a->stop != NNT_STOP_DIVERGED ||
            strcmp(a->divergence.quantity, b->divergence.quantity) == 0);
}

/* Why two runs differ; NULL when they do not. */
static const char *find_difference(const nnt_engine *engine, const run *a, const run *b) {
    const nnt_history *one = engine->history(a->session);
    const nnt_history *two = engine->history(b->session);
    for (size_t l = 0; l < N_LAYERS; l++) {
        double weight[2][HIDDEN * HIDDEN] = {{0}}, bias[2][HIDDEN] = {{0}};
        engine->get_parameters(a->session, l, weight[0], bias[0], NULL);
        engine->get_parameters(b->session, l, weight[1], bias[1], NULL);
        if (!are_equal(weight[0], weight[1], HIDDEN * HIDDEN) ||
            !are_equal(bias[0], bias[1], HIDDEN)) {
            return "parameters";
        }
    }
    return !are_same_outcomes(&a->outcome, &b->outcome)           ? "outcomes"
           : !are_same_tables(&one->metrics, &two->metrics)       ? "metrics"
           : !are_same_tables(&one->layers, &two->layers)         ? "layers"
           : !are_same_tables(&one->units, &two->units)           ? "units"
           : !are_same_tables(&one->trail, &two->trail)           ? "trails"
           : !are_same_tables(&one->histograms, &two->histograms) ? "histograms"
           : a->kept != b->kept                                   ? "kept states"
           : a->n_announced != b->n_announced                     ? "announcements"
                                                                  : NULL;
}

/* Trains a recipe in a team and alone; the outcomes of the team's runs in `outcomes`. */
static void
expect_same(const nnt_engine *engine, const recipe *from, const char *what, nnt_outcome *outcomes) {
    run team[N_RUNS] = {0};
    nnt_session *sessions[N_RUNS];
    nnt_listener listeners[N_RUNS];
    for (size_t i = 0; i < N_RUNS; i++) {
        open_run(engine, from, i, &team[i]);
        sessions[i] = team[i].session;
        listeners[i] = team[i].listener;
        cr_assert(engine->fits_team(sessions[i], sessions[0]));
    }
    cr_assert(engine->train_team(sessions, N_RUNS, listeners, outcomes, NULL) == NNT_OK);
    for (size_t i = 0; i < N_RUNS; i++) {
        run alone = {0};
        open_run(engine, from, i, &alone);
        engine->train(alone.session, &alone.listener, &alone.outcome);
        team[i].outcome = outcomes[i];
        const char *difference = find_difference(engine, &team[i], &alone);
        cr_assert(!difference, "%s: %s of run %zu with %s and %s (%s, %s)", what, difference, i,
                  engine->activation_row(from->activation)->name, from->training.optimizer.name,
                  engine->precision, engine->isa);
        close_run(engine, &alone);
    }
    for (size_t i = 0; i < N_RUNS; i++) {
        close_run(engine, &team[i]);
    }
}

/* Calls a check for every build that this machine can run. */
static void for_all_builds(void (*check)(const nnt_engine *engine)) {
    static const char *const precisions[] = {"float32", "float64"};
    const char *const *isa = nnt_isa_list();
    for (size_t i = 0; isa[i]; i++) {
        for (size_t p = 0; p < 2; p++) {
            const nnt_engine *engine = NULL;
            cr_assert(nnt_engine_choose(precisions[p], isa[i], &engine, NULL) == NNT_OK);
            check(engine);
        }
    }
}

/* Lanes have no room for what an activation learns. */
static void expect_refusal(const nnt_engine *engine, size_t activation) {
    const recipe it = make_recipe(NNT_TASK_REGRESSION, activation, engine->optimizer_row(0));
    run alone = {0};
    open_run(engine, &it, 0, &alone);
    cr_assert(!engine->suits_team(alone.session, engine->most_in_team));
    close_run(engine, &alone);
}

static void check_all_rows(const nnt_engine *engine) {
    nnt_outcome outcomes[N_RUNS];
    for (size_t a = 0; a < engine->activation_count(); a++) {
        if (engine->activation_traits(a)->n_learned > 0) {
            expect_refusal(engine, a);
            continue;
        }
        for (size_t o = 0; o < engine->optimizer_count(); o++) {
            if (engine->optimizer_solver(o)) {
                continue;
            }
            const nnt_task task = (a + o) % 2 ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION;
            const recipe it = make_recipe(task, a, engine->optimizer_row(o));
            expect_same(engine, &it, "rows", outcomes);
        }
    }
}

NNT_TEST(team, every_activation_and_optimizer) {
    for_all_builds(check_all_rows);
}

static void check_losses(const nnt_engine *engine) {
    nnt_outcome outcomes[N_RUNS];
    for (size_t i = 0; i < engine->loss_count(); i++) {
        for (unsigned task = 0; task < 2; task++) {
            recipe it = make_recipe((nnt_task)task, 0, engine->optimizer_row(0));
            set_defaults(&it.training.loss, engine->loss_row(i));
            if (engine->loss_serves(i, (nnt_task)task)) {
                expect_same(engine, &it, it.training.loss.name, outcomes);
            }
        }
    }
}

NNT_TEST(team, every_loss) {
    for_all_builds(check_losses);
}

/* What is added to the gradient, and the batches. */
static void check_options(const nnt_engine *engine) {
    nnt_outcome outcomes[N_RUNS];
    for (size_t variant = 0; variant < 6; variant++) {
        recipe it = make_recipe(variant % 2 ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION, 1,
                                engine->optimizer_row(0));
        it.training.clip_norm = variant < 2 ? 0.05 : 0;
        it.training.l1 = variant == 2 ? 0.01 : 0;
        it.training.shuffle = variant != 3;
        it.training.batch_size = variant < 4 ? 8 : 0;
        it.training.warmup_epochs = variant == 5 ? 2 : 0;
        it.save_every = 2;
        expect_same(engine, &it, "options", outcomes);
    }
}

NNT_TEST(team, clipping_penalties_and_batches) {
    for_all_builds(check_options);
}

/* Runs that reach a target end one by one. */
static void check_stopping(const nnt_engine *engine) {
    nnt_outcome outcomes[N_RUNS];
    recipe it = make_recipe(NNT_TASK_CLASSIFICATION, 0, engine->optimizer_row(0));
    it.training.epochs = 40;
    it.training.n_stop_when = 1;
    it.training.stop_when[0] = (nnt_target){.metric = "train_loss", .value = 0.7};
    it.training.early_stopping.on = true;
    it.training.early_stopping.restore_best = true;
    it.training.early_stopping.patience = 30;
    snprintf(it.training.early_stopping.monitor, sizeof it.training.early_stopping.monitor,
             "validation_loss");
    expect_same(engine, &it, "stopping", outcomes);
    cr_assert(outcomes[0].stop == NNT_STOP_REACHED);
    cr_assert(outcomes[0].epochs != outcomes[1].epochs || outcomes[0].epochs != outcomes[2].epochs);
}

NNT_TEST(team, runs_that_stop_leave_the_others_alone) {
    for_all_builds(check_stopping);
}

/* The second run diverges: at once, and after some steps. */
static void check_divergence(const nnt_engine *engine) {
    const double weights[] = {INFINITY, engine->precision[5] == '3' ? 1e19 : 1e160};
    for (size_t i = 0; i < 2; i++) {
        nnt_outcome outcomes[N_RUNS];
        recipe it = make_recipe(NNT_TASK_REGRESSION, 0, engine->optimizer_row(0));
        it.spoiled_weight = weights[i];
        expect_same(engine, &it, "divergence", outcomes);
        cr_assert(outcomes[1].stop == NNT_STOP_DIVERGED);
        cr_assert(outcomes[0].stop == NNT_STOP_COMPLETED && outcomes[2].epochs == 3);
    }
}

NNT_TEST(team, a_run_that_diverges_leaves_the_others_alone) {
    for_all_builds(check_divergence);
}

/* Alone, the first run is interrupted by its own announcement; in a team, all are. */
NNT_TEST(team, an_interrupt_ends_all) {
    const nnt_engine *engine = nnt_engine_any();
    recipe it = make_recipe(NNT_TASK_CLASSIFICATION, 0, engine->optimizer_row(0));
    nnt_outcome outcomes[N_RUNS];
    it.training.epochs = 1000;
    for (size_t after = 5; after < 15; after++) {
        it.interrupted_after = after;
        it.training.batch_size = after % 2 ? 1 : 8; /* inside an epoch, and after one */
        expect_same(engine, &it, "interrupt", outcomes);
        cr_assert(outcomes[0].stop == NNT_STOP_INTERRUPTED);
    }
}

NNT_TEST(team, without_memory_nothing_is_trained) {
    const nnt_engine *engine = nnt_engine_any();
    const recipe it = make_recipe(NNT_TASK_REGRESSION, 0, engine->optimizer_row(0));
    run one = {0};
    nnt_error error = {0};
    open_run(engine, &it, 0, &one);
    for (size_t k = 1; k <= 3; k++) {
        nnt_memory_fail_at(k, false);
        cr_assert(engine->train_team(&one.session, 1, &one.listener, &one.outcome, &error) ==
                  NNT_ERR_MEMORY);
        nnt_memory_fail_at(0, false);
        cr_assert(one.n_announced == 0 && strstr(error.message, "no memory for 1 training"));
    }
    close_run(engine, &one);
}

/* Only equal steps can be taken together; seeds and targets may differ. */
NNT_TEST(team, who_fits) {
    const nnt_engine *engine = nnt_engine_any();
    const recipe base = make_recipe(NNT_TASK_CLASSIFICATION, 0, engine->optimizer_row(0));
    run first = {0};
    open_run(engine, &base, 0, &first);
    for (size_t variant = 0; variant < 8; variant++) {
        recipe it = base;
        run other = {0};
        it.activation = variant == 0;
        it.training.optimizer.values[0].number *= variant == 1 ? 2 : 1;
        it.training.batch_size += variant == 2;
        it.training.epochs += variant == 3;
        it.training.l1 = variant == 4;
        it.training.warmup_epochs = variant == 5;
        it.instruments.level = variant == 6 ? NNT_LEVEL_OFF : it.instruments.level;
        it.training.early_stopping.patience = variant == 7;
        open_run(engine, &it, 1, &other);
        cr_assert(engine->fits_team(other.session, first.session) == (variant == 7), "%zu",
                  variant);
        close_run(engine, &other);
    }
    const bool has_vectors = strstr(engine->isa, "avx") != NULL;
    cr_assert(engine->suits_team(first.session, engine->most_in_team) == has_vectors);
    cr_assert(!engine->suits_team(first.session, 1));
    close_run(engine, &first);
}

static const nnt_row *find_optimizer(const nnt_engine *engine, const char *name) {
    size_t index = 0;
    while (strcmp(engine->optimizer_row(index)->name, name) != 0) {
        index++;
    }
    return engine->optimizer_row(index);
}

/* What lanes cannot do is left to each training alone. */
NNT_TEST(team, whom_it_does_not_suit) {
    const nnt_engine *engine = nnt_engine_any();
    const recipe base = make_recipe(NNT_TASK_CLASSIFICATION, 0, engine->optimizer_row(0));
    for (size_t variant = 0; variant < 8; variant++) {
        recipe it = base;
        run alone = {0};
        if (variant == 5) {
            set_defaults(&it.training.optimizer, find_optimizer(engine, "lbfgs"));
        }
        it.instruments.per_step = variant == 0;
        it.first.dropout = variant == 1 ? 0.5 : 0;
        it.first.is_frozen = variant == 2;
        it.first.learning_rate_factor = variant == 3 ? 2 : 1;
        it.training.max_norm = variant == 4 ? 3 : 0;
        it.training.time_limit = variant == 6 ? 3 : 0;
        if (variant == 7) {
            it.training.schedule = (nnt_choice){
                .name = "plateau", .values = {{.kind = NNT_VALUE_TEXT, .text = "train_loss"}}};
        }
        open_run(engine, &it, 0, &alone);
        cr_assert(!engine->suits_team(alone.session, engine->most_in_team), "%zu", variant);
        close_run(engine, &alone);
    }
}
