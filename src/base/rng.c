/* Counter-based random numbers. Source of the generator: Salmon, Moraes, Dror,
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11. */
#include "base/rng.h"

#include "base/philox.h"
#include "base/wide.h"
#include <assert.h>

enum { WORDS_IN_BLOCK = 4 };

void nnt_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    uint32_t x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < NNT_PHILOX_ROUNDS; round++) {
        nnt_philox_round(&x0, &x1, &x2, &x3, k0, k1);
        k0 += NNT_PHILOX_STEP_0;
        k1 += NNT_PHILOX_STEP_1;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}

void nnt_philox_side(const uint32_t counter[4],
                     const uint32_t key[2],
                     uint32_t words[4][NNT_PHILOX_SIDE]) {
    const uint64_t first = (uint64_t)counter[1] << 32 | counter[0];
    uint32_t k0 = key[0], k1 = key[1];
    for (uint32_t i = 0; i < NNT_PHILOX_SIDE; i++) {
        words[0][i] = (uint32_t)(first + i);
        words[1][i] = (uint32_t)((first + i) >> 32);
        words[2][i] = counter[2];
        words[3][i] = counter[3];
    }
    for (int round = 0; round < NNT_PHILOX_ROUNDS; round++) {
        for (size_t i = 0; i < NNT_PHILOX_SIDE; i++) {
            nnt_philox_round(&words[0][i], &words[1][i], &words[2][i], &words[3][i], k0, k1);
        }
        k0 += NNT_PHILOX_STEP_0;
        k1 += NNT_PHILOX_STEP_1;
    }
}

/* FNV-1a, 32 bits (Fowler, Noll, Vo). */
static uint32_t hash_name(const char *name) {
    uint32_t hash = UINT32_C(2166136261);
    for (; *name; name++) {
        hash = (hash ^ (unsigned char)*name) * UINT32_C(16777619);
    }
    return hash;
}

nnt_rng nnt_rng_stream(uint64_t seed, const char *name, uint32_t index) {
    return (nnt_rng){
        .key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
        .counter = {0, 0, index, hash_name(name)},
        .used = WORDS_IN_BLOCK,
    };
}

uint32_t nnt_rng_u32(nnt_rng *rng) {
    if (rng->used == WORDS_IN_BLOCK) {
        nnt_philox(rng->counter, rng->key, rng->block);
        rng->used = 0;
        rng->counter[0]++;
        rng->counter[1] += rng->counter[0] == 0;
    }
    return rng->block[rng->used++];
}

uint64_t nnt_rng_u64(nnt_rng *rng) {
    const uint64_t low = nnt_rng_u32(rng);
    const uint64_t high = nnt_rng_u32(rng);
    return high << 32 | low;
}

double nnt_rng_uniform(nnt_rng *rng) {
    const double k = (double)(nnt_rng_u64(rng) >> 11);
    const double uniform = (k + 0.5) * 0x1p-53;
    /* Of the largest k, k + 1/2 rounds to 2^53. */
    return uniform < 1 ? uniform : 1 - 0x1p-53;
}

double nnt_rng_normal(nnt_rng *rng) {
    return nnt_normal_quantile(nnt_rng_uniform(rng));
}

uint64_t nnt_rng_below(nnt_rng *rng, uint64_t n) {
    assert(n > 0);
    /* Lemire, "Fast random integer generation in an interval", 2019, algorithm 5 */
    nnt_wide product = nnt_wide_multiply(nnt_rng_u64(rng), n);
    if (nnt_wide_low(product) < n) {
        const uint64_t threshold = (0 - n) % n;
        while (nnt_wide_low(product) < threshold) {
            product = nnt_wide_multiply(nnt_rng_u64(rng), n);
        }
    }
    return nnt_wide_high(product);
}

void nnt_rng_shuffle(nnt_rng *rng, uint32_t *indices, size_t n) {
    for (size_t last = n; last > 1; last--) {
        const size_t place = (size_t)nnt_rng_below(rng, last);
        const uint32_t index = indices[place];
        indices[place] = indices[last - 1];
        indices[last - 1] = index;
    }
}
