/* Counter-based random numbers: Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3", SC11). A stream is a pure
 * function of (seed, name, index), so that adding a draw to one stream moves no
 * other: data, initial weights, order of rows and dropout never disturb each other. */
#ifndef NNT_BASE_RNG_H
#define NNT_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/* One block: 128 bits of counter and 64 bits of key give 128 random bits. */
void nnt_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* The same for sixteen counters, of which the first is given and each other is one more in
 * its first 64 bits; words[w][i] is word w of the i-th of them. For those who need many. */
enum { NNT_PHILOX_SIDE = 16 };
void nnt_philox_side(const uint32_t counter[4],
                     const uint32_t key[2],
                     uint32_t words[4][NNT_PHILOX_SIDE]);

/* A position in a stream. Plain data: copy it to branch. */
typedef struct nnt_rng {
    uint32_t key[2];     /* the seed */
    uint32_t counter[4]; /* block number (64 bits), index, hash of the name */
    uint32_t block[4];
    unsigned used; /* words of `block` already given out; 4 = none left */
} nnt_rng;

/* The start of a stream. `name` says what is drawn ("weights", "shuffle");
 * `index` separates equal draws of one kind: the layer, the epoch. */
nnt_rng nnt_rng_stream(uint64_t seed, const char *name, uint32_t index);

uint32_t nnt_rng_u32(nnt_rng *rng);
uint64_t nnt_rng_u64(nnt_rng *rng); /* two words, the first is the lower half */

/* Uniform in (0, 1): (k + 1/2) / 2^53 with k the upper 53 bits of nnt_rng_u64, at
 * most 1 - 2^-53. */
double nnt_rng_uniform(nnt_rng *rng);

/* Standard normal: the quantile of one uniform draw, so that a normal and a
 * uniform initialiser use the same draws (Wichura 1988, AS 241, PPND16). Relative
 * error about 1e-16; no libm function but sqrt, so equal on every machine. */
double nnt_rng_normal(nnt_rng *rng);
double nnt_normal_quantile(double probability);

/* Uniform whole number in 0 … n-1, without bias (Lemire 2019); n > 0. */
uint64_t nnt_rng_below(nnt_rng *rng, uint64_t n);

/* Permutes n indices in place (Fisher-Yates, from the last to the first). */
void nnt_rng_shuffle(nnt_rng *rng, uint32_t *indices, size_t n);

#endif
