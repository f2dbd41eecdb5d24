/* Powers of ten in 128 bits, for printing and reading numbers. */
#ifndef NNT_BASE_NUMBER_POWERS_H
#define NNT_BASE_NUMBER_POWERS_H

#include <stdint.h>

enum { NNT_LOWEST_POWER = -292, NNT_HIGHEST_POWER = 324 };

/* 10^e * 2^(127 - floor(log2(10^e))), rounded up: exact for 0 <= e <= 55. */
typedef struct nnt_power {
    uint64_t high, low;
} nnt_power;

/* NNT_LOWEST_POWER <= exponent <= NNT_HIGHEST_POWER */
const nnt_power *nnt_power_of_ten(int exponent);

#endif
