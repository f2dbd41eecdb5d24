/* L-BFGS (Nocedal 1980; Liu and Nocedal 1989): a quasi-Newton direction from the last few
 * moves and changes of the gradient, and a line search along it. */
#include "optim/optimizer.h"

#include "base/memory.h"
#include "optim/line_search.h"
#include "optim/vector64.h"
#include <string.h>

enum { HISTORY = NNT_LEARNING_RATE + 1, WEIGHT_DECAY, LINE_SEARCH_EVALUATIONS, TOLERANCE };

/* All arrays are parts of `block`. */
typedef struct lbfgs {
    const double *option; /* borrowed */
    size_t n, most_pairs;
    double *block;
    bool is_started; /* value and gradient are those of the present point */
    double value;
    double flattest;  /* smallest of the largest gradient entries so far */
    double *gradient; /* (n) */
    double *moves;    /* (most_pairs, n) x' - x; a ring */
    double *changes;  /* (most_pairs, n) of the gradient */
    double *products; /* (most_pairs) move · change */
    size_t n_pairs;   /* in use */
    size_t next;      /* place of the next one */
    double *x, *direction, *trial, *new_gradient, *other_gradient; /* (n) each */
    double *factors;                                               /* (most_pairs) */
} lbfgs;

enum { N_VECTORS = 6 }; /* beside the pairs */

static void place(lbfgs *it) {
    double *next = it->block;
    double **const vectors[N_VECTORS] = {
        &it->gradient, &it->x, &it->direction, &it->trial, &it->new_gradient, &it->other_gradient};
    for (size_t i = 0; i < N_VECTORS; i++, next += it->n) {
        *vectors[i] = next;
    }
    it->moves = next;
    it->changes = it->moves + it->most_pairs * it->n;
    it->products = it->changes + it->most_pairs * it->n;
    it->factors = it->products + it->most_pairs;
}

static void free_lbfgs(void *solver) {
    lbfgs *it = solver;
    if (it) {
        nnt_free(it->block);
        nnt_free(it);
    }
}

static size_t measure_lbfgs(const double *option, size_t n, size_t n_errors) {
    (void)n_errors;
    const size_t most_pairs = (size_t)option[HISTORY];
    return nnt_size_plus(nnt_size_times(2 * most_pairs + N_VECTORS, n), 2 * most_pairs);
}

static void *create_lbfgs(const double *option, size_t n, size_t n_errors) {
    lbfgs *it = nnt_allocate(1, sizeof *it);
    if (!it) {
        return NULL;
    }
    *it = (lbfgs){.option = option, .n = n, .most_pairs = (size_t)option[HISTORY]};
    it->block = nnt_allocate(measure_lbfgs(option, n, n_errors), sizeof *it->block);
    if (!it->block) {
        free_lbfgs(it);
        return NULL;
    }
    place(it);
    return it;
}

static void visit_lbfgs(void *solver, nnt_state *state) {
    lbfgs *it = solver;
    const size_t n_values = it->most_pairs * it->n;
    nnt_state_flag(state, "is_started", &it->is_started);
    nnt_state_number(state, "value", &it->value);
    nnt_state_number(state, "flattest", &it->flattest);
    nnt_state_size(state, "n_pairs", &it->n_pairs, it->most_pairs);
    nnt_state_size(state, "next", &it->next, it->most_pairs - 1);
    nnt_state_values(state, "gradient", NNT_STATE_F64, it->gradient, it->n);
    nnt_state_values(state, "moves", NNT_STATE_F64, it->moves, n_values);
    nnt_state_values(state, "changes", NNT_STATE_F64, it->changes, n_values);
    nnt_state_values(state, "products", NNT_STATE_F64, it->products, it->most_pairs);
}

/* ---- the direction -------------------------------------------------------------- */

/* Place of the pair that came `age` before the last one. */
static size_t find_pair(const lbfgs *it, size_t age) {
    return (it->next + 2 * it->most_pairs - 1 - age) % it->most_pairs;
}

/* -H gradient, by the two loops of Nocedal and Wright 2006, Algorithm 7.4. */
static void find_direction(lbfgs *it) {
    const size_t n = it->n;
    double *q = it->direction;
    for (size_t i = 0; i < n; i++) {
        q[i] = -it->gradient[i];
    }
    for (size_t age = 0; age < it->n_pairs; age++) {
        const size_t pair = find_pair(it, age);
        it->factors[pair] = nnt_dot64(n, it->moves + pair * n, q) / it->products[pair];
        nnt_add64(n, -it->factors[pair], it->changes + pair * n, q);
    }
    if (it->n_pairs > 0) {
        const size_t last = find_pair(it, 0);
        const double *change = it->changes + last * n;
        const double scale = it->products[last] / nnt_dot64(n, change, change);
        for (size_t i = 0; i < n; i++) {
            q[i] *= scale;
        }
    }
    for (size_t age = it->n_pairs; age-- > 0;) {
        const size_t pair = find_pair(it, age);
        const double factor = nnt_dot64(n, it->changes + pair * n, q) / it->products[pair];
        nnt_add64(n, it->factors[pair] - factor, it->moves + pair * n, q);
    }
}

