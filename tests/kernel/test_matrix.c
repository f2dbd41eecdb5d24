/* The fast products against the plain loops, bit for bit. */
#include "kernel/kernel_test.h"
#include "kernel/matrix.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct shape {
    size_t n, in, out;
} shape;

typedef void
product_function(size_t n, size_t in, size_t out, const real *a, const real *b, real *c);

static void affine(size_t n, size_t in, size_t out, const real *x, const real *w_then_b, real *z) {
    nnt_affine(n, in, out, x, w_then_b, w_then_b + in * out, z);
}

static void
reference_affine(size_t n, size_t in, size_t out, const real *x, const real *w_then_b, real *z) {
    nnt_reference_affine(n, in, out, x, w_then_b, w_then_b + in * out, z);
}

/* The counts are those of the two inputs and the output. */
typedef struct product_case {
    const char *name;
    product_function *fast, *reference;
    size_t (*count_a)(shape s), (*count_b)(shape s), (*count_c)(shape s);
} product_case;

static size_t count_x(shape s) {
    return s.n * s.in;
}

static size_t count_w(shape s) {
    return s.in * s.out;
}

static size_t count_w_and_b(shape s) {
    return (s.in + 1) * s.out;
}

static size_t count_z(shape s) {
    return s.n * s.out;
}

static const product_case products[] = {
    {.name = "affine",
     .fast = affine,
     .reference = reference_affine,
     .count_a = count_x,
     .count_b = count_w_and_b,
     .count_c = count_z},
    {.name = "weight gradient",
     .fast = nnt_weight_gradient,
     .reference = nnt_reference_weight_gradient,
     .count_a = count_x,
     .count_b = count_z,
     .count_c = count_w},
    {.name = "input gradient",
     .fast = nnt_input_gradient,
     .reference = nnt_reference_input_gradient,
     .count_a = count_z,
     .count_b = count_w,
     .count_c = count_x},
};
enum { N_PRODUCTS = sizeof products / sizeof products[0], GUARDS = 64 };

/* Exactly `count` numbers from malloc, so that the address sanitizer sees accesses
 * beyond them. One in `rare` is a special value; none if that is 0. */
static real *create_numbers(size_t count, test_random *random, unsigned rare) {
    static const real special[] = {NAN, INFINITY, -INFINITY, -0.0F, 0, TEST_SMALLEST, TEST_LARGEST};
    real *numbers = malloc(count == 0 ? 1 : count * sizeof *numbers);
    cr_assert(numbers != NULL);
    for (size_t i = 0; i < count; i++) {
        unsigned draw = (unsigned)(test_random_next(random) >> 33);
        numbers[i] = (real)test_random_between(random, -2, 2);
        if (rare != 0 && draw % rare == 0) {
            numbers[i] = special[draw / rare % (sizeof special / sizeof special[0])];
        }
    }
    return numbers;
}

static void
check_product(const product_case *product, shape s, test_random *random, unsigned rare) {
    size_t count = product->count_c(s);
    real *a = create_numbers(product->count_a(s), random, rare);
    real *b = create_numbers(product->count_b(s), random, rare);
    /* Both begin with the same numbers, so those behind the end must stay equal. */
    real *got = create_numbers(count + GUARDS, random, 0);
    real *want = create_numbers(count + GUARDS, random, 0);
    memcpy(want, got, (count + GUARDS) * sizeof *got);
    product->fast(s.n, s.in, s.out, a, b, got);
    product->reference(s.n, s.in, s.out, a, b, want);
    size_t i = test_find_difference(count + GUARDS, got, want);
    cr_assert(i == count + GUARDS,
              "%s, n %zu, in %zu, out %zu: number %zu is %a, the plain loops give %a",
              product->name, s.n, s.in, s.out, i, i < count + GUARDS ? (double)got[i] : 0,
              i < count + GUARDS ? (double)want[i] : 0);
    free(a);
    free(b);
    free(got);
    free(want);
}

static void check_products(shape s, test_random *random, unsigned rare) {
    for (size_t p = 0; p < N_PRODUCTS; p++) {
        check_product(&products[p], s, random, rare);
    }
}

static void check_random_shapes(size_t largest, unsigned rare) {
    test_skip_without_isa();
    test_random random = {largest + rare};
    for (int i = 0; i < 150; i++) {
        shape s = {test_random_below(&random, largest + 1), test_random_below(&random, largest + 1),
                   test_random_below(&random, largest + 1)};
        check_products(s, &random, rare);
    }
}

NNT_TEST(matrix, tiny_shapes_equal_plain_loops) {
    check_random_shapes(9, 0);
}

NNT_TEST(matrix, shapes_up_to_70_equal_plain_loops) {
    check_random_shapes(70, 0);
}

