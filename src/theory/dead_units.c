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

/* Column k of the draws u. Every draw is used with both signs, which lowers the
 * variance of the share: of two such relu units at most one is dead. */
static void draw_column(size_t k, bool is_uniform, double *column) {
    const double root_twelve = 3.4641016151377545871;
    nnt_rng rng = nnt_rng_stream(0, "theory", (uint32_t)k);
    for (size_t i = 0; i < DRAWN / 2; i++) {
        const double uniform = nnt_rng_uniform(&rng);
        column[i] = is_uniform ? root_twelve * (uniform - 0.5) : nnt_normal_quantile(uniform);
        column[DRAWN / 2 + i] = -column[i];
    }
}

/* The units that are left; at first all. */
typedef struct survivors {
    size_t n;
    size_t index[DRAWN]; /* of the draw */
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

/* z += factor u */
static void add_draws(survivors *left, double factor, const double *column) {
    for (size_t i = 0; i < left->n && factor != 0; i++) {
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

nnt_status nnt_dead_units_create(size_t n_rows, nnt_dead_units *units, nnt_error *error) {
    /* n_rows is at most NNT_THEORY_MOST_ROWS: the products fit. */
    *units = (nnt_dead_units){
        .n_rows = n_rows,
        .draws = nnt_allocate(n_rows * DRAWN, sizeof(double)),
        .factor = nnt_allocate((n_rows + 1) * n_rows, sizeof(double)),
        .order = nnt_allocate(n_rows, sizeof(size_t)),
    };
    if (!units->draws || !units->factor || !units->order) {
        nnt_dead_units_clear(units);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw units of %zu rows", n_rows);
    }
    return NNT_OK;
}

void nnt_dead_units_clear(nnt_dead_units *units) {
    nnt_free(units->draws);
    nnt_free(units->factor);
    nnt_free(units->order);
    *units = (nnt_dead_units){0};
}

/* Checks every row whose number leaves `remainder` on division by 2. */
static void check_rows(const nnt_dead_units *units,
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
            add_draws(left, factor->rows[i * factor->n + k], units->draws + k * DRAWN);
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
    for (; units->n_columns < factor.rank; units->n_columns++) {
        draw_column(units->n_columns, false, units->draws + units->n_columns * DRAWN);
    }
    check_rows(units, &factor, 0, kernel->mean, function, left);
    const size_t n_half = left->n;
    check_rows(units, &factor, 1, kernel->mean, function, left);
    *share = carry_on(n_half, left->n, (double)n_rows / (double)n);
    nnt_free(left);
    return NNT_OK;
}

/* Columns of the draws, one for each weight of a unit and one for its bias. */
static double *draw_parameters(const nnt_theory_layer *layer, nnt_error *error) {
    const size_t n_columns = layer->inputs + 1;
    size_t n_draws = 0;
    double *draws = NULL;
    if (nnt_size_multiply(n_columns, DRAWN, &n_draws)) {
        draws = nnt_allocate(n_draws, sizeof *draws);
    }
    if (!draws) {
        (void)nnt_error_set(error, NNT_ERR_MEMORY, "no memory to draw units of %zu inputs",
                            layer->inputs);
        return NULL;
    }
    for (size_t k = 0; k < n_columns; k++) {
        draw_column(k, layer->is_uniform, draws + k * DRAWN);
    }
    return draws;
}

nnt_status nnt_first_dead_share(const nnt_theory_layer *layer,
                                const nnt_theory_data *data,
                                size_t n,
                                double *share,
                                nnt_error *error) {
    nnt_status status = NNT_ERR_MEMORY;
    double *draws = draw_parameters(layer, error);
    survivors *left = draws ? start_survivors(error) : NULL;
    if (!left) {
        goto cleanup;
    }
    for (size_t i = 0; i < n && left->n > 0; i++) {
        const double *x =
            data->features + nnt_row_kernel_pick(i, n, data->n_rows) * data->n_features;
        start_row(left, layer->bias_mean);
        for (size_t k = 0; k < layer->inputs; k++) {
            add_draws(left, layer->weight_deviation * x[k], draws + k * DRAWN);
        }
        add_draws(left, layer->bias_deviation, draws + layer->inputs * DRAWN);
        end_row(left, &layer->function);
    }
    *share = (double)left->n / DRAWN;
    status = NNT_OK;
cleanup:
    nnt_free(left);
    nnt_free(draws);
    return status;
}