/* Remembers the move from x to where the objective stands, unless the function is not
 * convex along it. */
static void remember(lbfgs *it, const nnt_objective *objective) {
    const size_t n = it->n;
    double *move = it->moves + it->next * n;
    double *change = it->changes + it->next * n;
    objective->locate(objective->context, move);
    for (size_t i = 0; i < n; i++) {
        move[i] -= it->x[i];
        change[i] = it->new_gradient[i] - it->gradient[i];
    }
    const double product = nnt_dot64(n, move, change);
    if (product > 1e-10 * sqrt(nnt_dot64(n, move, move) * nnt_dot64(n, change, change))) {
        it->products[it->next] = product;
        it->next = (it->next + 1) % it->most_pairs;
        it->n_pairs += it->n_pairs < it->most_pairs;
    }
}

/* ---- an iteration --------------------------------------------------------------- */

static double first_length(const lbfgs *it, double rate) {
    double sum = 0;
    for (size_t i = 0; it->n_pairs == 0 && i < it->n; i++) {
        sum += fabs(it->gradient[i]);
    }
    return sum > 1 ? rate / sum : rate;
}

/* Where values differ by rounding alone a point must be flatter than all before. */
static bool makes_progress(const lbfgs *it, const nnt_line_point *found) {
    return found->value < it->value || nnt_largest64(it->n, it->new_gradient) < it->flattest;
}

/* Along the direction from x; false when nothing lower was found. */
static bool search(lbfgs *it, const nnt_objective *objective, double rate, nnt_line_point *found) {
    nnt_line_search search = {
        .objective = objective,
        .x = it->x,
        .direction = it->direction,
        .start = {.value = it->value, .slope = nnt_dot64(it->n, it->gradient, it->direction)},
        .first_length = first_length(it, rate),
        .evaluations_left = (size_t)it->option[LINE_SEARCH_EVALUATIONS],
        .trial = it->trial,
        .gradient = it->new_gradient,
        .other_gradient = it->other_gradient};
    const bool is_found = search.start.slope < 0 && nnt_line_search_run(&search, found);
    it->new_gradient = search.gradient;
    it->other_gradient = search.other_gradient;
    return is_found && makes_progress(it, found);
}

static nnt_solver_end
iterate_lbfgs(void *solver, const nnt_objective *objective, double *step_length) {
    lbfgs *it = solver;
    objective->locate(objective->context, it->x);
    if (!it->is_started) {
        it->value = objective->evaluate(objective->context, it->x, it->gradient);
        it->flattest = nnt_largest64(it->n, it->gradient);
        it->is_started = true;
    }
    if (!isfinite(it->value)) {
        return NNT_SOLVER_NOT_FINITE;
    }
    if (nnt_largest64(it->n, it->gradient) <= it->option[TOLERANCE]) {
        return NNT_SOLVER_CONVERGED;
    }
    nnt_line_point found = {0};
    find_direction(it);
    bool is_found = search(it, objective, *step_length, &found);
    if (!is_found && it->n_pairs > 0) { /* what it remembers may mislead: the gradient alone */
        it->n_pairs = 0;
        find_direction(it);
        is_found = search(it, objective, *step_length, &found);
    }
    if (!is_found) {
        objective->go(objective->context, it->x);
        return NNT_SOLVER_CONVERGED;
    }
    memcpy(it->trial, it->x, it->n * sizeof *it->trial);
    nnt_add64(it->n, found.length, it->direction, it->trial);
    objective->go(objective->context, it->trial);
    remember(it, objective);
    memcpy(it->gradient, it->new_gradient, it->n * sizeof *it->gradient);
    it->value = found.value;
    it->flattest = fmin(it->flattest, nnt_largest64(it->n, it->gradient));
    *step_length = found.length;
    return NNT_SOLVER_MOVED;
}

/* ---- the row -------------------------------------------------------------------- */

static const nnt_option options[] = {
    {.name = "learning_rate",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1",
     .low = 0,
     .high = 1e30,
     .help = "step length that the line search tries first"},
    {.name = "history",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "10",
     .low = 1,
     .high = 1000,
     .help = "moves that the direction is made from"},
    NNT_COUPLED_DECAY_OPTION,
    {.name = "line_search_evaluations",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "25",
     .low = 1,
     .high = 1000,
     .help = "most looks at the loss along one direction"},
    NNT_GRADIENT_TOLERANCE_OPTION("1e-9"),
    {0},
};

static const nnt_solver solver = {
    .measure = measure_lbfgs,
    .create = create_lbfgs,
    .free = free_lbfgs,
    .visit = visit_lbfgs,
    .iterate = iterate_lbfgs,
};

const nnt_optimizer NNT_CORE(nnt_optimizer_lbfgs) = {
    .row = {.name = "lbfgs",
            .summary = "quasi-Newton steps with a line search, over all rows at once; an epoch is "
                       "an iteration",
            .formula = "w += t d, d = -H g with H from the last moves; t by the strong Wolfe "
                       "conditions",
            .source = "Liu and Nocedal 1989, On the limited memory BFGS method for large scale "
                      "optimization",
            .options = options},
    .couples_decay = true,
    .solver = &solver,
};