NNT_TEST(matrix, special_values_equal_plain_loops) {
    check_random_shapes(40, 50);
}

/* Each size around the edges of vectors, tiles and panels, the others small. */
NNT_TEST(matrix, shapes_around_edges_equal_plain_loops) {
    static const size_t edges[] = {0,   1,   2,   3,   4,   7,   8,   9,   15,  16,  17,  23, 24,
                                   25,  31,  32,  33,  47,  48,  49,  63,  64,  65,  95,  96, 97,
                                   143, 144, 145, 255, 256, 257, 259, 511, 512, 513, 1025};
    test_skip_without_isa();
    test_random random = {11};
    for (size_t e = 0; e < sizeof edges / sizeof edges[0]; e++) {
        check_products((shape){edges[e], 5, 3}, &random, 0);
        check_products((shape){5, edges[e], 3}, &random, 0);
        check_products((shape){3, 5, edges[e]}, &random, 0);
        check_products((shape){17, edges[e], 1}, &random, 0);
        check_products((shape){edges[e], 17, 1}, &random, 0);
        check_products((shape){edges[e], 7, 2}, &random, 0);
        check_products((shape){5, edges[e], 2}, &random, 0);
    }
}

/* Large enough for several chunks of rows, blocks of steps and strips. */
NNT_TEST(matrix, large_shapes_equal_plain_loops) {
    test_skip_without_isa();
    test_random random = {12};
    check_products((shape){300, 150, 100}, &random, 0);
    check_products((shape){20, 1100, 70}, &random, 1000);
    check_products((shape){20, 70, 1100}, &random, 0);
    check_products((shape){1100, 20, 70}, &random, 0);
    /* Few outputs, whose gradients are turned in several parts. */
    check_products((shape){40, 450, 3}, &random, 0);
    check_products((shape){40, 450, 18}, &random, 0);
    /* A turned operand in several blocks of steps, and in several chunks. */
    check_products((shape){1050, 17, 390}, &random, 0);
    check_products((shape){260, 490, 390}, &random, 0);
}

/* An empty sum is the bias, or zero. */
NNT_TEST(matrix, empty_sums) {
    test_skip_without_isa();
    real b[] = {1, -0.0F, 3};
    real z[] = {7, 7, 7, 7, 7, 7};
    nnt_affine(2, 0, 3, b, b, b, z);
    cr_assert(memcmp(z, b, sizeof b) == 0 && memcmp(z + 3, b, sizeof b) == 0);
    nnt_weight_gradient(0, 2, 3, b, b, z);
    for (int i = 0; i < 6; i++) {
        cr_assert(z[i] == 0 && !signbit(z[i]));
    }
}

NNT_TEST(matrix, affine_by_hand) {
    test_skip_without_isa();
    real x[] = {1, 2, 3, 4};
    real w[] = {1, 10, 100, 2, 20, 200};
    real b[] = {0.5F, 0, -1};
    real z[6], want[] = {5.5F, 50, 499, 11.5F, 110, 1099};
    nnt_affine(2, 2, 3, x, w, b, z);
    cr_assert(memcmp(z, want, sizeof want) == 0);
}

NNT_TEST(matrix, gradients_by_hand) {
    test_skip_without_isa();
    real x[] = {1, 2, 3, 4};
    real w[] = {1, 10, 100, 2, 20, 200};
    real delta[] = {1, 0, 2, -1, 1, 0};
    real grad_w[6], want_w[] = {-2, 3, 2, -2, 4, 4};
    real grad_x[4], want_x[] = {201, 402, 9, 18};
    nnt_weight_gradient(2, 2, 3, x, delta, grad_w);
    nnt_input_gradient(2, 2, 3, delta, w, grad_x);
    cr_assert(memcmp(grad_w, want_w, sizeof want_w) == 0);
    cr_assert(memcmp(grad_x, want_x, sizeof want_x) == 0);
}

/* 1 + 2^-30 is lost in float where each row is added alone to a sum of 1. */
NNT_TEST(matrix, bias_gradient_adds_rows_in_order) {
    test_skip_without_isa();
    const real tiny = NNT_REAL_BITS == 32 ? 0x1p-25F : (real)0x1p-54;
    real delta[] = {1, tiny, tiny, tiny, tiny, 1};
    real grad_b[2];
    nnt_bias_gradient(3, 2, delta, grad_b);
    cr_assert(grad_b[0] == 1);
    cr_assert(grad_b[1] == 1 + 2 * tiny);
    nnt_bias_gradient(0, 2, delta, grad_b);
    cr_assert(grad_b[0] == 0 && grad_b[1] == 0);
}
