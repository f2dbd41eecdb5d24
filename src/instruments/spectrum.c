/* X is the matrix of the rows' activations, less their mean. X'X and XX' have the same
 * eigenvalues but for zeros, so that the smaller of both does. */
#include "instruments/spectrum.h"

#include "base/memory.h"
#include "instruments/symmetric_eigenvalues.h"
#include <float.h>
#include <math.h>

/* Of a unit's largest |a|: what rounding alone does to it. */
static const double NOISE = 4 * (NNT_REAL_BITS == 32 ? (double)FLT_EPSILON : DBL_EPSILON);

typedef struct extent {
    size_t n_rows, units;
    size_t rows;          /* that are looked at */
    size_t order, length; /* the smaller and the larger of rows and units */
} extent;

static extent find_extent(size_t n_rows, size_t units) {
    const size_t most = units > NNT_SPECTRUM_ORDER ? NNT_SPECTRUM_ORDER : NNT_SPECTRUM_ROWS;
    extent it = {.n_rows = n_rows, .units = units, .rows = n_rows < most ? n_rows : most};
    it.order = it.rows < units ? it.rows : units;
    it.length = it.rows < units ? units : it.rows;
    return it;
}

size_t nnt_spectrum_room(size_t n_rows, size_t units) {
    const extent it = find_extent(n_rows, units);
    return nnt_size_plus(nnt_size_times(it.length, it.order), it.order * (it.order + 3));
}

/* Where an element of X is kept: one row of `order` after the other. */
static size_t find_place(const extent *it, size_t row, size_t unit) {
    return it->order == it->units ? row * it->units + unit : unit * it->rows + row;
}

/* One unit's column of X, and the largest |element| of it. Values are taken from the first,
 * so that a unit that is constant is so exactly, whatever its mean is rounded to. */
static double centre_unit(const extent *it, const real *a, size_t unit, double *x) {
    const double first = (double)a[unit];
    double sum = 0;
    double size = 0;
    double largest = 0;
    for (size_t i = 0; i < it->rows; i++) {
        const double value = (double)a[i * it->n_rows / it->rows * it->units + unit];
        x[find_place(it, i, unit)] = value - first;
        sum += value - first;
        size = fabs(value) > size ? fabs(value) : size;
    }
    const double mean = sum / (double)it->rows;
    for (size_t i = 0; i < it->rows; i++) {
        double *element = &x[find_place(it, i, unit)];
        *element -= mean;
        largest = fabs(*element) > largest ? fabs(*element) : largest;
    }
    if (!isfinite(mean)) {
        return (double)NAN;
    }
    if (largest > NOISE * size) {
        return largest;
    }
    for (size_t i = 0; i < it->rows; i++) {
        x[find_place(it, i, unit)] = 0;
    }
    return 0;
}

/* The largest |element| of X; NaN when one is not finite. */
static double centre(const extent *it, const real *a, double *x) {
    double largest = 0;
    for (size_t unit = 0; unit < it->units; unit++) {
        const double here = centre_unit(it, a, unit, x);
        if (!isfinite(here)) {
            return (double)NAN;
        }
        largest = here > largest ? here : largest;
    }
    return largest;
}

/* matrix (order, order) = sum over the rows of x of their products, over scale squared: no
 * square of what is small vanishes, none of what is large overflows. */
static void multiply(const extent *it, double scale, double *x, double *matrix) {
    for (size_t i = 0; i < it->order * it->order; i++) {
        matrix[i] = 0;
    }
    for (size_t k = 0; k < it->length; k++) {
        double *row = x + k * it->order;
        for (size_t j = 0; j < it->order; j++) {
            row[j] /= scale;
        }
        for (size_t j = 0; j < it->order; j++) {
            for (size_t i = 0; row[j] != 0 && i <= j; i++) {
                matrix[j * it->order + i] += row[j] * row[i];
            }
        }
    }
    for (size_t j = 0; j < it->order; j++) {
        for (size_t i = 0; i < j; i++) {
            matrix[i * it->order + j] = matrix[j * it->order + i];
        }
    }
}

nnt_spectrum nnt_spectrum_find(size_t n_rows, size_t units, const real *a, double *room) {
    const extent it = find_extent(n_rows, units);
    double *matrix = room + it.length * it.order;
    double *values = matrix + it.order * it.order;
    const double scale = centre(&it, a, room);
    if (!isfinite(scale)) {
        return (nnt_spectrum){0};
    }
    multiply(&it, scale > 0 ? scale : 1, room, matrix);
    if (!nnt_symmetric_eigenvalues(it.order, matrix, values + it.order, values)) {
        return (nnt_spectrum){0};
    }
    for (size_t k = 0; k < it.order; k++) {
        values[k] = values[k] > 0 ? values[k] : 0;
    }
    return (nnt_spectrum){.is_known = true, .n = it.order, .variance = values};
}
