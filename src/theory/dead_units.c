/* Orthant sampling: z = mean + A u with A A^T the covariance and u independent draws
 * of variance 1. A unit is dropped at the first row on which it lives, so that most
 * cost a few rows only. */
#include "theory/dead_units.h"

#include "base/exact_math.h"
#include "base/memory.h"
#include "base/rng.h"
#include "theory/pivoted_factor.h"
#include <math.h>

enum { DRAWN = NNT_DEAD_UNITS_DRAWN };

/* ---- draws ------------------------------------------------------------------------ */

static bool create_draws(size_t n_columns, bool is_uniform, nnt_unit_draws *draws) {
    *draws = (nnt_unit_draws){.is_uniform = is_uniform, .n_columns = n_columns};
    draws->columns = nnt_allocate(n_columns, sizeof *draws->columns);
    return draws->columns != NULL;
}

static void clear_draws(nnt_unit_draws *draws) {
    for (size_t k = 0; draws->columns && k < draws->n_columns; k++) {
        nnt_free(draws->columns[k]);
    }
    nnt_free(draws->columns);
}

/* Every draw is used with both signs, which lowers the variance of the share: of two such
 * relu units at most one is dead. */
static void fill_column(size_t k, bool is_uniform, double *column) {
    const double root_twelve = 3.4641016151377545871;
    nnt_rng rng = nnt_rng_stream(0, "theory", (uint32_t)k);
    for (size_t i = 0; i < DRAWN / 2; i++) {
        const double uniform = nnt_rng_uniform(&rng);
        column[i] = is_uniform ? root_twelve * (uniform - 0.5) : nnt_normal_quantile(uniform);
        column[DRAWN / 2 + i] = -column[i];
    }
}

/* Column k of the draws u; NULL when memory is out. */
static const double *get_column(nnt_unit_draws *draws, size_t k) {
    if (!draws->columns[k]) {
        draws->columns[k] = nnt_allocate(DRAWN, sizeof(double));
        if (draws->columns[k]) {
            fill_column(k, draws->is_uniform, draws->columns[k]);
        }
    }
    return draws->columns[k];
}

/* ---- units ------------------------------------------------------------------------ */

/* The units that are left; at first all. */
typedef struct survivors {
    size_t n;
    bool is_out_of_memory; /* then none is left */
    size_t index[DRAWN];   /* of the draw */
    double z[DRAWN], a[DRAWN], slope[DRAWN];
} survivors;

static survivors *start_survivors(nnt_error *error) {
    survivors *left = nnt_allocate(1, sizeof *left);
    if (!left) {
        (void)nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw %d units", DRAWN);
        return NULL;
    }
    left->n = DRAWN;
    for (size_t i = 0; i < DRAWN; i++) {
        left->index[i] = i;
    }
    return left;
}

/* z = mean, of every unit that is left. */
static void start_row(survivors *left, double mean) {
    for (size_t i = 0; i < left->n; i++) {
        left->z[i] = mean;
    }
}

/* z += factor u of column k */
static void add_draws(survivors *left, double factor, nnt_unit_draws *draws, size_t k) {
    if (factor == 0 || left->n == 0) {
        return;
    }
    const double *column = get_column(draws, k);
    left->is_out_of_memory = !column;
    left->n = column ? left->n : 0;
    for (size_t i = 0; i < left->n; i++) {
        left->z[i] += factor * column[left->index[i]];
    }
}

/* Drops the units whose slope on this row is not 0. */
static void end_row(survivors *left, const nnt_theory_function *function) {
    function->evaluate(function->context, left->n, left->z, left->a, left->slope);
    size_t kept = 0;
    for (size_t i = 0; i < left->n; i++) {
        if (left->slope[i] == 0) {
            left->index[kept++] = left->index[i];
        }
    }
    left->n = kept;
}

static nnt_status fail_units(size_t n_rows, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw units of %zu rows", n_rows);
}

nnt_status nnt_dead_units_create(size_t n_rows, nnt_dead_units *units, nnt_error *error) {
    /* n_rows is at most NNT_THEORY_MOST_ROWS: the products fit. */
    *units = (nnt_dead_units){.factor = nnt_allocate((n_rows + 1) * n_rows, sizeof(double)),
                              .order = nnt_allocate(n_rows, sizeof(size_t))};
    if (!create_draws(n_rows, false, &units->draws) || !units->factor || !units->order) {
        nnt_dead_units_clear(units);
        return fail_units(n_rows, error);
    }
    return NNT_OK;
}

