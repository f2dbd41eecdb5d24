/* The same bits from every build of the core that this machine can run: weights,
 * metrics and measurements of small trainings, with each activation and each optimizer in
 * several pairs. */
#include "base/memory.h"
#include "experiment/engines.h"
#include "nntrain/experiment.h"
#include "support/engine_runs.h"
#include "support/small_problem.h"
#include <string.h>

enum { HIDDEN = 37, ROWS = 203, MOST_VALUES = 1 << 14, EVERY = 3 };

typedef struct trace {
    double values[MOST_VALUES];
    size_t n;
} trace;

static void add_values(trace *it, const double *values, size_t n) {
    cr_assert(it->n + n <= MOST_VALUES);
    memcpy(it->values + it->n, values, n * sizeof *values);
    it->n += n;
}

/* Two epochs of one activation and optimizer, everything that comes of it. */
static void train_small(
    const nnt_engine *engine, nnt_task task, size_t activation, size_t optimizer, trace *out) {
    small_problem problem;
    make_small_problem(task, ROWS, 31, &problem);
    nnt_training_spec training = small_training(task, 0.05);
    training.epochs = 2;
    training.batch_size = 24;
    training.clip_norm = 0.5;
    set_defaults(&training.optimizer, engine->optimizer_row(optimizer));
    /* The square of the parameters' number is what some optimizers cost. */
    const nnt_solver *solver = engine->optimizer_solver(optimizer);
    const bool is_small = solver && solver->most_parameters > 0;
    nnt_layer_spec layers[3] = {{.units = is_small ? 7 : HIDDEN},
                                {.units = is_small ? 5 : 16},
                                {.units = problem.data.n_outputs}};
    for (size_t l = 0; l < 3; l++) {
        layers[l].activation.name = "linear";
        layers[l].init.name = "glorot_normal";
        layers[l].init.values[0] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = 1};
        layers[l].bias_init.name = "zeros";
        if (l < 2) {
            set_defaults(&layers[l].activation, engine->activation_row(activation));
        }
    }
    const nnt_network_spec network = {problem.data.n_features, 3, layers};
    const nnt_instrument_spec instruments = {
        .level = NNT_LEVEL_FULL, .every = 1, .probe_rows = 100};
    const nnt_listener nobody = {0};
    nnt_session *session = NULL;
    nnt_outcome outcome;
    nnt_error error = {0};
    cr_assert(engine->create(&network, &training, &instruments, &problem.problem, &session,
                             &error) == NNT_OK,
              "%s", error.message);
    engine->train(session, &nobody, &outcome);
    const nnt_history *history = engine->history(session);
    const nnt_table *tables[] = {&history->metrics, &history->layers, &history->units,
                                 &history->histograms, &history->activity};
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        add_values(out, tables[t]->cells, tables[t]->n_rows * tables[t]->n_columns);
    }
    size_t inputs = network.n_inputs;
    for (size_t l = 0; l < 3; l++) {
        double weight[HIDDEN * HIDDEN], bias[HIDDEN];
        engine->get_parameters(session, l, weight, bias, NULL);
        add_values(out, weight, inputs * layers[l].units);
        add_values(out, bias, layers[l].units);
        inputs = layers[l].units;
    }
    engine->free(session);
    free_small_problem(&problem);
}

static void compare_builds(const char *precision) {
    const char *const *isa = nnt_isa_list();
    const nnt_engine *any = nnt_engine_any();
    trace *first = nnt_allocate(1, sizeof *first);
    trace *other = nnt_allocate(1, sizeof *other);
    for (size_t a = 0; a < any->activation_count(); a++) {
        for (size_t o = 2 * a % EVERY; o < any->optimizer_count(); o += EVERY) {
            const nnt_solver *solver = any->optimizer_solver(o);
            const bool is_regression = (a + o) % 2 || (solver && solver->needs_squares);
            const nnt_task task = is_regression ? NNT_TASK_REGRESSION : NNT_TASK_CLASSIFICATION;
            for (size_t i = 0; isa[i]; i++) {
                const nnt_engine *engine = NULL;
                cr_assert(nnt_engine_choose(precision, isa[i], &engine, NULL) == NNT_OK);
                trace *into = i == 0 ? first : other;
                into->n = 0;
                train_small(engine, task, a, o, into);
                cr_assert(i == 0 || (first->n == other->n &&
                                     are_equal(first->values, other->values, first->n)),
                          "%s and %s differ with %s and %s", isa[0], isa[i],
                          any->activation_row(a)->name, any->optimizer_row(o)->name);
            }
        }
    }
    nnt_free(first);
    nnt_free(other);
}

NNT_TEST(same_bits, float32) {
    compare_builds("float32");
}

NNT_TEST(same_bits, float64) {
    compare_builds("float64");
}
