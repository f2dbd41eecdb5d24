/* A random rotation: orthonormal rows, or columns where there are more rows than
 * columns, so that lengths and angles pass through the layer unchanged.
 *
 * Normal draws are orthonormalised by modified Gram-Schmidt, which leaves positive
 * numbers on the diagonal of R: then Q is uniform over all rotations and reflections
 * (Mezzadri 2007, How to generate random matrices from the classical compact
 * groups). A second pass removes what rounding leaves of the first one's angles.
 * The time grows with out in min(out, in). */
#include "init/draw.h"

#include <math.h>

/* Every row and every column of a square Q has length 1, and the longer side of a
 * rectangle shares that length. */
static double deviation(const nnt_value *options, const nnt_fan *fan) {
    const size_t longer = fan->in > fan->out ? fan->in : fan->out;
    return options[NNT_GAIN].number / sqrt((double)longer);
}

static double dot(size_t n, const double *x, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

/* w (out, in) with out <= in. */
static void orthonormalize_rows(size_t out, size_t in, double *w) {
    for (size_t k = 0; k < out; k++) {
        double *unit = w + k * in;
        const double length = sqrt(dot(in, unit, unit));
        for (size_t c = 0; c < in; c++) {
            unit[c] /= length;
        }
        for (size_t j = k + 1; j < out; j++) {
            double *row = w + j * in;
            const double share = dot(in, unit, row);
            for (size_t c = 0; c < in; c++) {
                row[c] -= share * unit[c];
            }
        }
    }
}

static void normalize_column(size_t out, size_t in, size_t k, double *w) {
    double sum = 0;
    for (size_t r = 0; r < out; r++) {
        sum += w[r * in + k] * w[r * in + k];
    }
    const double length = sqrt(sum);
    for (size_t r = 0; r < out; r++) {
        w[r * in + k] /= length;
    }
}

enum { BLOCK = 64 };

/* Takes column k out of `count` columns from `first` on, row by row: a column lies
 * scattered in memory. */
static void
subtract_column(size_t out, size_t in, size_t k, size_t first, size_t count, double *w) {
    double share[BLOCK] = {0};
    for (size_t r = 0; r < out; r++) {
        const double *row = w + r * in;
        for (size_t c = 0; c < count; c++) {
            share[c] += row[k] * row[first + c];
        }
    }
    for (size_t r = 0; r < out; r++) {
        double *row = w + r * in;
        for (size_t c = 0; c < count; c++) {
            row[first + c] -= share[c] * row[k];
        }
    }
}

/* w (out, in) with out > in. */
static void orthonormalize_columns(size_t out, size_t in, double *w) {
    for (size_t k = 0; k < in; k++) {
        normalize_column(out, in, k, w);
        for (size_t first = k + 1; first < in; first += BLOCK) {
            const size_t rest = in - first;
            subtract_column(out, in, k, first, rest < BLOCK ? rest : BLOCK, w);
        }
    }
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    const size_t out = fan->out, in = n / fan->out;
    nnt_draw_normal(rng, 1, n, values);
    for (int pass = 0; pass < 2; pass++) {
        if (out <= in) {
            orthonormalize_rows(out, in, values);
        } else {
            orthonormalize_columns(out, in, values);
        }
    }
    for (size_t i = 0; i < n; i++) {
        values[i] *= options[NNT_GAIN].number;
    }
}

static void
fill_biases(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    (void)options;
    (void)fan;
    (void)rng;
    for (size_t i = 0; i < n; i++) {
        values[i] = 0;
    }
}

const nnt_initializer nnt_initializer_orthogonal = {
    .row = {.name = "orthogonal",
            .summary = "a random rotation, for deep tanh and linear networks; zeros as bias",
            .formula = "W W^T = gain^2 I, or W^T W where there are more units than inputs",
            .source = "Saxe, McClelland and Ganguli 2014, Exact solutions to the nonlinear "
                      "dynamics of learning in deep linear neural networks",
            .options = nnt_gain_options},
    .deviation = deviation,
    .fill = fill,
    .fill_biases = fill_biases,
};
