/* Optimizers that drive themselves, on functions whose minimum is known. */
#include "optim/cholesky.h"
#include "optim/line_search.h"
#include "optim/optimizer.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum { N = 6, ROWS = 9 };

/* A function to be made small, in double. */
typedef struct problem {
    nnt_objective objective;
    double x[N];
    double rows[ROWS][N], target[ROWS]; /* of a least-squares problem */
    size_t n_looks;
} problem;

static void locate(void *context, double *x) {
    const problem *it = context;
    memcpy(x, it->x, it->objective.n * sizeof *x);
}

static void go(void *context, const double *x) {
    problem *it = context;
    memmove(it->x, x, it->objective.n * sizeof *x);
}

static void *start(const char *name, const problem *it, double option[NNT_MAX_OPTIONS]) {
    const nnt_optimizer *optimizer = nnt_optimizer_find(name);
    for (size_t i = 0; i < nnt_option_count(optimizer->row.options); i++) {
        const char *fallback = optimizer->row.options[i].fallback;
        option[i] = strcmp(fallback, "true") == 0 ? 1 : strtod(fallback, NULL);
    }
    option[nnt_option_find(optimizer->row.options, "gradient_tolerance")] = 1e-12;
    void *solver = optimizer->solver->create(option, it->objective.n, ROWS);
    cr_assert(solver != NULL);
    return solver;
}

/* Iterations until it converges, at most 500. */
static size_t run(const char *name, problem *it) {
    const nnt_solver *solver = nnt_optimizer_find(name)->solver;
    double option[NNT_MAX_OPTIONS];
    void *memory = start(name, it, option);
    size_t n = 0;
    double length = 1;
    while (n < 500 && solver->iterate(memory, &it->objective, &length) == NNT_SOLVER_MOVED) {
        length = 1;
        n++;
    }
    solver->free(memory);
    return n;
}

/* ---- least squares: mean of (row · x - target)^2 ----------------------------------- */

static double evaluate_squares(void *context, const double *x, double *gradient) {
    problem *it = context;
    double sum = 0;
    it->n_looks++;
    go(context, x);
    for (size_t j = 0; gradient && j < N; j++) {
        gradient[j] = it->objective.decay * x[j];
    }
    for (size_t i = 0; i < ROWS; i++) {
        double error = -it->target[i];
        for (size_t j = 0; j < N; j++) {
            error += it->rows[i][j] * x[j];
        }
        sum += error * error / ROWS;
        for (size_t j = 0; gradient && j < N; j++) {
            gradient[j] += 2 * error * it->rows[i][j] / ROWS;
        }
    }
    for (size_t j = 0; j < N; j++) {
        sum += it->objective.decay / 2 * x[j] * x[j];
    }
    return sum;
}

static void
visit_squares(void *context, bool with_slopes, nnt_error_visitor *visit, void *visitor) {
    const problem *it = context;
    for (size_t i = 0; i < ROWS; i++) {
        double error = -it->target[i];
        for (size_t j = 0; j < N; j++) {
            error += it->rows[i][j] * it->x[j];
        }
        visit(visitor, 1.0 / ROWS, error, with_slopes ? it->rows[i] : NULL);
    }
}

static problem make_squares(double decay) {
    problem it = {.objective = {.n = N,
                                .decay = decay,
                                .rounding = 1e-15,
                                .locate = locate,
                                .go = go,
                                .evaluate = evaluate_squares,
                                .visit_errors = visit_squares}};
    for (size_t i = 0; i < ROWS; i++) {
        it.target[i] = sin(3.0 * (double)i);
        for (size_t j = 0; j < N; j++) {
            it.rows[i][j] = cos((double)(i * j) + 0.3 * (double)j) + (i == j ? 2 : 0);
        }
    }
    return it;
}

/* The minimum from the normal equations. */
static void solve_squares(const problem *it, double expected[N]) {
    double a[N * N] = {0};
    memset(expected, 0, N * sizeof *expected);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < N; j++) {
            for (size_t k = 0; k < N; k++) {
                a[j * N + k] += 2 * it->rows[i][j] * it->rows[i][k] / ROWS;
            }
            expected[j] += 2 * it->rows[i][j] * it->target[i] / ROWS;
        }
    }
    for (size_t j = 0; j < N; j++) {
        a[j * N + j] += it->objective.decay;
    }
    cr_assert(nnt_cholesky_factor(N, a));
    nnt_cholesky_solve(N, a, expected);
}

