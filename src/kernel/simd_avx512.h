/* simd.h with AVX-512: partial loads and stores use its masks. */
#ifndef NNT_KERNEL_SIMD_AVX512_H
#define NNT_KERNEL_SIMD_AVX512_H

#include <immintrin.h>

#if NNT_REAL_BITS == 32
typedef __m512 vreal;
#define NNT_SIMD(name) _mm512_##name##_ps
typedef __mmask16 nnt_simd_mask;
#else
typedef __m512d vreal;
#define NNT_SIMD(name) _mm512_##name##_pd
typedef __mmask8 nnt_simd_mask;
#endif
enum { NNT_LANES = 64 / sizeof(real) };

NNT_INLINE nnt_simd_mask nnt_simd_first(size_t count) {
    return (nnt_simd_mask)((1u << count) - 1u);
}

NNT_INLINE vreal nnt_simd_broadcast(real x) {
    return NNT_SIMD(set1)(x);
}

NNT_INLINE vreal nnt_simd_load(const real *p) {
    return NNT_SIMD(loadu)(p);
}

NNT_INLINE void nnt_simd_store(real *p, vreal v) {
    NNT_SIMD(storeu)(p, v);
}

NNT_INLINE vreal nnt_simd_load_first(const real *p, size_t count) {
    return NNT_SIMD(maskz_loadu)(nnt_simd_first(count), p);
}

NNT_INLINE void nnt_simd_store_first(real *p, vreal v, size_t count) {
    NNT_SIMD(mask_storeu)(p, nnt_simd_first(count), v);
}

NNT_INLINE vreal nnt_simd_fma(vreal a, vreal b, vreal c) {
    return NNT_SIMD(fmadd)(a, b, c);
}

#if NNT_REAL_BITS == 32
NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    const __m512i from_low =
        _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const __m512i from_high = _mm512_add_epi32(from_low, _mm512_set1_epi32(8));
    *low = _mm512_permutex2var_ps(a, from_low, b);
    *high = _mm512_permutex2var_ps(a, from_high, b);
}
#else
NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    const __m512i from_low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    const __m512i from_high = _mm512_add_epi64(from_low, _mm512_set1_epi64(4));
    *low = _mm512_permutex2var_pd(a, from_low, b);
    *high = _mm512_permutex2var_pd(a, from_high, b);
}
#endif

#undef NNT_SIMD

#endif
