/* Reductions against an independent computation in eight lanes. */
#include "kernel/kernel_test.h"
#include "kernel/vector.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdlib.h>

enum { LARGEST = 300 };

static void fill(test_random *random, size_t n, real *x) {
    for (size_t i = 0; i < n; i++) {
        x[i] = (real)ldexp(test_random_between(random, -1, 1), (int)test_random_below(random, 30));
    }
}

/* The definition in vector.h, lane by lane instead of element by element. With
 * y NULL the sum of x. */
static double sum_in_lanes(size_t n, const real *x, const real *y) {
    double lane[8] = {0};
    for (size_t l = 0; l < 8; l++) {
        for (size_t i = l; i < n; i += 8) {
            lane[l] = y == NULL ? lane[l] + (double)x[i] : lane[l] + (double)x[i] * (double)y[i];
        }
    }
    double even = (lane[0] + lane[4]) + (lane[2] + lane[6]);
    double odd = (lane[1] + lane[5]) + (lane[3] + lane[7]);
    return even + odd;
}

NNT_TEST(vector, sums_have_the_bits_of_eight_lanes) {
    real x[LARGEST], y[LARGEST];
    test_random random = {21};
    test_skip_without_isa();
    for (size_t n = 0; n <= LARGEST; n++) {
        fill(&random, n, x);
        fill(&random, n, y);
        cr_assert(nnt_vector_sum(n, x) == sum_in_lanes(n, x, NULL), "sum of %zu", n);
        cr_assert(nnt_vector_dot(n, x, y) == sum_in_lanes(n, x, y), "dot of %zu", n);
        cr_assert(nnt_vector_sum_squares(n, x) == sum_in_lanes(n, x, x), "squares of %zu", n);
    }
}

NNT_TEST(vector, sums_by_hand) {
    test_skip_without_isa();
    const real x[] = {3, -4, 12};
    const real y[] = {1, 0.5F, -0.25F};
    cr_assert(nnt_vector_sum(3, x) == 11);
    cr_assert(nnt_vector_sum_squares(3, x) == 169);
    cr_assert(nnt_vector_dot(3, x, y) == -2);
    cr_assert(nnt_vector_sum(0, x) == 0);
}

/* The largest numbers of float squared do not overflow a double. */
NNT_TEST(vector, squares_are_summed_in_double) {
    test_skip_without_isa();
    const real x[] = {(real)1e30, (real)1e30};
    cr_assert(fabs(nnt_vector_sum_squares(2, x) / 2e60 - 1) < 1e-6);
}

NNT_TEST(vector, scale_multiplies_each) {
    real x[LARGEST], before[LARGEST];
    test_random random = {22};
    test_skip_without_isa();
    fill(&random, LARGEST, before);
    memcpy(x, before, sizeof x);
    nnt_vector_scale(LARGEST - 1, (real)0.3, x);
    for (size_t i = 0; i < LARGEST - 1; i++) {
        cr_assert(x[i] == before[i] * (real)0.3);
    }
    cr_assert(x[LARGEST - 1] == before[LARGEST - 1]);
}

NNT_TEST(vector, find_not_finite_gives_the_first) {
    enum { N = 2500 };
    static real x[N];
    const real bad[] = {(real)NAN, (real)INFINITY, (real)-INFINITY};
    test_random random = {23};
    test_skip_without_isa();
    x[0] = TEST_LARGEST;
    x[1] = -TEST_LARGEST;
    x[2] = TEST_SMALLEST;
    cr_assert(nnt_vector_find_not_finite(N, x) == N);
    cr_assert(nnt_vector_all_finite(N, x));
    for (int i = 0; i < 300; i++) {
        size_t first = test_random_below(&random, N);
        size_t second = first + test_random_below(&random, N - first);
        real kept_first = x[first];
        real kept_second = x[second];
        x[first] = bad[i % 3];
        x[second] = bad[(i + 1) % 3];
        cr_assert(nnt_vector_find_not_finite(N, x) == first);
        cr_assert(nnt_vector_find_not_finite(first, x) == first);
        cr_assert(!nnt_vector_all_finite(N, x));
        x[second] = kept_second;
        x[first] = kept_first;
    }
    cr_assert(nnt_vector_all_finite(0, x));
}