static void check_squares(const char *name, double decay, size_t most_iterations) {
    double expected[N];
    problem it = make_squares(decay);
    it.objective.context = &it;
    solve_squares(&it, expected);
    const size_t n = run(name, &it);
    cr_assert(n <= most_iterations, "%s: %zu iterations", name, n);
    for (size_t j = 0; j < N; j++) {
        cr_assert(fabs(it.x[j] - expected[j]) < 1e-10, "%s: x[%zu] is %.12g, not %.12g", name, j,
                  it.x[j], expected[j]);
    }
}

/* BFGS with exact searches ends after n steps on a quadratic; ours are not exact. */
NNT_TEST(lbfgs, finds_the_minimum_of_a_convex_function) {
    check_squares("lbfgs", 0, 40);
    check_squares("lbfgs", 0.5, 40);
}

/* Without damping one step would do; 1e-3, 1e-4, … still hold it back a little. */
NNT_TEST(levenberg_marquardt, solves_linear_least_squares_almost_at_once) {
    check_squares("levenberg_marquardt", 0, 8);
    check_squares("levenberg_marquardt", 0.5, 8);
}

/* ---- Rosenbrock's valley: (1 - x)^2 + 100 (y - x^2)^2, minimum at (1, 1) ----------- */

static double evaluate_valley(void *context, const double *x, double *gradient) {
    problem *it = context;
    const double a = 1 - x[0];
    const double b = x[1] - x[0] * x[0];
    it->n_looks++;
    if (gradient) {
        gradient[0] = -2 * a - 400 * x[0] * b;
        gradient[1] = 200 * b;
    }
    go(context, x);
    return a * a + 100 * b * b;
}

static void visit_valley(void *context, bool with_slopes, nnt_error_visitor *visit, void *visitor) {
    const problem *it = context;
    const double slopes[2][2] = {{-1, 0}, {-2 * it->x[0], 1}};
    visit(visitor, 1, 1 - it->x[0], with_slopes ? slopes[0] : NULL);
    visit(visitor, 100, it->x[1] - it->x[0] * it->x[0], with_slopes ? slopes[1] : NULL);
}

static void check_valley(const char *name, size_t most_looks) {
    problem it = {.objective = {.n = 2,
                                .rounding = 1e-15,
                                .locate = locate,
                                .go = go,
                                .evaluate = evaluate_valley,
                                .visit_errors = visit_valley},
                  .x = {-1.2, 1}};
    it.objective.context = &it;
    run(name, &it);
    cr_assert(fabs(it.x[0] - 1) < 1e-9 && fabs(it.x[1] - 1) < 1e-9, "%s: %.12g, %.12g", name,
              it.x[0], it.x[1]);
    cr_assert(it.n_looks < most_looks, "%s: %zu looks", name, it.n_looks);
}

NNT_TEST(lbfgs, gets_through_a_bent_valley) {
    check_valley("lbfgs", 80);
}
NNT_TEST(levenberg_marquardt, gets_through_a_bent_valley) {
    check_valley("levenberg_marquardt", 100);
}

/* ---- the line search ---------------------------------------------------------------- */

/* -x / (x^2 + 2), of More and Thuente 1994, with its minimum at sqrt(2). */
static double evaluate_hollow(void *context, const double *x, double *gradient) {
    const double square = x[0] * x[0] + 2;
    gradient[0] = (x[0] * x[0] - 2) / (square * square);
    go(context, x);
    return -x[0] / square;
}

static double evaluate_edge(void *context, const double *x, double *gradient) {
    go(context, x);
    gradient[0] = -1 + 1 / (1 - x[0]) / 10;
    return x[0] < 1 ? -x[0] - log(1 - x[0]) / 10 : (double)NAN;
}