void nnt_dead_units_clear(nnt_dead_units *units) {
    clear_draws(&units->draws);
    nnt_free(units->factor);
    nnt_free(units->order);
    *units = (nnt_dead_units){0};
}

/* Checks every row whose number leaves `remainder` on division by 2. */
static void check_rows(nnt_dead_units *units,
                       const nnt_pivoted_factor *factor,
                       size_t remainder,
                       double mean,
                       const nnt_theory_function *function,
                       survivors *left) {
    for (size_t i = 0; i < factor->n && left->n > 0; i++) {
        if (factor->order[i] % 2 != remainder) {
            continue;
        }
        start_row(left, mean);
        for (size_t k = 0; k < factor->rank && k <= i; k++) {
            add_draws(left, factor->rows[i * factor->n + k], &units->draws, k);
        }
        end_row(left, function);
    }
}

/* More rows leave fewer units dead: by about the same factor for every doubling. That
 * factor is known from half of the rows, n_half survivors, to all that were looked at.
 * Against 512 rows the share so found from 64 is off by less than 0.02. */
static double carry_on(size_t n_half, size_t n_left, double more_rows) {
    const double share = (double)n_left / DRAWN;
    if (n_left == 0 || n_left == n_half || more_rows <= 1) {
        return share;
    }
    const double factor = nnt_exact_log((double)n_left / (double)n_half);
    return share * nnt_exact_exp(factor * nnt_exact_log(more_rows) / nnt_exact_log(2));
}

nnt_status nnt_dead_units_share(nnt_dead_units *units,
                                const nnt_row_kernel *kernel,
                                const nnt_theory_function *function,
                                size_t n_rows,
                                double *share,
                                nnt_error *error) {
    const double tolerance = 1e-3; /* what is left is 3 % of a standard deviation */
    const size_t n = kernel->n;
    nnt_pivoted_factor factor = {
        .n = n, .rows = units->factor, .order = units->order, .variances = units->factor + n * n};
    survivors *left = start_survivors(error);
    if (!left) {
        return NNT_ERR_MEMORY;
    }
    nnt_pivoted_factor_find(&factor, kernel->covariance, tolerance);
    check_rows(units, &factor, 0, kernel->mean, function, left);
    const size_t n_half = left->n;
    check_rows(units, &factor, 1, kernel->mean, function, left);
    *share = carry_on(n_half, left->n, (double)n_rows / (double)n);
    const bool is_out_of_memory = left->is_out_of_memory;
    nnt_free(left);
    return is_out_of_memory ? fail_units(n, error) : NNT_OK;
}

static nnt_status fail_first(const nnt_theory_layer *layer, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw units of %zu inputs",
                         layer->inputs);
}

/* Of the draws there is a column for each weight of a unit and one for its bias. */
static void check_first_rows(const nnt_theory_layer *layer,
                             const nnt_theory_data *data,
                             size_t n,
                             nnt_unit_draws *draws,
                             survivors *left) {
    for (size_t i = 0; i < n && left->n > 0; i++) {
        const double *x =
            data->features + nnt_row_kernel_pick(i, n, data->n_rows) * data->n_features;
        start_row(left, layer->bias_mean);
        for (size_t k = 0; k < layer->inputs; k++) {
            add_draws(left, layer->weight_deviation * x[k], draws, k);
        }
        add_draws(left, layer->bias_deviation, draws, layer->inputs);
        end_row(left, &layer->function);
    }
}

nnt_status nnt_first_dead_share(const nnt_theory_layer *layer,
                                const nnt_theory_data *data,
                                size_t n,
                                double *share,
                                nnt_error *error) {
    nnt_unit_draws draws;
    survivors *left = start_survivors(error);
    if (!left) {
        return NNT_ERR_MEMORY;
    }
    left->is_out_of_memory = !create_draws(layer->inputs + 1, layer->is_uniform, &draws);
    if (!left->is_out_of_memory) {
        check_first_rows(layer, data, n, &draws, left);
    }
    *share = (double)left->n / DRAWN;
    const bool is_out_of_memory = left->is_out_of_memory;
    clear_draws(&draws);
    nnt_free(left);
    return is_out_of_memory ? fail_first(layer, error) : NNT_OK;
}
