/* simd.h without vector instructions: a vector is one number. */
#ifndef NNT_KERNEL_SIMD_GENERIC_H
#define NNT_KERNEL_SIMD_GENERIC_H

typedef real vreal;
enum { NNT_LANES = 1 };

NNT_INLINE vreal nnt_simd_broadcast(real x) {
    return x;
}

NNT_INLINE vreal nnt_simd_load(const real *p) {
    return *p;
}

NNT_INLINE void nnt_simd_store(real *p, vreal v) {
    *p = v;
}

NNT_INLINE vreal nnt_simd_load_first(const real *p, size_t count) {
    (void)count;
    return *p;
}

NNT_INLINE void nnt_simd_store_first(real *p, vreal v, size_t count) {
    (void)count;
    *p = v;
}

NNT_INLINE vreal nnt_simd_fma(vreal a, vreal b, vreal c) {
    return nnt_fma(a, b, c);
}

NNT_INLINE void nnt_simd_interleave(vreal a, vreal b, vreal *low, vreal *high) {
    *low = a;
    *high = b;
}

NNT_INLINE void nnt_simd_separate(vreal low, vreal high, vreal *even, vreal *odd) {
    *even = low;
    *odd = high;
}

/* There are no two lanes; what needs them is not used here. */
NNT_INLINE vreal nnt_simd_load_pair(const real *p) {
    return *p;
}

NNT_INLINE void nnt_simd_store_pairs(real *p, vreal a, vreal b) {
    p[0] = a;
    p[1] = b;
}

NNT_INLINE void nnt_widen_four(const real *from, double *to) {
    for (size_t l = 0; l < 4; l++) {
        to[l] = (double)from[l];
    }
}

#endif
