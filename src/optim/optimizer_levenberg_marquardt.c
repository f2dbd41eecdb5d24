/* Levenberg (1944) and Marquardt (1963) for small networks and squared errors: Gauss and
 * Newton's step, damped towards the gradient's direction until it leads down. The
 * damping falls after a step that does and rises after one that does not (Hagan and
 * Menhaj 1994, as MATLAB's trainlm). Steps follow the valley's bend to second order:
 * geodesic acceleration (Transtrum and Sethna 2012), with a second derivative along the
 * step from a difference of errors. */
#include "optim/optimizer.h"

#include "base/memory.h"
#include "optim/cholesky.h"
#include "optim/vector64.h"
#include <string.h>

enum {
    DAMPING = NNT_LEARNING_RATE + 1,
    DAMPING_DOWN,
    DAMPING_UP,
    DAMPING_MAX,
    ACCELERATION,
    WEIGHT_DECAY,
    TOLERANCE
};

enum { MOST_PARAMETERS = 2048, AT_ONCE = NNT_AT_ONCE64 };

static const double AHEAD = 0.1;     /* share of the step at which the bend is measured */
static const double MOST_BEND = 0.5; /* of 2 |acceleration| / |step|, above which damping rises */

/* Coarser values than this say nothing about second derivatives. */
static const double FINEST = 1e-12;

/* The function is close to f + 2 b·d + d·A d at a move d from x. */
typedef struct marquardt {
    const double *option; /* borrowed */
    size_t n;
    double damping;                  /* lambda: all that is kept across iterations */
    double *block;                   /* all arrays */
    double *a;                       /* (n, n) upper triangle: sum of weight slopes slopes^T */
    double *factored;                /* (n, n) A + lambda I, then its factor */
    double *b;                       /* (n) sum of weight error slopes */
    double *x, *move, *bend, *trial; /* (n) each */
    double *ahead;                   /* (n_errors) errors on the way */
    size_t n_seen;                   /* of them */
    double *waiting; /* (AT_ONCE, n) roots of weights times slopes, not yet in A; else 0 */
    size_t n_waiting;
    double value; /* at x */
} marquardt;

static void free_marquardt(void *solver) {
    marquardt *it = solver;
    if (it) {
        nnt_free(it->block);
        nnt_free(it);
    }
}

static size_t measure_marquardt(const double *option, size_t n, size_t n_errors) {
    (void)option;
    const size_t squares = nnt_size_times(nnt_size_times(2, n), n);
    return nnt_size_plus(nnt_size_plus(squares, nnt_size_times(5 + AT_ONCE, n)), n_errors);
}

static void *create_marquardt(const double *option, size_t n, size_t n_errors) {
    marquardt *it = nnt_allocate(1, sizeof *it);
    if (!it) {
        return NULL;
    }
    *it = (marquardt){.option = option, .n = n, .damping = option[DAMPING]};
    it->block = nnt_allocate(measure_marquardt(option, n, n_errors), sizeof *it->block);
    if (!it->block) {
        free_marquardt(it);
        return NULL;
    }
    it->a = it->block;
    it->factored = it->a + n * n;
    it->b = it->factored + n * n;
    it->x = it->b + n;
    it->move = it->x + n;
    it->bend = it->move + n;
    it->trial = it->bend + n;
    it->waiting = it->trial + n;
    it->ahead = it->waiting + AT_ONCE * n;
    return it;
}

static void visit_marquardt(void *solver, nnt_state *state) {
    marquardt *it = solver;
    nnt_state_number(state, "damping", &it->damping);
}

/* ---- the quadratic model ---------------------------------------------------------- */

/* Adds the slopes that are waiting to A, which is large: one walk over it for all. */
static void add_waiting(marquardt *it) {
    const size_t n = it->n;
    for (size_t i = 0; i < n; i++) {
        double factor[AT_ONCE];
        for (size_t e = 0; e < AT_ONCE; e++) {
            factor[e] = it->waiting[e * n + i];
        }
        nnt_add_rows64(n - i, factor, it->waiting + i, n, it->a + i * n + i);
    }
    memset(it->waiting, 0, AT_ONCE * n * sizeof *it->waiting);
    it->n_waiting = 0;
}

static void add_error(void *visitor, double weight, double error, const double *slopes) {
    marquardt *it = visitor;
    const double root = sqrt(weight);
    double *row = it->waiting + it->n_waiting++ * it->n;
    for (size_t i = 0; i < it->n; i++) {
        row[i] = root * slopes[i];
    }
    nnt_add64(it->n, weight * error, slopes, it->b);
    if (it->n_waiting == AT_ONCE) {
        add_waiting(it);
    }
}

static void find_model(marquardt *it, const nnt_objective *objective) {
    const size_t n = it->n;
    const double half = objective->decay / 2;
    memset(it->a, 0, n * n * sizeof *it->a);
    memset(it->b, 0, n * sizeof *it->b);
    objective->locate(objective->context, it->x);
    it->value = objective->evaluate(objective->context, it->x, NULL);
    objective->visit_errors(objective->context, true, add_error, it);
    add_waiting(it);
    for (size_t i = 0; i < n; i++) {
        it->a[i * n + i] += half;
        it->b[i] += half * it->x[i];
    }
}

/* The damped step from x, into `move`; false when the damping is too small for the
 * matrix to be positive definite. */
