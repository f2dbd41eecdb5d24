/* Optimizers against their recursions in double, and on a quadratic. */
#include "optim/optimizer.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum { N = 5 };

static void fill_options(const nnt_optimizer *optimizer, double *option) {
    for (size_t i = 0; i < nnt_option_count(optimizer->row.options); i++) {
        const char *fallback = optimizer->row.options[i].fallback;
        option[i] = strcmp(fallback, "true") == 0 ? 1 : strtod(fallback, NULL);
    }
}

static void
set_option(const nnt_optimizer *optimizer, double *option, const char *name, double value) {
    const size_t index = nnt_option_find(optimizer->row.options, name);
    cr_assert(index != SIZE_MAX, "%s has no option %s", optimizer->row.name, name);
    option[index] = value;
}

typedef struct run {
    real w[N], g[N], state[NNT_MAX_STATE][N];
    double option[NNT_MAX_OPTIONS];
    const nnt_optimizer *optimizer;
    double factor; /* of a schedule */
    uint64_t count;
} run;

static run start(const char *name, double learning_rate) {
    run it = {.optimizer = nnt_optimizer_find(name), .factor = 1};
    fill_options(it.optimizer, it.option);
    it.option[NNT_LEARNING_RATE] = learning_rate;
    return it;
}

static void take_step(run *it) {
    const nnt_step step = {.n = N,
                           .option = it->option,
                           .learning_rate = it->option[NNT_LEARNING_RATE] * it->factor,
                           .count = ++it->count,
                           .gradient = it->g,
                           .parameters = it->w,
                           .state = {it->state[0], it->state[1], it->state[2]}};
    it->optimizer->step(&step);
}

/* L = 1/2 sum c_i (w_i - 1)^2 with curvatures 0.2 … 1: every optimizer gets to the
 * minimum at its own pace. */
static void check_quadratic(const char *name, double learning_rate, int n_steps, double bound) {
    run it = start(name, learning_rate);
    for (int s = 0; s < n_steps; s++) {
        for (int i = 0; i < N; i++) {
            it.g[i] = (real)(0.2 * (i + 1)) * (it.w[i] - 1);
        }
        take_step(&it);
    }
    for (int i = 0; i < N; i++) {
        cr_assert(fabs((double)it.w[i] - 1) < bound, "%s: w[%d] = %.9g", name, i, (double)it.w[i]);
    }
}

NNT_TEST(quadratic, sgd) {
    check_quadratic("sgd", 1, 200, 1e-6);
}
NNT_TEST(quadratic, rmsprop) {
    check_quadratic("rmsprop", 0.01, 1000, 0.02);
}
NNT_TEST(quadratic, adagrad) {
    check_quadratic("adagrad", 0.5, 1000, 1e-5);
}
NNT_TEST(quadratic, adam) {
    check_quadratic("adam", 0.05, 2000, 1e-4);
}
NNT_TEST(quadratic, nadam) {
    check_quadratic("nadam", 0.05, 2000, 1e-4);
}
NNT_TEST(quadratic, rprop) {
    check_quadratic("rprop", 0.01, 300, 1e-5);
}

/* Closed form of plain descent: w_t - 1 = (1 - rate c)^t (w_0 - 1). */
NNT_TEST(sgd, follows_its_closed_form) {
    run it = start("sgd", 0.5);
    for (int s = 0; s < 10; s++) {
        for (int i = 0; i < N; i++) {
            it.g[i] = (real)(0.2 * (i + 1)) * (it.w[i] - 1);
        }
        take_step(&it);
    }
    for (int i = 0; i < N; i++) {
        const double expected = 1 - pow(1 - 0.5 * 0.2 * (i + 1), 10);
        cr_assert(fabs((double)it.w[i] - expected) < 2e-6 * (NNT_REAL_BITS == 32 ? 1 : 1e-8));
    }
}

/* v = m v + g with a constant gradient: after t steps w = -rate sum over steps of
 * (1 - m^s) / (1 - m). With Nesterov each step adds g + m v instead of v. */
