/* Products in lanes against the plain loops, lane by lane and bit for bit. */
#include "kernel/kernel_test.h"
#include "kernel/lanes.h"
#include "kernel/matrix.h"
#include <math.h>
#include <stdlib.h>

enum { L = NNT_TEAM_LANES };

typedef struct shape {
    size_t n, in, out;
} shape;

/* Exactly `count` numbers with lanes from malloc, one in nine of them special. */
static real *create_lanes(size_t count, test_random *random) {
    static const real special[] = {NAN, INFINITY, -INFINITY, -0.0F, 0, TEST_SMALLEST, TEST_LARGEST};
    real *lanes = malloc((count * L + 1) * sizeof *lanes);
    for (size_t i = 0; i < count * L; i++) {
        const size_t draw = test_random_below(random, 63);
        lanes[i] = draw < 7 ? special[draw] : (real)test_random_between(random, -2, 2);
    }
    return lanes;
}

static real *get_lane(size_t count, size_t lane, const real *lanes) {
    real *alone = malloc((count + 1) * sizeof *alone);
    nnt_lanes_get(count, lane, lanes, alone);
    return alone;
}

typedef void lanes_product(size_t n, size_t in, size_t out, const real *a, const real *b, real *c);

static void affine(size_t n, size_t in, size_t out, const real *x, const real *w_b, real *z) {
    nnt_lanes_affine(n, in, out, x, w_b, w_b + in * out * L, z);
}

static void
reference_affine(size_t n, size_t in, size_t out, const real *x, const real *w_b, real *z) {
    nnt_reference_affine(n, in, out, x, w_b, w_b + in * out, z);
}

static void
compare(lanes_product *lanes, lanes_product *reference, const size_t counts[3], shape s) {
    test_random random = {s.n * 10000 + s.in * 100 + s.out};
    real *a = create_lanes(counts[0], &random);
    real *b = create_lanes(counts[1], &random);
    real *c = create_lanes(counts[2], &random);
    real *expected = malloc((counts[2] + 1) * sizeof *expected);
    lanes(s.n, s.in, s.out, a, b, c);
    for (size_t lane = 0; lane < L; lane++) {
        real *own_a = get_lane(counts[0], lane, a);
        real *own_b = get_lane(counts[1], lane, b);
        real *own_c = get_lane(counts[2], lane, c);
        reference(s.n, s.in, s.out, own_a, own_b, expected);
        cr_assert(test_find_difference(counts[2], own_c, expected) == counts[2],
                  "lane %zu of %zu x %zu x %zu", lane, s.n, s.in, s.out);
        free(own_a);
        free(own_b);
        free(own_c);
    }
    free(a);
    free(b);
    free(c);
    free(expected);
}

/* Every remainder of the tiles in every direction. */
NNT_TEST(lanes, products_are_those_of_each_lane_alone) {
    test_skip_without_isa();
    static const size_t sizes[] = {0, 1, 2, 3, 4, 5, 7, 8, 11};
    enum { N = sizeof sizes / sizeof sizes[0] };
    for (size_t i = 0; i < N * N * N; i++) {
        const shape s = {sizes[i / N / N], sizes[i / N % N], sizes[i % N]};
        const size_t x = s.n * s.in;
        const size_t w = s.in * s.out;
        const size_t z = s.n * s.out;
        compare(affine, reference_affine, (size_t[]){x, w + s.out, z}, s);
        compare(nnt_lanes_weight_gradient, nnt_reference_weight_gradient, (size_t[]){x, z, w}, s);
        compare(nnt_lanes_input_gradient, nnt_reference_input_gradient, (size_t[]){z, w, x}, s);
    }
}

NNT_TEST(lanes, put_and_get_touch_one_lane) {
    test_skip_without_isa();
    real lanes[3 * L] = {0};
    const real put[3] = {1, 2, 3};
    real got[3] = {0};
    nnt_lanes_put(3, 1, put, lanes);
    for (size_t i = 0; i < 3 * L; i++) {
        cr_assert(lanes[i] == (i % L == 1 ? put[i / L] : 0));
    }
    nnt_lanes_get(3, 1, lanes, got);
    cr_assert(got[0] == 1 && got[1] == 2 && got[2] == 3);
}
