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

/* Half a vector. */
#if NNT_REAL_BITS == 32
typedef __m256 vhalf;
#define NNT_HALF(name) _mm256_##name##_ps
#else
typedef __m256d vhalf;
#define NNT_HALF(name) _mm256_##name##_pd
#endif
enum { NNT_HALF_LANES = NNT_LANES / 2 };

NNT_INLINE vhalf nnt_half_broadcast(real x) {
    return NNT_HALF(set1)(x);
}

NNT_INLINE vhalf nnt_half_load(const real *p) {
    return NNT_HALF(loadu)(p);
}

NNT_INLINE void nnt_half_store(real *p, vhalf v) {
    NNT_HALF(storeu)(p, v);
}

NNT_INLINE vhalf nnt_half_load_first(const real *p, size_t count) {
    return NNT_HALF(maskz_loadu)((__mmask8)nnt_simd_first(count), p);
}

NNT_INLINE void nnt_half_store_first(real *p, vhalf v, size_t count) {
    NNT_HALF(mask_storeu)(p, (__mmask8)nnt_simd_first(count), v);
}

NNT_INLINE vhalf nnt_half_fma(vhalf a, vhalf b, vhalf c) {
    return NNT_HALF(fmadd)(a, b, c);
}

#undef NNT_HALF

#if NNT_REAL_BITS == 32
NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    const __m512i from_low =
        _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const __m512i from_high = _mm512_add_epi32(from_low, _mm512_set1_epi32(8));
    *low = _mm512_permutex2var_ps(a, from_low, b);
    *high = _mm512_permutex2var_ps(a, from_high, b);
}

NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    const __m512i evens =
        _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    *even = _mm512_permutex2var_ps(low, evens, high);
    *odd = _mm512_permutex2var_ps(low, _mm512_add_epi32(evens, _mm512_set1_epi32(1)), high);
}

NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    const __m128 zero = _mm_setzero_ps();
    return _mm512_zextps128_ps512(_mm_loadl_pi(zero, (const __m64 *)(const void *)p));
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    _mm_storeu_ps(p, _mm_movelh_ps(_mm512_castps512_ps128(a), _mm512_castps512_ps128(b)));
}
#else
NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    const __m512i from_low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    const __m512i from_high = _mm512_add_epi64(from_low, _mm512_set1_epi64(4));
    *low = _mm512_permutex2var_pd(a, from_low, b);
    *high = _mm512_permutex2var_pd(a, from_high, b);
}

NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    const __m512i evens = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    *even = _mm512_permutex2var_pd(low, evens, high);
    *odd = _mm512_permutex2var_pd(low, _mm512_add_epi64(evens, _mm512_set1_epi64(1)), high);
}

NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    return _mm512_zextpd128_pd512(_mm_loadu_pd(p));
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    const __m256d first = _mm512_castpd512_pd256(a);
    _mm256_storeu_pd(p, _mm256_insertf128_pd(first, _mm512_castpd512_pd128(b), 1));
}
#endif

#undef NNT_SIMD

NNT_INLINE void nnt_widen_four(const real *from, double *to) {
#if NNT_REAL_BITS == 32
    _mm256_storeu_pd(to, _mm256_cvtps_pd(_mm_loadu_ps(from)));
#else
    _mm256_storeu_pd(to, _mm256_loadu_pd(from));
#endif
}

#endif