static bool find_move(marquardt *it) {
    const size_t n = it->n;
    memcpy(it->factored, it->a, n * n * sizeof *it->a);
    for (size_t i = 0; i < n; i++) {
        it->factored[i * n + i] += it->damping;
        it->move[i] = -it->b[i];
    }
    if (!nnt_cholesky_factor(n, it->factored)) {
        return false;
    }
    nnt_cholesky_solve(n, it->factored, it->move);
    return true;
}

/* ---- the bend --------------------------------------------------------------------- */

static void note_error(void *visitor, double weight, double error, const double *slopes) {
    marquardt *it = visitor;
    (void)weight;
    (void)slopes;
    it->ahead[it->n_seen++] = error;
}

/* Second derivative of an error along the move, times its slopes. */
static void add_bend(void *visitor, double weight, double error, const double *slopes) {
    marquardt *it = visitor;
    const double along = nnt_dot64(it->n, slopes, it->move);
    const double second = 2 / AHEAD * ((it->ahead[it->n_seen++] - error) / AHEAD - along);
    nnt_add64(it->n, weight * second, slopes, it->bend);
}

static void set_trial(marquardt *it, double share) {
    memcpy(it->trial, it->x, it->n * sizeof *it->trial);
    nnt_add64(it->n, share, it->move, it->trial);
}

/* Adds the acceleration to the move; false when it is too large to be believed. */
static bool bend_move(marquardt *it, const nnt_objective *objective) {
    const size_t n = it->n;
    set_trial(it, AHEAD);
    objective->go(objective->context, it->trial);
    it->n_seen = 0;
    objective->visit_errors(objective->context, false, note_error, it);
    objective->go(objective->context, it->x);
    it->n_seen = 0;
    memset(it->bend, 0, n * sizeof *it->bend);
    objective->visit_errors(objective->context, true, add_bend, it);
    nnt_cholesky_solve(n, it->factored, it->bend);
    const double size = sqrt(nnt_dot64(n, it->bend, it->bend)); /* twice the acceleration's */
    if (!(size <= MOST_BEND * sqrt(nnt_dot64(n, it->move, it->move)))) {
        return false;
    }
    nnt_add64(n, -0.5, it->bend, it->move);
    return true;
}

/* ---- an iteration ----------------------------------------------------------------- */

/* Goes `share` of the damped step; whether that led down. */
static bool try_move(marquardt *it, const nnt_objective *objective, double share) {
    const bool bends = it->option[ACCELERATION] != 0 && objective->rounding < FINEST;
    if (!find_move(it) || (bends && !bend_move(it, objective))) {
        return false;
    }
    set_trial(it, share);
    return objective->evaluate(objective->context, it->trial, NULL) < it->value;
}

static nnt_solver_end
iterate_marquardt(void *solver, const nnt_objective *objective, double *step_length) {
    marquardt *it = solver;
    find_model(it, objective);
    if (!isfinite(it->value)) {
        return NNT_SOLVER_NOT_FINITE;
    }
    if (2 * nnt_largest64(it->n, it->b) <= it->option[TOLERANCE]) {
        return NNT_SOLVER_CONVERGED;
    }
    while (it->damping <= it->option[DAMPING_MAX]) {
        if (try_move(it, objective, *step_length)) {
            const double lower = it->damping * it->option[DAMPING_DOWN];
            it->damping = lower > 1e-300 ? lower : 1e-300;
            return NNT_SOLVER_MOVED;
        }
        it->damping *= it->option[DAMPING_UP];
    }
    objective->go(objective->context, it->x);
    return NNT_SOLVER_CONVERGED;
}

/* ---- the row ---------------------------------------------------------------------- */

static const nnt_option options[] = {
    {.name = "learning_rate",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1",
     .low = 0,
     .high = 1,
     .help = "share of the damped step that is taken"},
    {.name = "damping",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "0.001",
     .low = 0,
     .high = 1e30,
     .help = "lambda at the start"},
    {.name = "damping_down",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_BELOW_HIGH,
     .fallback = "0.2",
     .low = 0,
     .high = 1,
     .help = "factor on lambda after a step that led down"},
    {.name = "damping_up",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "2",
     .low = 1,
     .high = 1e6,
     .help = "factor on lambda for another try after a step that did not"},
    {.name = "damping_max",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1e10",
     .low = 0,
     .high = 1e300,
     .help = "lambda above which training has converged"},
    {.name = "acceleration",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "true",
     .help = "follow the bend of the valley; in float64 only, float32 is too coarse for it"},
    NNT_COUPLED_DECAY_OPTION,
    NNT_GRADIENT_TOLERANCE_OPTION("1e-12"),
    {0},
};

static const nnt_solver solver = {
    .needs_squares = true,
    .most_parameters = MOST_PARAMETERS,
    .measure = measure_marquardt,
    .create = create_marquardt,
    .free = free_marquardt,
    .visit = visit_marquardt,
    .iterate = iterate_marquardt,
};

const nnt_optimizer NNT_CORE(nnt_optimizer_levenberg_marquardt) = {
    .row = {.name = "levenberg_marquardt",
            .summary = "damped Gauss-Newton steps for small networks and the loss mse, over all "
                       "rows at once; an epoch is an iteration",
            .formula = "w -= (J^T J + lambda I)^-1 J^T e, e the errors and J their derivatives, "
                       "sums over rows and outputs as means; lambda falls while that leads down",
            .source = "Levenberg 1944; Marquardt 1963; Hagan and Menhaj 1994; Transtrum and Sethna "
                      "2012, Improvements to the Levenberg-Marquardt algorithm",
            .options = options},
    .couples_decay = true,
    .solver = &solver,
};
