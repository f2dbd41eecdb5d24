/* simd.h with AVX2 and FMA. A partial store is made of ordinary smaller ones, because
 * the masked store is slow on some processors. */
#ifndef NNT_KERNEL_SIMD_AVX2_H
#define NNT_KERNEL_SIMD_AVX2_H

#include <immintrin.h>

#if NNT_REAL_BITS == 32
typedef __m256 vreal;
#define NNT_SIMD(name) _mm256_##name##_ps
#define NNT_SIMD_PERMUTE _mm256_permute2f128_ps
#else
typedef __m256d vreal;
#define NNT_SIMD(name) _mm256_##name##_pd
#define NNT_SIMD_PERMUTE _mm256_permute2f128_pd
#endif
enum { NNT_LANES = 32 / sizeof(real) };

NNT_INLINE vreal nnt_simd_broadcast(real x) {
    return NNT_SIMD(set1)(x);
}

NNT_INLINE vreal nnt_simd_load(const real *p) {
    return NNT_SIMD(loadu)(p);
}

NNT_INLINE void nnt_simd_store(real *p, vreal v) {
    NNT_SIMD(storeu)(p, v);
}

NNT_INLINE vreal nnt_simd_fma(vreal a, vreal b, vreal c) {
    return NNT_SIMD(fmadd)(a, b, c);
}

NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    vreal even = NNT_SIMD(unpacklo)(a, b);
    vreal odd = NNT_SIMD(unpackhi)(a, b);
    *low = NNT_SIMD_PERMUTE(even, odd, 0x20);
    *high = NNT_SIMD_PERMUTE(even, odd, 0x31);
}

#undef NNT_SIMD
#undef NNT_SIMD_PERMUTE

#if NNT_REAL_BITS == 32
NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    const __m256d even_quarters = _mm256_castps_pd(_mm256_shuffle_ps(low, high, 0x88));
    const __m256d odd_quarters = _mm256_castps_pd(_mm256_shuffle_ps(low, high, 0xdd));
    *even = _mm256_castpd_ps(_mm256_permute4x64_pd(even_quarters, 0xd8));
    *odd = _mm256_castpd_ps(_mm256_permute4x64_pd(odd_quarters, 0xd8));
}

NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    const __m128 zero = _mm_setzero_ps();
    return _mm256_zextps128_ps256(_mm_loadl_pi(zero, (const __m64 *)(const void *)p));
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    _mm_storeu_ps(p, _mm_movelh_ps(_mm256_castps256_ps128(a), _mm256_castps256_ps128(b)));
}

NNT_INLINE vreal nnt_simd_load_first(const real *p, size_t count) {
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_maskload_ps(p, _mm256_cmpgt_epi32(_mm256_set1_epi32((int)count), lanes));
}

NNT_INLINE void nnt_simd_store_first(real *p, vreal v, size_t count) {
    if (count == NNT_LANES) {
        nnt_simd_store(p, v);
        return;
    }
    __m128 rest = _mm256_castps256_ps128(v);
    if ((count & 4) != 0) {
        _mm_storeu_ps(p, rest);
        rest = _mm256_extractf128_ps(v, 1);
        p += 4;
    }
    if ((count & 2) != 0) {
        _mm_storel_pi((__m64 *)(void *)p, rest);
        rest = _mm_movehl_ps(rest, rest);
        p += 2;
    }
    if ((count & 1) != 0) {
        _mm_store_ss(p, rest);
    }
}
#else
NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    *even = _mm256_permute4x64_pd(_mm256_shuffle_pd(low, high, 0x0), 0xd8);
    *odd = _mm256_permute4x64_pd(_mm256_shuffle_pd(low, high, 0xf), 0xd8);
}

NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    return _mm256_zextpd128_pd256(_mm_loadu_pd(p));
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    _mm256_storeu_pd(p, _mm256_insertf128_pd(a, _mm256_castpd256_pd128(b), 1));
}

NNT_INLINE vreal nnt_simd_load_first(const real *p, size_t count) {
    const __m256i lanes = _mm256_setr_epi64x(0, 1, 2, 3);
    return _mm256_maskload_pd(p, _mm256_cmpgt_epi64(_mm256_set1_epi64x((int)count), lanes));
}

NNT_INLINE void nnt_simd_store_first(real *p, vreal v, size_t count) {
    if (count == NNT_LANES) {
        nnt_simd_store(p, v);
        return;
    }
    __m128d rest = _mm256_castpd256_pd128(v);
    if ((count & 2) != 0) {
        _mm_storeu_pd(p, rest);
        rest = _mm256_extractf128_pd(v, 1);
        p += 2;
    }
    if ((count & 1) != 0) {
        _mm_store_sd(p, rest);
    }
}
#endif

NNT_INLINE void nnt_widen_four(const real *from, double *to) {
#if NNT_REAL_BITS == 32
    _mm256_storeu_pd(to, _mm256_cvtps_pd(_mm_loadu_ps(from)));
#else
    _mm256_storeu_pd(to, _mm256_loadu_pd(from));
#endif
}

#endif
