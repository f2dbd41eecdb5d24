/* The round of Philox 4x32 (see base/rng.h), for those who compute many blocks at once. */
#ifndef NNT_BASE_PHILOX_H
#define NNT_BASE_PHILOX_H

#include <stdint.h>

enum { NNT_PHILOX_ROUNDS = 10 };

/* Weyl sequences, added to the key after each round: golden ratio, sqrt(3) - 1 */
#define NNT_PHILOX_STEP_0 UINT32_C(0x9E3779B9)
#define NNT_PHILOX_STEP_1 UINT32_C(0xBB67AE85)

static inline void
nnt_philox_round(uint32_t *x0, uint32_t *x1, uint32_t *x2, uint32_t *x3, uint32_t k0, uint32_t k1) {
    const uint64_t product0 = UINT64_C(0xD2511F53) * *x0;
    const uint64_t product1 = UINT64_C(0xCD9E8D57) * *x2;
    *x0 = (uint32_t)(product1 >> 32) ^ *x1 ^ k0;
    *x1 = (uint32_t)product1;
    *x2 = (uint32_t)(product0 >> 32) ^ *x3 ^ k1;
    *x3 = (uint32_t)product0;
}

#endif
