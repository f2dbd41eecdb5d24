/* One vector of `real`, as wide as the build's instruction set: the few operations
 * that the matrix products need, under one name each. In the generic build a vector
 * is one number, so the code written with it becomes plain loops.
 *
 * Loads and stores need no alignment. The ones ending in _first touch only the first
 * `count` numbers in memory, 1 <= count <= NNT_LANES; loaded lanes beyond are 0.
 * nnt_simd_interleave gives a0 b0 a1 b1 …, first half and second half, and
 * nnt_simd_separate undoes that. nnt_half_… is the same of half a vector. _pair and _pairs are for the first two lanes: loaded with
 * zeros behind them, and stored of two vectors side by side. */
#ifndef NNT_KERNEL_SIMD_H
#define NNT_KERNEL_SIMD_H

#include "kernel/real.h"

#define NNT_INLINE static inline __attribute__((always_inline))

#if NNT_VECTOR_BYTES == 64
#include "kernel/simd_avx512.h"
#elif NNT_VECTOR_BYTES == 32
#include "kernel/simd_avx2.h"
#elif NNT_VECTOR_BYTES == 16
#include "kernel/simd_neon.h"
#elif NNT_VECTOR_BYTES == 0
#include "kernel/simd_generic.h"
#else
#error "NNT_VECTOR_BYTES must be 0, 16, 32 or 64"
#endif

#if NNT_VECTOR_BYTES != 64
/* Where halves are no faster there are none: what is for NNT_HALF_LANES columns or fewer is
 * never run. */
typedef vreal vhalf;
enum { NNT_HALF_LANES = 0 };
#define nnt_half_broadcast nnt_simd_broadcast
#define nnt_half_load nnt_simd_load
#define nnt_half_store nnt_simd_store
#define nnt_half_load_first nnt_simd_load_first
#define nnt_half_store_first nnt_simd_store_first
#define nnt_half_fma nnt_simd_fma
#endif

/* A function some of whose arguments are constants wherever it is called, of which it is to
 * be compiled for each. Loops over registers must be unrolled completely then, or the
 * compiler keeps what should be in registers in memory. With sanitizers all copies would
 * say the same, and be a quarter of the build: there is one. */
#ifdef NNT_SANITIZED
#define NNT_TEMPLATE static inline
#define NNT_UNROLL
#else
#define NNT_TEMPLATE NNT_INLINE
#if defined(__clang__)
#define NNT_UNROLL _Pragma("clang loop unroll(full)")
#else
#define NNT_UNROLL _Pragma("GCC unroll 16")
#endif
#endif

/* Turns rows into columns. Each pass interleaves the first half of the rows with
 * the second half; after log2(NNT_LANES) passes, number i of row j has become
 * number j of row i. */
NNT_INLINE void nnt_simd_transpose(vreal row[NNT_LANES]) {
    NNT_UNROLL for (size_t pass = 1; pass < NNT_LANES; pass *= 2) {
        vreal next[NNT_LANES];
        NNT_UNROLL for (size_t i = 0; 2 * i + 1 < NNT_LANES; i++) {
            nnt_simd_interleave(row[i], row[i + NNT_LANES / 2], &next[2 * i], &next[2 * i + 1]);
        }
        NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
            row[i] = next[i];
        }
    }
}

#if NNT_VECTOR_BYTES >= 32
#include "kernel/simd_turn_x86.h"
#else
/* to[j][i] = from[i][j], i and j from 0 to NNT_LANES-1. */
NNT_INLINE void nnt_simd_turn(real *to, size_t to_row, const real *from, size_t from_row) {
    vreal row[NNT_LANES];
    NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
        row[i] = nnt_simd_load(from + i * from_row);
    }
    nnt_simd_transpose(row);
    NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
        nnt_simd_store(to + i * to_row, row[i]);
    }
}
#endif

#endif
