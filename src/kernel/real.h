/* The number type of the numeric core, and the names of one build of it.
 *
 * The core (kernel, nn, optim, train, instruments, engine) is compiled once per
 * precision and instruction set. Each build gets NNT_REAL_BITS (32 or 64),
 * NNT_VECTOR_BYTES (width of its vectors; 0 = no vectors) and NNT_CORE_SUFFIX
 * ("_f32_avx2"), which ends the name of every symbol that other files see. A
 * header of the core therefore names its functions twice:
 *
 *     #define nnt_affine NNT_CORE(nnt_affine)
 *     void nnt_affine(…);
 *
 * All builds of one precision compute the same bits: nothing is reassociated,
 * products and sums are fused only where the source says nnt_fma, and libm is
 * not called but for sqrt. */
#ifndef NNT_KERNEL_REAL_H
#define NNT_KERNEL_REAL_H

#include <stddef.h>
#include <stdint.h>

#if NNT_REAL_BITS == 32
typedef float real;
typedef uint32_t real_bits;
#define NNT_REAL_NAME "float32"
#define NNT_STATE_REAL NNT_STATE_F32 /* of base/state.h */
#elif NNT_REAL_BITS == 64
typedef double real;
typedef uint64_t real_bits;
#define NNT_REAL_NAME "float64"
#define NNT_STATE_REAL NNT_STATE_F64
#else
#error "NNT_REAL_BITS must be 32 or 64"
#endif

#define NNT_CORE_JOIN_(name, suffix) name##suffix
#define NNT_CORE_JOIN(name, suffix) NNT_CORE_JOIN_(name, suffix)
#define NNT_CORE(name) NNT_CORE_JOIN(name, NNT_CORE_SUFFIX)

/* a * b + c, rounded once. */
static inline real nnt_fma(real a, real b, real c) {
#if NNT_REAL_BITS == 32
    return __builtin_fmaf(a, b, c);
#else
    return __builtin_fma(a, b, c);
#endif
}

/* The correctly rounded square root. */
static inline real nnt_sqrt(real a) {
#if NNT_REAL_BITS == 32
    return __builtin_sqrtf(a);
#else
    return __builtin_sqrt(a);
#endif
}

#endif
