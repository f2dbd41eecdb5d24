/* Eigenvalues of matrices whose spectrum is known. */
#include "instruments/symmetric_eigenvalues.h"

#include "support/nnt_test.h"
#include <float.h>
#include <math.h>
#include <string.h>

enum { MOST = 200 };

typedef struct square {
    size_t n;
    double a[MOST * MOST], room[2 * MOST], values[MOST];
} square;

static square *clear(size_t n) {
    static square it;
    memset(&it, 0, sizeof it);
    it.n = n;
    return &it;
}

static void set(square *it, size_t row, size_t column, double value) {
    it->a[row * it->n + column] = it->a[column * it->n + row] = value;
}

static void solve(square *it) {
    cr_assert(nnt_symmetric_eigenvalues(it->n, it->a, it->room, it->values));
    for (size_t k = 1; k < it->n; k++) {
        cr_assert(it->values[k] <= it->values[k - 1], "value %zu is not in its place", k);
    }
}

static void expect(const square *it, size_t k, double value, double largest) {
    cr_expect(fabs(it->values[k] - value) <= 16 * (double)it->n * DBL_EPSILON * largest,
              "value %zu of %zu: %.17g, not %.17g", k, it->n, it->values[k], value);
}

/* Turns the matrix by a reflection I - 2 u u' / u'u with u = (1, 2, ... n): the same
 * eigenvalues, and nothing that is 0 any more. */
static void fill(square *it) {
    const size_t n = it->n;
    double w[MOST] = {0}, product = 0, length = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            w[i] += it->a[i * n + k] * (double)(k + 1);
        }
        product += w[i] * (double)(i + 1);
        length += (double)((i + 1) * (i + 1));
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k <= i; k++) {
            const double u = (double)(i + 1), v = (double)(k + 1);
            const double by = 2 * (u * w[k] + w[i] * v) / length;
            set(it, i, k, it->a[i * n + k] - by + 4 * product * u * v / (length * length));
        }
    }
}

NNT_TEST(symmetric_eigenvalues, of_none_and_one) {
    square *it = clear(0);
    solve(it);
    it = clear(1);
    set(it, 0, 0, -3);
    solve(it);
    cr_assert(it->values[0] == -3);
}

/* Trace 4, determinant 1: 2 +- sqrt 3. */
NNT_TEST(symmetric_eigenvalues, of_two_by_two) {
    square *it = clear(2);
    set(it, 0, 0, 3);
    set(it, 1, 1, 1);
    set(it, 0, 1, sqrt(2.0));
    solve(it);
    expect(it, 0, 2 + sqrt(3.0), 4);
    expect(it, 1, 2 - sqrt(3.0), 4);
}

NNT_TEST(symmetric_eigenvalues, of_a_diagonal_are_its_entries) {
    square *it = clear(5);
    const double entries[] = {2, -7, 0, 11, 2};
    for (size_t k = 0; k < 5; k++) {
        set(it, k, k, entries[k]);
    }
    solve(it);
    cr_assert(memcmp(it->values, (double[]){11, 2, 2, 0, -7}, 5 * sizeof(double)) == 0);
}

/* The second difference: 2 - 2 cos(k pi / (n + 1)). */
static void set_second_difference(square *it) {
    for (size_t k = 0; k < it->n; k++) {
        set(it, k, k, 2);
        if (k > 0) {
            set(it, k, k - 1, -1);
        }
    }
}

NNT_TEST(symmetric_eigenvalues, of_the_second_difference) {
    const double pi = 3.14159265358979323846;
    for (size_t n = 2; n <= MOST; n += n < 10 ? 1 : 38) {
        for (int is_full = 0; is_full < 2; is_full++) {
            square *it = clear(n);
            set_second_difference(it);
            if (is_full) {
                fill(it);
            }
            solve(it);
            for (size_t k = 0; k < n; k++) {
                expect(it, k, 2 - 2 * cos((double)(n - k) * pi / (double)(n + 1)), 4);
            }
        }
    }
}

/* 1 1': one eigenvalue n, all others 0. Also with sizes whose squares are extreme. */
NNT_TEST(symmetric_eigenvalues, of_rank_one) {
    const double sizes[] = {1, 1e-140, 1e140};
    for (size_t s = 0; s < 3; s++) {
        square *it = clear(60);
        for (size_t i = 0; i < 60 * 60; i++) {
            it->a[i] = sizes[s];
        }
        solve(it);
        expect(it, 0, 60 * sizes[s], 60 * sizes[s]);
        for (size_t k = 1; k < 60; k++) {
            expect(it, k, 0, 60 * sizes[s]);
        }
    }
}

/* Far apart, and equal to each other. */
NNT_TEST(symmetric_eigenvalues, of_many_sizes) {
    square *it = clear(40);
    for (size_t k = 0; k < 40; k++) {
        set(it, k, k, k < 20 ? pow(10, -(double)k) : 0.5);
    }
    fill(it);
    solve(it);
    expect(it, 0, 1, 1);
    for (size_t k = 1; k <= 20; k++) {
        expect(it, k, 0.5, 1);
    }
    for (size_t k = 21; k < 40; k++) {
        expect(it, k, pow(10, -(double)(k - 20)), 1);
    }
}

/* What is so small that its square is no full double counts for nothing. */
NNT_TEST(symmetric_eigenvalues, beside_what_is_tiny) {
    const double sizes[] = {1e-154, 1e-160, 3e-162, 1e-308};
    for (size_t s = 0; s < 4; s++) {
        square *it = clear(6);
        for (size_t i = 0; i < 6; i++) {
            for (size_t k = 0; k < i; k++) {
                set(it, i, k, sizes[s]);
            }
            set(it, i, i, i == 2 ? 1 : 0);
        }
        solve(it);
        expect(it, 0, 1, 1);
        expect(it, 1, 0, 1);
        expect(it, 5, 0, 1);
    }
}

/* Hilbert's matrix of order 3: roots of x^3 - 23/15 x^2 + 127/720 x - 1/2160. */
NNT_TEST(symmetric_eigenvalues, are_roots_of_the_characteristic_polynomial) {
    square *it = clear(3);
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k <= i; k++) {
            set(it, i, k, 1 / (double)(i + k + 1));
        }
    }
    solve(it);
    double last = 4;
    for (size_t k = 0; k < 3; k++) {
        const double x = it->values[k];
        cr_assert(fabs(((x - 23.0 / 15) * x + 127.0 / 720) * x - 1.0 / 2160) < 1e-15);
        cr_assert(x > 0 && x < 0.5 * last, "three roots, not one three times");
        last = x;
    }
}

NNT_TEST(symmetric_eigenvalues, of_what_is_not_finite_are_none) {
    const double values[] = {NAN, INFINITY, -INFINITY};
    for (size_t v = 0; v < 3; v++) {
        for (size_t at = 0; at < 8; at++) {
            square *it = clear(8);
            set_second_difference(it);
            set(it, at, at / 2, values[v]);
            cr_assert(!nnt_symmetric_eigenvalues(it->n, it->a, it->room, it->values));
        }
    }
}
