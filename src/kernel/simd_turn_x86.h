/* Rows turned into columns with registers of 256 bits, on which AVX2 and AVX-512 are alike.
 * Half of the moves between the halves of a register are left to the loads, so that fewer
 * shuffles are needed than with nnt_simd_transpose. */
#ifndef NNT_KERNEL_SIMD_TURN_X86_H
#define NNT_KERNEL_SIMD_TURN_X86_H

#include <immintrin.h>

#if NNT_REAL_BITS == 32
enum { NNT_TURN_ROWS = 8, NNT_TURN_COLUMNS = 4 };

/* Four numbers of a row and, in the upper half, of the fourth row below it. */
NNT_INLINE __m256 nnt_turn_load(const real *row, size_t from_row) {
    const __m256 low = _mm256_castps128_ps256(_mm_loadu_ps(row));
    return _mm256_insertf128_ps(low, _mm_loadu_ps(row + 4 * from_row), 1);
}

/* Two registers interleaved by pairs of numbers: the lower pairs or the upper ones. */
NNT_INLINE __m256 nnt_turn_lower_pairs(__m256 a, __m256 b) {
    return _mm256_castpd_ps(_mm256_unpacklo_pd(_mm256_castps_pd(a), _mm256_castps_pd(b)));
}

NNT_INLINE __m256 nnt_turn_upper_pairs(__m256 a, __m256 b) {
    return _mm256_castpd_ps(_mm256_unpackhi_pd(_mm256_castps_pd(a), _mm256_castps_pd(b)));
}

NNT_INLINE void nnt_turn_columns(real *to, size_t to_row, const real *from, size_t from_row) {
    const __m256 row0 = nnt_turn_load(from, from_row);
    const __m256 row1 = nnt_turn_load(from + from_row, from_row);
    const __m256 row2 = nnt_turn_load(from + 2 * from_row, from_row);
    const __m256 row3 = nnt_turn_load(from + 3 * from_row, from_row);
    const __m256 lower01 = _mm256_unpacklo_ps(row0, row1);
    const __m256 upper01 = _mm256_unpackhi_ps(row0, row1);
    const __m256 lower23 = _mm256_unpacklo_ps(row2, row3);
    const __m256 upper23 = _mm256_unpackhi_ps(row2, row3);
    _mm256_storeu_ps(to, nnt_turn_lower_pairs(lower01, lower23));
    _mm256_storeu_ps(to + to_row, nnt_turn_upper_pairs(lower01, lower23));
    _mm256_storeu_ps(to + 2 * to_row, nnt_turn_lower_pairs(upper01, upper23));
    _mm256_storeu_ps(to + 3 * to_row, nnt_turn_upper_pairs(upper01, upper23));
}
#else
enum { NNT_TURN_ROWS = 4, NNT_TURN_COLUMNS = 2 };

/* Two numbers of a row and, in the upper half, of the second row below it. */
NNT_INLINE __m256d nnt_turn_load(const real *row, size_t from_row) {
    const __m256d low = _mm256_castpd128_pd256(_mm_loadu_pd(row));
    return _mm256_insertf128_pd(low, _mm_loadu_pd(row + 2 * from_row), 1);
}

NNT_INLINE void nnt_turn_columns(real *to, size_t to_row, const real *from, size_t from_row) {
    const __m256d row0 = nnt_turn_load(from, from_row);
    const __m256d row1 = nnt_turn_load(from + from_row, from_row);
    _mm256_storeu_pd(to, _mm256_unpacklo_pd(row0, row1));
    _mm256_storeu_pd(to + to_row, _mm256_unpackhi_pd(row0, row1));
}
#endif

/* to[j][i] = from[i][j], i and j from 0 to NNT_LANES-1. */
NNT_INLINE void nnt_simd_turn(real *to, size_t to_row, const real *from, size_t from_row) {
    for (size_t j = 0; j < NNT_LANES; j += NNT_TURN_COLUMNS) {
        for (size_t i = 0; i < NNT_LANES; i += NNT_TURN_ROWS) {
            nnt_turn_columns(to + j * to_row + i, to_row, from + i * from_row + j, from_row);
        }
    }
}

#endif
