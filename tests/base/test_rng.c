/* The generator against its published vectors, and the distributions of draws. */
#include "base/rng.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* kat_vectors of the Random123 distribution, philox4x32 with 10 rounds. */
NNT_TEST(rng, philox_gives_the_published_blocks) {
    static const uint32_t counters[][4] = {
        {0, 0, 0, 0},
        {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
        {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
    };
    static const uint32_t keys[][2] = {
        {0, 0},
        {0xffffffff, 0xffffffff},
        {0xa4093822, 0x299f31d0},
    };
    static const uint32_t expected[][4] = {
        {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
    };
    for (size_t i = 0; i < 3; i++) {
        uint32_t block[4];
        nnt_philox(counters[i], keys[i], block);
        cr_assert(memcmp(block, expected[i], sizeof block) == 0, "vector %zu", i);
    }
}

/* The hash of "a" is a published value of FNV-1a. */
NNT_TEST(rng, a_stream_is_seed_name_index_and_block) {
    const uint64_t seed = UINT64_C(0x0123456789abcdef);
    nnt_rng rng = nnt_rng_stream(seed, "a", 5);
    for (uint32_t n_block = 0; n_block < 3; n_block++) {
        const uint32_t counter[4] = {n_block, 0, 5, 0xe40c292c};
        const uint32_t key[2] = {0x89abcdef, 0x01234567};
        uint32_t block[4];
        nnt_philox(counter, key, block);
        for (int word = 0; word < 4; word++) {
            cr_assert(nnt_rng_u32(&rng) == block[word]);
        }
    }
}

NNT_TEST(rng, the_block_number_has_64_bits) {
    nnt_rng rng = nnt_rng_stream(1, "carry", 0);
    rng.counter[0] = UINT32_MAX;
    nnt_rng_u32(&rng);
    cr_assert(rng.counter[0] == 0 && rng.counter[1] == 1);
}

NNT_TEST(rng, words_are_joined_lower_half_first) {
    nnt_rng words = nnt_rng_stream(3, "words", 0);
    nnt_rng rng = words;
    for (int i = 0; i < 5; i++) {
        const uint64_t low = nnt_rng_u32(&words);
        const uint64_t high = nnt_rng_u32(&words);
        cr_assert(nnt_rng_u64(&rng) == (high << 32 | low));
    }
}

NNT_TEST(rng, streams_differ_in_each_part_of_their_name) {
    nnt_rng streams[] = {nnt_rng_stream(1, "weights", 0), nnt_rng_stream(2, "weights", 0),
                         nnt_rng_stream(UINT64_C(1) << 32 | 1, "weights", 0),
                         nnt_rng_stream(1, "weights", 1), nnt_rng_stream(1, "shuffle", 0)};
    enum { N = sizeof streams / sizeof streams[0] };
    uint64_t first[N];
    for (int i = 0; i < N; i++) {
        first[i] = nnt_rng_u64(&streams[i]);
        for (int j = 0; j < i; j++) {
            cr_assert(first[i] != first[j], "streams %d and %d", i, j);
        }
    }
}

static int compare_doubles(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { N_DRAWS = 20000 };

/* sqrt(n) times the Kolmogorov-Smirnov distance of draws from uniform ones. */
static double measure_distance(double *draws) {
    qsort(draws, N_DRAWS, sizeof draws[0], compare_doubles);
    double distance = 0;
    for (int i = 0; i < N_DRAWS; i++) {
        distance = fmax(distance, fabs(draws[i] - (double)i / N_DRAWS));
        distance = fmax(distance, fabs(draws[i] - (i + 1.0) / N_DRAWS));
    }
    return distance * sqrt(N_DRAWS);
}

/* Passed by 99.9 % of true samples (Kolmogorov's distribution). */
static const double largest_distance = 1.95;

NNT_TEST(rng, uniform_draws_are_uniform) {
    static double draws[N_DRAWS];
    nnt_rng rng = nnt_rng_stream(11, "uniform", 0);
    nnt_rng bits = rng;
    for (int i = 0; i < N_DRAWS; i++) {
        draws[i] = nnt_rng_uniform(&rng);
        cr_assert(draws[i] > 0 && draws[i] < 1);
        cr_assert(draws[i] == ((double)(nnt_rng_u64(&bits) >> 11) + 0.5) / 9007199254740992.0);
    }
    cr_assert(measure_distance(draws) < largest_distance);
}

/* Words of all ones or all zeros, put where the next draw takes them from. */
NNT_TEST(rng, uniform_draws_never_reach_0_or_1) {
    nnt_rng rng = {.used = 0};
    cr_assert(nnt_rng_uniform(&rng) == 0x1p-54);
    memset(rng.block, 0xFF, sizeof rng.block);
    cr_assert(nnt_rng_uniform(&rng) == 1 - 0x1p-53);
}

NNT_TEST(rng, normal_draws_are_normal) {
    static double draws[N_DRAWS];
    nnt_rng rng = nnt_rng_stream(12, "normal", 0);
    double sum = 0;
    double sum_of_squares = 0;
    for (int i = 0; i < N_DRAWS; i++) {
        const double draw = nnt_rng_normal(&rng);
        sum += draw;
        sum_of_squares += draw * draw;
        draws[i] = 0.5 * erfc(-draw * sqrt(0.5));
    }
    cr_assert(fabs(sum / N_DRAWS) < 4 / sqrt(N_DRAWS));
    cr_assert(fabs(sum_of_squares / N_DRAWS - 1) < 4 * sqrt(2.0 / N_DRAWS));
    cr_assert(measure_distance(draws) < largest_distance);
}

NNT_TEST(rng, a_normal_draw_uses_one_uniform_draw) {
    nnt_rng uniform = nnt_rng_stream(13, "pair", 0);
    nnt_rng normal = uniform;
    for (int i = 0; i < 10; i++) {
        const double draw = nnt_rng_uniform(&uniform);
        cr_assert(nnt_rng_normal(&normal) == nnt_normal_quantile(draw));
    }
}

NNT_TEST(rng, whole_numbers_are_equally_likely) {
    nnt_rng rng = nnt_rng_stream(14, "dice", 0);
    int counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        const uint64_t face = nnt_rng_below(&rng, 6);
        cr_assert(face < 6);
        counts[face]++;
    }
    double chi_square = 0;
    for (int face = 0; face < 6; face++) {
        chi_square += (counts[face] - 10000.0) * (counts[face] - 10000.0) / 10000.0;
    }
    cr_assert(chi_square < 20.5, "%g: 99.9 %% of fair dice stay below", chi_square);
    for (int i = 0; i < 100; i++) {
        cr_assert(nnt_rng_below(&rng, 1) == 0);
    }
}

/* Of n = 3 * 2^62 a plain product would give one third of the numbers twice as
 * often as the rest: n % 3 == 0 would hold for half of the draws, not a third. */
NNT_TEST(rng, large_bounds_have_no_bias) {
    nnt_rng rng = nnt_rng_stream(15, "large", 0);
    const uint64_t n = UINT64_C(3) << 62;
    int multiples = 0;
    for (int i = 0; i < 30000; i++) {
        const uint64_t draw = nnt_rng_below(&rng, n);
        cr_assert(draw < n);
        multiples += draw % 3 == 0;
    }
    cr_assert(abs(multiples - 10000) < 330, "%d", multiples);
}

NNT_TEST(rng, shuffling_reaches_all_orders_alike) {
    nnt_rng rng = nnt_rng_stream(16, "shuffle", 0);
    int counts[27] = {0};
    for (int i = 0; i < 30000; i++) {
        uint32_t order[3] = {0, 1, 2};
        nnt_rng_shuffle(&rng, order, 3);
        counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    int n_orders = 0;
    for (int i = 0; i < 27; i++) {
        n_orders += counts[i] > 0;
        cr_assert(counts[i] == 0 || abs(counts[i] - 5000) < 270, "%d times", counts[i]);
    }
    cr_assert(n_orders == 6);
}

NNT_TEST(rng, shuffling_loses_nothing) {
    nnt_rng rng = nnt_rng_stream(17, "shuffle", 0);
    uint32_t indices[1000];
    bool is_seen[1000] = {false};
    for (uint32_t i = 0; i < 1000; i++) {
        indices[i] = i;
    }
    nnt_rng_shuffle(&rng, indices, 1000);
    for (int i = 0; i < 1000; i++) {
        cr_assert(indices[i] < 1000 && !is_seen[indices[i]]);
        is_seen[indices[i]] = true;
    }
    nnt_rng before = rng;
    nnt_rng_shuffle(&rng, indices, 0);
    nnt_rng_shuffle(&rng, indices, 1);
    cr_assert(memcmp(&before, &rng, sizeof rng) == 0, "nothing to shuffle, nothing drawn");
}

/* Side by side and over the carry into the second word. */
NNT_TEST(philox, sixteen_at_once_are_those_of_one_after_the_other) {
    const uint32_t key[2] = {0x12345678, 0x9abcdef0};
    uint32_t counter[4] = {0xfffffff8, 41, 42, 43};
    uint32_t words[4][NNT_PHILOX_SIDE], expected[4];
    nnt_philox_side(counter, key, words);
    for (size_t i = 0; i < NNT_PHILOX_SIDE; i++) {
        nnt_philox(counter, key, expected);
        for (size_t w = 0; w < 4; w++) {
            cr_assert(words[w][i] == expected[w], "%zu, %zu", i, w);
        }
        counter[0]++;
        counter[1] += counter[0] == 0;
    }
}