NNT_TEST(sgd, momentum_by_hand) {
    for (int nesterov = 0; nesterov < 2; nesterov++) {
        run it = start("sgd", 0.125);
        set_option(it.optimizer, it.option, "momentum", 0.5);
        set_option(it.optimizer, it.option, "nesterov", nesterov);
        double expected = 0;
        double v = 0;
        for (int s = 0; s < 4; s++) {
            it.g[0] = 1;
            take_step(&it);
            v = 0.5 * v + 1;
            expected -= 0.125 * (nesterov ? 1 + 0.5 * v : v);
            cr_assert((double)it.w[0] == expected, "step %d: %g against %g", s, (double)it.w[0],
                      expected);
        }
    }
}

NNT_TEST(sgd, weight_decay_pulls_to_zero) {
    run it = start("sgd", 0.5);
    set_option(it.optimizer, it.option, "weight_decay", 0.5);
    it.w[0] = 4;
    take_step(&it);
    cr_assert(it.w[0] == 3);
}

/* Adam's first step is learning_rate sign(g), whatever the gradient's size. */
NNT_TEST(adam, first_step_is_the_sign) {
    run it = start("adam", 0.25);
    const double gradients[N] = {1e-3, -1e-3, 1, -50, 0};
    for (int i = 0; i < N; i++) {
        it.g[i] = (real)gradients[i];
    }
    take_step(&it);
    for (int i = 0; i < N; i++) {
        const double sign = (gradients[i] > 0) - (gradients[i] < 0);
        cr_assert(fabs((double)it.w[i] + 0.25 * sign) < 1e-5);
    }
}

/* Decoupled decay shrinks by 1 - rate decay and does not pass through the root. */
NNT_TEST(adamw, decay_is_decoupled) {
    run it = start("adamw", 0.5);
    set_option(it.optimizer, it.option, "weight_decay", 0.5);
    it.w[0] = 8;
    take_step(&it);
    cr_assert(it.w[0] == 6);
}

/* Signs + + - : the step grows by 1.2, then shrinks by 0.5 and is left out. */
NNT_TEST(rprop, grows_shrinks_and_skips) {
    run it = start("rprop", 1);
    it.g[0] = 3;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 1) < 1e-6);
    it.g[0] = (real)0.001;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 2.2) < 1e-6);
    it.g[0] = -7;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 2.2) < 1e-6);
    it.g[0] = -7;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 1.6) < 1e-6);
}

/* A schedule's factor halves every step from the first on: by hand, 1 / 2, 1.2 / 2 and,
 * when it is back at 1, 1.44. */
NNT_TEST(rprop, schedule_scales_every_step) {
    run it = start("rprop", 1);
    it.g[0] = 3;
    it.factor = 0.5;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 0.5) < 1e-6);
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 1.1) < 1e-6);
    it.factor = 1;
    take_step(&it);
    cr_assert(fabs((double)it.w[0] + 2.54) < 1e-6);
}

/* The gaps of a block hold zeros under every optimizer. */
NNT_TEST(optimizer_table, zeros_stay_zero) {
    for (size_t o = 0; o < nnt_optimizer_count(); o++) {
        if (nnt_optimizer_get(o)->solver) {
            continue;
        }
        run it = start(nnt_optimizer_get(o)->row.name, 0.1);
        for (int s = 0; s < 3; s++) {
            take_step(&it);
        }
        for (int i = 0; i < N; i++) {
            cr_assert(it.w[i] == 0, "%s", it.optimizer->row.name);
        }
    }
}

NNT_TEST(optimizer_table, begins_with_the_learning_rate) {
    for (size_t o = 0; o < nnt_optimizer_count(); o++) {
        const nnt_optimizer *it = nnt_optimizer_get(o);
        cr_assert(strcmp(it->row.options[NNT_LEARNING_RATE].name, "learning_rate") == 0);
        cr_assert(it->n_state <= NNT_MAX_STATE);
        cr_assert(!it->step == (it->solver != NULL), "%s has to have one of them", it->row.name);
        cr_assert(nnt_optimizer_find(it->row.name) == it);
    }
}