static bool search_line(double (*evaluate)(void *, const double *, double *),
                        double first_length,
                        nnt_line_point *found) {
    static const double origin = 0, direction = 1;
    double room[3];
    problem it = {.objective = {.n = 1, .evaluate = evaluate}};
    it.objective.context = &it;
    nnt_line_search search = {.objective = &it.objective,
                              .x = &origin,
                              .direction = &direction,
                              .first_length = first_length,
                              .evaluations_left = 25,
                              .trial = &room[0],
                              .gradient = &room[1],
                              .other_gradient = &room[2]};
    search.start.value = evaluate(&it, &origin, &search.start.slope);
    const bool is_found = nnt_line_search_run(&search, found);
    cr_assert(!is_found || *search.gradient == found->slope, "the gradient is another point's");
    cr_assert(!is_found || fabs(found->slope) <= 0.9 * fabs(search.start.slope));
    cr_assert(!is_found ||
              found->value <= search.start.value + 1e-4 * found->length * search.start.slope);
    return is_found;
}

NNT_TEST(line_search, meets_the_wolfe_conditions_from_far_and_near) {
    nnt_line_point found;
    for (double first = 1e-3; first < 1e4; first *= 10) {
        cr_assert(search_line(evaluate_hollow, first, &found), "%g", first);
    }
}

/* Beyond 1 the function is not a number; its minimum is at 0.9. */
NNT_TEST(line_search, comes_back_from_where_there_is_no_function) {
    nnt_line_point found;
    cr_assert(search_line(evaluate_edge, 50, &found));
    cr_assert(found.length > 0.05 && found.length < 1);
}

static double evaluate_wall(void *context, const double *x, double *gradient) {
    go(context, x);
    *gradient = -1; /* a lie: the function rises */
    return fabs(x[0]);
}

NNT_TEST(line_search, says_when_nothing_is_lower) {
    nnt_line_point found;
    cr_assert(!search_line(evaluate_wall, 1, &found));
}

/* ---- Cholesky ------------------------------------------------------------------------- */

NNT_TEST(cholesky, solves_what_is_positive_definite) {
    double a[] = {4, 2, -2, 0, 10, 2, 0, 0, 6}; /* upper triangle */
    /* A (1, 2, 3), written out */
    double b[] = {4 * 1 + 2 * 2 - 2 * 3, 2 * 1 + 10 * 2 + 2 * 3, -2 * 1 + 2 * 2 + 6 * 3};
    cr_assert(nnt_cholesky_factor(3, a));
    nnt_cholesky_solve(3, a, b);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(fabs(b[i] - (double)(i + 1)) < 1e-14);
    }
}

/* Large enough for rows that are taken eight at once: A = M M^T + I with a known x. */
NNT_TEST(cholesky, solves_larger_systems) {
    enum { LARGE = 21 };
    static double m[LARGE][LARGE], a[LARGE * LARGE], b[LARGE];
    for (size_t i = 0; i < LARGE; i++) {
        for (size_t j = 0; j < LARGE; j++) {
            m[i][j] = cos((double)(3 * i * j + i + 1));
        }
    }
    for (size_t i = 0; i < LARGE; i++) {
        b[i] = 0;
        for (size_t j = 0; j < LARGE; j++) {
            double sum = i == j;
            for (size_t k = 0; k < LARGE; k++) {
                sum += m[i][k] * m[j][k];
            }
            a[i * LARGE + j] = j < i ? (double)NAN : sum;
            b[i] += sum * (double)(j + 1);
        }
    }
    cr_assert(nnt_cholesky_factor(LARGE, a));
    nnt_cholesky_solve(LARGE, a, b);
    for (size_t i = 0; i < LARGE; i++) {
        cr_assert(fabs(b[i] - (double)(i + 1)) < 1e-9, "%zu: %.15g", i, b[i]);
    }
}

NNT_TEST(cholesky, refuses_what_is_not) {
    double indefinite[] = {1, 2, 0, 1};
    double not_a_number[] = {(double)NAN, 0, 0, 1};
    cr_assert(!nnt_cholesky_factor(2, indefinite));
    cr_assert(!nnt_cholesky_factor(2, not_a_number));
}
