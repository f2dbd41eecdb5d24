/* What the tests of one build of the kernel share: whether the machine can run it,
 * a seeded generator, and equality of bits. */
#ifndef NNT_TESTS_KERNEL_KERNEL_TEST_H
#define NNT_TESTS_KERNEL_KERNEL_TEST_H

#include "kernel/real.h"
#include "support/nnt_test.h"
#include <stdbool.h>
#include <string.h>

#if NNT_REAL_BITS == 32
#define TEST_SMALLEST 0x1p-149F
#define TEST_LARGEST 0x1.fffffep127F
#else
#define TEST_SMALLEST 0x1p-1074
#define TEST_LARGEST 0x1.fffffffffffffp1023
#endif

static inline void test_skip_without_isa(void) {
#if NNT_VECTOR_BYTES == 64
    bool has_isa = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#elif NNT_VECTOR_BYTES == 32
    bool has_isa = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    bool has_isa = true;
#endif
    if (!has_isa) {
        cr_skip_test("this machine has no " NNT_ISA_NAME);
    }
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
typedef struct test_random {
    uint64_t state;
} test_random;

static inline uint64_t test_random_next(test_random *random) {
    uint64_t z = random->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline size_t test_random_below(test_random *random, size_t limit) {
    return (size_t)(test_random_next(random) % limit);
}

static inline double test_random_between(test_random *random, double lowest, double highest) {
    return lowest + (highest - lowest) * ((double)(test_random_next(random) >> 11) * 0x1p-53);
}

/* Equal bits, or both NaN: which NaN an operation on two NaNs gives is up to the
 * processor. */
static inline bool test_is_same(real a, real b) {
    return memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
}

/* Index of the first number that differs; count if there is none. */
static inline size_t test_find_difference(size_t count, const real *a, const real *b) {
    size_t i = 0;
    while (i < count && test_is_same(a[i], b[i])) {
        i++;
    }
    return i;
}

#endif
