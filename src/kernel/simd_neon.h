/* simd.h with the vectors that every 64-bit ARM processor has. */
#ifndef NNT_KERNEL_SIMD_NEON_H
#define NNT_KERNEL_SIMD_NEON_H

#include <arm_neon.h>

#if NNT_REAL_BITS == 32
typedef float32x4_t vreal;
#define NNT_SIMD(name) name##_f32
#else
typedef float64x2_t vreal;
#define NNT_SIMD(name) name##_f64
#endif
enum { NNT_LANES = 16 / sizeof(real) };

NNT_INLINE vreal nnt_simd_broadcast(real x) {
    return NNT_SIMD(vdupq_n)(x);
}

NNT_INLINE vreal nnt_simd_load(const real *p) {
    return NNT_SIMD(vld1q)(p);
}

NNT_INLINE void nnt_simd_store(real *p, vreal v) {
    NNT_SIMD(vst1q)(p, v);
}

NNT_INLINE vreal nnt_simd_load_first(const real *p, size_t count) {
    real lanes[NNT_LANES] = {0};
    for (size_t l = 0; l < count; l++) {
        lanes[l] = p[l];
    }
    return nnt_simd_load(lanes);
}

NNT_INLINE void nnt_simd_store_first(real *p, vreal v, size_t count) {
    real lanes[NNT_LANES];
    nnt_simd_store(lanes, v);
    for (size_t l = 0; l < count; l++) {
        p[l] = lanes[l];
    }
}

NNT_INLINE vreal nnt_simd_fma(vreal a, vreal b, vreal c) {
    return NNT_SIMD(vfmaq)(c, a, b);
}

NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    *low = NNT_SIMD(vzip1q)(a, b);
    *high = NNT_SIMD(vzip2q)(a, b);
}

NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    *even = NNT_SIMD(vuzp1q)(low, high);
    *odd = NNT_SIMD(vuzp2q)(low, high);
}

#if NNT_REAL_BITS == 32
NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    return vcombine_f32(vld1_f32(p), vdup_n_f32(0));
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    vst1q_f32(p, vcombine_f32(vget_low_f32(a), vget_low_f32(b)));
}
#else
NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    return vld1q_f64(p);
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    vst1q_f64(p, a);
    vst1q_f64(p + 2, b);
}
#endif

#undef NNT_SIMD

NNT_INLINE void nnt_widen_four(const real *from, double *to) {
    for (size_t l = 0; l < 4; l++) {
        to[l] = (double)from[l];
    }
}

#endif
