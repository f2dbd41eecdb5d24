/* Products of 64-bit numbers in 128 bits, which every 64-bit target of gcc and
 * clang has as an extension. */
#ifndef NNT_BASE_WIDE_H
#define NNT_BASE_WIDE_H

#include <stdint.h>

__extension__ typedef unsigned __int128 nnt_wide;

static inline nnt_wide nnt_wide_multiply(uint64_t a, uint64_t b) {
    return (nnt_wide)a * b;
}

static inline uint64_t nnt_wide_high(nnt_wide number) {
    return (uint64_t)(number >> 64);
}

static inline uint64_t nnt_wide_low(nnt_wide number) {
    return (uint64_t)number;
}

#endif
