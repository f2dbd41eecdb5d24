/* The functions of vector_math.h in float: its constants and polynomials.
 *
 * The polynomials are weighted least-squares fits on Chebyshev nodes in 100
 * digits; each coefficient in turn, the lowest first, is rounded and the others
 * fitted again. The error given is the largest one on 2001 points, relative to
 * what the fitted term is added to. */
#ifndef NNT_KERNEL_VECTOR_MATH_F32_H
#define NNT_KERNEL_VECTOR_MATH_F32_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define number float
#define number_bits uint32_t
#define NNT_MATH(name) nnt_math_##name##_f32
#define NNT_MATH_FMA __builtin_fmaf
#define NNT_MATH_SIGN ((uint32_t)1 << 31)
#define NNT_MATH_BIAS ((uint32_t)127)
#define NNT_MATH_MANTISSA_BITS 23
#define NNT_MATH_SQRT_HALF_BITS ((uint32_t)0x3f3504f3)
#define NNT_MATH_SQRT_TWO_LESS_ONE 0x1.a8279ap-2f
#define NNT_MATH_SMALLEST_NORMAL 0x1p-126f
#define NNT_MATH_INFINITY __builtin_inff()
#define NNT_MATH_NAN __builtin_nanf("")
/* Adding it rounds to an integer and leaves that in the last bits. */
#define NNT_MATH_ROUNDER 0x1.8p23f
/* Below it x, expm1(x), log1p(x) and sin(x) are the same number. */
#define NNT_MATH_TINY 0x1p-60f
#define NNT_MATH_LOG2E 0x1.715476p0f
#define NNT_MATH_LN2 0x1.62e43p-1f
#define NNT_MATH_LN2_TAIL -0x1.05c61p-29f
/* exp is 0 or infinite at these already. */
#define NNT_MATH_EXP_LOWEST -105.0f
#define NNT_MATH_EXP_HIGHEST 89.0f
#define NNT_MATH_ERFC_HIGHEST 10.1875f
#define NNT_MATH_ERFC_START 0x1.46e80ep0f
#define NNT_MATH_TWO_OVER_SQRT_PI 0x1.20dd76p0f
#define NNT_MATH_ERFC_CENTER 2.0f
#define NNT_MATH_ANGLE_HIGHEST 1e6f
/* 2/pi, and pi/2 as a sum of three. */
#define NNT_MATH_TWO_OVER_PI 0x1.45f306p-1f
#define NNT_MATH_HALF_PI_1 0x1.921fb6p0f
#define NNT_MATH_HALF_PI_2 -0x1.777a5cp-25f
#define NNT_MATH_HALF_PI_3 -0x1.ee59dap-50f

/* (exp(z) - 1 - z) / z^2; |z| <= 0.3475: error 2^-33.02. */
static inline float nnt_math_polynomial_exp_f32(float z) {
    float p = 0x1.a2743cp-13f;
    p = NNT_MATH_FMA(p, z, 0x1.6d53e2p-10f);
    p = NNT_MATH_FMA(p, z, 0x1.110feep-7f);
    p = NNT_MATH_FMA(p, z, 0x1.5554e2p-5f);
    p = NNT_MATH_FMA(p, z, 0x1.555556p-3f);
    p = NNT_MATH_FMA(p, z, 0x1p-1f);
    return p;
}

/* (2 atanh(s) / s - 2) / z, z = s^2; z <= 0.0294: error 2^-33.99. */
static inline float nnt_math_polynomial_log_f32(float z) {
    float p = 0x1.ec1da6p-3f;
    p = NNT_MATH_FMA(p, z, 0x1.23f1a2p-2f);
    p = NNT_MATH_FMA(p, z, 0x1.999bd4p-2f);
    p = NNT_MATH_FMA(p, z, 0x1.555554p-1f);
    return p;
}

/* erf(a) / a - 1, z = a^2; z <= 1: error 2^-29.54. */
static inline float nnt_math_polynomial_erf_f32(float z) {
    float p = 0x1.4c2f4cp-14f;
    p = NNT_MATH_FMA(p, z, -0x1.a5099ep-11f);
    p = NNT_MATH_FMA(p, z, 0x1.542deep-8f);
    p = NNT_MATH_FMA(p, z, -0x1.b7fe8ep-6f);
    p = NNT_MATH_FMA(p, z, 0x1.ce2d5p-4f);
    p = NNT_MATH_FMA(p, z, -0x1.81274p-2f);
    p = NNT_MATH_FMA(p, z, 0x1.06eba8p-3f);
    return p;
}

/* (erfc(a) exp(a^2) (1 + 2 a) - NNT_MATH_ERFC_START) / z, z = (a - 2) / (a + 2), 0.5 <= a <= 10.2: error 2^-26.89. */
static inline float nnt_math_polynomial_erfc_f32(float z) {
    float p = 0x1.2eb198p-12f;
    p = NNT_MATH_FMA(p, z, -0x1.5987a8p-12f);
    p = NNT_MATH_FMA(p, z, -0x1.9579bcp-10f);
    p = NNT_MATH_FMA(p, z, 0x1.42763cp-10f);
    p = NNT_MATH_FMA(p, z, 0x1.1ef712p-7f);
    p = NNT_MATH_FMA(p, z, -0x1.070ea8p-7f);
    p = NNT_MATH_FMA(p, z, -0x1.bc37ecp-5f);
    p = NNT_MATH_FMA(p, z, 0x1.4ff9eap-3f);
    p = NNT_MATH_FMA(p, z, -0x1.540788p-3f);
    p = NNT_MATH_FMA(p, z, -0x1.7bf5eap-4f);
    return p;
}

/* (sin(a) / a - 1) / z, z = a^2; z <= 0.70: error 2^-32.09. */
static inline float nnt_math_polynomial_sin_f32(float z) {
    float p = 0x1.746b62p-19f;
    p = NNT_MATH_FMA(p, z, -0x1.a03c2cp-13f);
    p = NNT_MATH_FMA(p, z, 0x1.11115ap-7f);
    p = NNT_MATH_FMA(p, z, -0x1.555556p-3f);
    return p;
}

/* (cos(a) - 1 + z / 2) / z^2, z = a^2; z <= 0.70: error 2^-36.59. */
static inline float nnt_math_polynomial_cos_f32(float z) {
    float p = -0x1.2ed7eap-22f;
    p = NNT_MATH_FMA(p, z, 0x1.a054cap-16f);
    p = NNT_MATH_FMA(p, z, -0x1.6c1742p-10f);
    p = NNT_MATH_FMA(p, z, 0x1.555556p-5f);
    return p;
}

#include "kernel/vector_math_all.inc"

#endif
