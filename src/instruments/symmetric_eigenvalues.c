/* Householder's reflections make the matrix tridiagonal, implicit QR steps with Wilkinson's
 * shift make that diagonal (Golub and Van Loan, Matrix Computations, 8.3). Nobody asks for
 * the vectors, so that none are kept. */
#include "instruments/symmetric_eigenvalues.h"

#include <float.h>
#include <math.h>

/* Two are usual for a value. */
enum { MOST_STEPS = 30 };

/* Reflects the first i rows and columns so that of row i only the entry beside the diagonal
 * is left, and returns that. The whole square is kept, not one triangle, so that all inner
 * loops run along rows. */
static double reflect(size_t n, size_t i, double *a, double *w) {
    double *v = a + i * n; /* row i becomes the reflection's vector */
    const double beside = v[i - 1];
    double rest = 0;
    for (size_t k = 0; k + 1 < i; k++) {
        rest += v[k] * v[k];
    }
    if (rest < DBL_MIN) {
        return beside;
    }
    const double squared = rest + beside * beside;
    const double left = beside > 0 ? -sqrt(squared) : sqrt(squared);
    const double beta = 1 / (squared - left * beside);
    v[i - 1] = beside - left;
    for (size_t k = 0; k < i; k++) {
        w[k] = 0;
    }
    for (size_t r = 0; r < i; r++) {
        const double factor = beta * v[r];
        const double *row = a + r * n;
        for (size_t k = 0; k < i; k++) {
            w[k] += factor * row[k];
        }
    }
    double product = 0;
    for (size_t k = 0; k < i; k++) {
        product += v[k] * w[k];
    }
    for (size_t k = 0; k < i; k++) {
        w[k] -= 0.5 * beta * product * v[k];
    }
    for (size_t r = 0; r < i; r++) {
        double *row = a + r * n;
        for (size_t k = 0; k < i; k++) {
            row[k] -= v[r] * w[k] + w[r] * v[k];
        }
    }
    return left;
}

/* The diagonal d (n) and what is beside it, e (n - 1 of n). */
static void make_tridiagonal(size_t n, double *a, double *d, double *e, double *w) {
    for (size_t i = n; i-- > 1;) {
        e[i - 1] = reflect(n, i, a, w);
        d[i] = a[i * n + i];
    }
    d[0] = a[0];
}

static double find_scale(size_t n, const double *d, const double *e) {
    double sum = fabs(d[0]);
    double largest = sum;
    for (size_t k = 1; k < n; k++) {
        const double here = fabs(d[k]) + fabs(e[k - 1]);
        sum += here;
        largest = here > largest ? here : largest;
    }
    return isfinite(sum) ? largest : (double)NAN;
}

/* The eigenvalue of the block's last 2 x 2 that is nearer to its last entry. */
static double find_shift(size_t last, const double *d, const double *e) {
    const double half = 0.5 * (d[last - 1] - d[last]);
    const double squared = e[last - 1] * e[last - 1];
    const double root = sqrt(half * half + squared);
    return d[last] - squared / (half > 0 ? half + root : half - root);
}

/* One step on the block from `first` to `last`, beside whose diagonal nothing is 0. */
static void step(size_t first, size_t last, double *d, double *e) {
    double x = d[first] - find_shift(last, d, e);
    double z = e[first];
    for (size_t k = first; k < last; k++) {
        const double length = sqrt(x * x + z * z);
        const double c = length > 0 ? x / length : 1;
        const double s = length > 0 ? z / length : 0;
        const double turned = s * (d[k + 1] - d[k]) + 2 * c * e[k];
        if (k > first) {
            e[k - 1] = length;
        }
        d[k] += s * turned;
        d[k + 1] -= s * turned;
        e[k] = c * turned - e[k];
        if (k + 1 < last) {
            x = e[k];
            z = s * e[k + 1];
            e[k + 1] *= c;
        }
    }
}

static bool make_diagonal(size_t n, double *d, double *e) {
    const double nothing = DBL_EPSILON * find_scale(n, d, e);
    size_t steps_left = MOST_STEPS * n;
    size_t last = n - 1;
    if (!isfinite(nothing)) {
        return false;
    }
    while (last > 0) {
        size_t first = last;
        while (first > 0 && fabs(e[first - 1]) > nothing) {
            first--;
        }
        if (first == last) {
            last--;
            continue;
        }
        if (steps_left-- == 0) {
            return false;
        }
        step(first, last, d, e);
    }
    return true;
}

static void sort_falling(size_t n, double *values) {
    for (size_t i = 1; i < n; i++) {
        const double value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] < value; at--) {
            values[at] = values[at - 1];
        }
        values[at] = value;
    }
}

bool nnt_symmetric_eigenvalues(size_t n, double *a, double *room, double *values) {
    if (n == 0) {
        return true;
    }
    make_tridiagonal(n, a, values, room, room + n);
    if (!make_diagonal(n, values, room)) {
        return false;
    }
    sort_falling(n, values);
    return true;
}
