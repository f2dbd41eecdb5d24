/* The functions of vector_math.h in double: its constants and polynomials.
 *
 * The polynomials are weighted least-squares fits on Chebyshev nodes in 100
 * digits; each coefficient in turn, the lowest first, is rounded and the others
 * fitted again. The error given is the largest one on 2001 points, relative to
 * what the fitted term is added to. */
#ifndef NNT_KERNEL_VECTOR_MATH_F64_H
#define NNT_KERNEL_VECTOR_MATH_F64_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define number double
#define number_bits uint64_t
#define NNT_MATH(name) nnt_math_##name##_f64
#define NNT_MATH_FMA __builtin_fma
#define NNT_MATH_SIGN ((uint64_t)1 << 63)
#define NNT_MATH_BIAS ((uint64_t)1023)
#define NNT_MATH_MANTISSA_BITS 52
#define NNT_MATH_SQRT_HALF_BITS ((uint64_t)0x3fe6a09e667f3bcd)
#define NNT_MATH_SQRT_TWO_LESS_ONE 0x1.a827999fcef34p-2
#define NNT_MATH_SMALLEST_NORMAL 0x1p-1022
#define NNT_MATH_INFINITY __builtin_inf()
#define NNT_MATH_NAN __builtin_nan("")
/* Adding it rounds to an integer and leaves that in the last bits. */
#define NNT_MATH_ROUNDER 0x1.8p52
/* Below it x, expm1(x), log1p(x) and sin(x) are the same number. */
#define NNT_MATH_TINY 0x1p-60
#define NNT_MATH_LOG2E 0x1.71547652b82fep0
#define NNT_MATH_LN2 0x1.62e42fefa39efp-1
#define NNT_MATH_LN2_TAIL 0x1.abc9e3b39803fp-56
/* exp is 0 or infinite at these already. */
#define NNT_MATH_EXP_LOWEST -746.0
#define NNT_MATH_EXP_HIGHEST 710.0
#define NNT_MATH_ERFC_HIGHEST 27.25
#define NNT_MATH_ERFC_START 0x1.3ba5916e9fd7fp0
#define NNT_MATH_TWO_OVER_SQRT_PI 0x1.20dd750429b6dp0
#define NNT_MATH_ERFC_CENTER 4.0
#define NNT_MATH_ANGLE_HIGHEST 1e9
/* 2/pi, and pi/2 as a sum of three. */
#define NNT_MATH_TWO_OVER_PI 0x1.45f306dc9c883p-1
#define NNT_MATH_HALF_PI_1 0x1.921fb54442d18p0
#define NNT_MATH_HALF_PI_2 0x1.1a62633145c07p-54
#define NNT_MATH_HALF_PI_3 -0x1.f1976b7ed8fbcp-110

/* (exp(z) - 1 - z) / z^2; |z| <= 0.3475: error 2^-63.83. */
static inline double nnt_math_polynomial_exp_f64(double z) {
    double p = 0x1.1f8dbd179e34dp-29;
    p = NNT_MATH_FMA(p, z, 0x1.af6f6d0265c35p-26);
    p = NNT_MATH_FMA(p, z, 0x1.27e4cb1bcf389p-22);
    p = NNT_MATH_FMA(p, z, 0x1.71ddedfbf0a4dp-19);
    p = NNT_MATH_FMA(p, z, 0x1.a01a01adcf31ep-16);
    p = NNT_MATH_FMA(p, z, 0x1.a01a01b46ad2ap-13);
    p = NNT_MATH_FMA(p, z, 0x1.6c16c16c14f77p-10);
    p = NNT_MATH_FMA(p, z, 0x1.111111110e9bdp-7);
    p = NNT_MATH_FMA(p, z, 0x1.5555555555558p-5);
    p = NNT_MATH_FMA(p, z, 0x1.555555555555cp-3);
    p = NNT_MATH_FMA(p, z, 0x1p-1);
    return p;
}

/* (2 atanh(s) / s - 2) / z, z = s^2; z <= 0.0294: error 2^-58.44. */
static inline double nnt_math_polynomial_log_f64(double z) {
    double p = 0x1.2f0f4cbb2f684p-3;
    p = NNT_MATH_FMA(p, z, 0x1.39a0b1c03dbcbp-3);
    p = NNT_MATH_FMA(p, z, 0x1.746649e261b8dp-3);
    p = NNT_MATH_FMA(p, z, 0x1.c71c51ceeacd2p-3);
    p = NNT_MATH_FMA(p, z, 0x1.24924942423edp-2);
    p = NNT_MATH_FMA(p, z, 0x1.999999997f6eep-2);
    p = NNT_MATH_FMA(p, z, 0x1.5555555555594p-1);
    return p;
}

/* erf(a) / a - 1, z = a^2; z <= 1: error 2^-56.16. */
static inline double nnt_math_polynomial_erf_f64(double z) {
    double p = 0x1.296e609a1cbd9p-34;
    p = NNT_MATH_FMA(p, z, -0x1.4675d488fef9fp-30);
    p = NNT_MATH_FMA(p, z, 0x1.fc77ba102e001p-27);
    p = NNT_MATH_FMA(p, z, -0x1.5f9810fc0cc3fp-23);
    p = NNT_MATH_FMA(p, z, 0x1.b9ee92f3c52p-20);
    p = NNT_MATH_FMA(p, z, -0x1.f4d3335ad34d6p-17);
    p = NNT_MATH_FMA(p, z, 0x1.f9a335368c5f6p-14);
    p = NNT_MATH_FMA(p, z, -0x1.c02db49afb8cbp-11);
    p = NNT_MATH_FMA(p, z, 0x1.565bcd1298e84p-8);
    p = NNT_MATH_FMA(p, z, -0x1.b82ce312abefep-6);
    p = NNT_MATH_FMA(p, z, 0x1.ce2f21a04362dp-4);
    p = NNT_MATH_FMA(p, z, -0x1.812746b0379fdp-2);
    p = NNT_MATH_FMA(p, z, 0x1.06eba8214db69p-3);
    return p;
}

/* (erfc(a) exp(a^2) (1 + 2 a) - NNT_MATH_ERFC_START) / z, z = (a - 4) / (a + 4), 0.5 <= a <= 27.3: error 2^-54.26. */
static inline double nnt_math_polynomial_erfc_f64(double z) {
    double p = -0x1.51815caf567a8p-27;
    p = NNT_MATH_FMA(p, z, -0x1.8ea52770fc383p-27);
    p = NNT_MATH_FMA(p, z, 0x1.bda57f669bd21p-24);
    p = NNT_MATH_FMA(p, z, 0x1.17ea55a483f43p-24);
    p = NNT_MATH_FMA(p, z, -0x1.b84feb9516e0dp-21);
    p = NNT_MATH_FMA(p, z, 0x1.442f893dcee4dp-22);
    p = NNT_MATH_FMA(p, z, 0x1.7efc930d16f2bp-18);
    p = NNT_MATH_FMA(p, z, -0x1.78b239e9828a9p-17);
    p = NNT_MATH_FMA(p, z, -0x1.9955b2a35b65fp-16);
    p = NNT_MATH_FMA(p, z, 0x1.3be13be1477cfp-13);
    p = NNT_MATH_FMA(p, z, -0x1.a1df3d7489453p-13);
    p = NNT_MATH_FMA(p, z, -0x1.8d4aa87c6ccb8p-11);
    p = NNT_MATH_FMA(p, z, 0x1.49c6729fe6e3cp-8);
    p = NNT_MATH_FMA(p, z, -0x1.09623873e1b5fp-6);
    p = NNT_MATH_FMA(p, z, 0x1.3079edf640236p-5);
    p = NNT_MATH_FMA(p, z, -0x1.0fb06dfeac9f7p-4);
    p = NNT_MATH_FMA(p, z, 0x1.7fee004e13cb1p-4);
    p = NNT_MATH_FMA(p, z, -0x1.9ddb23c3e40c1p-4);
    p = NNT_MATH_FMA(p, z, 0x1.16ecefcfa5321p-4);
    p = NNT_MATH_FMA(p, z, 0x1.f7f5df66fc8c1p-7);
    p = NNT_MATH_FMA(p, z, -0x1.1df1ad154a28ep-3);
    return p;
}

/* (sin(a) / a - 1) / z, z = a^2; z <= 0.625: error 2^-62.87. */
static inline double nnt_math_polynomial_sin_f64(double z) {
    double p = -0x1.a582d626e051fp-41;
    p = NNT_MATH_FMA(p, z, 0x1.6114e4d695556p-33);
    p = NNT_MATH_FMA(p, z, -0x1.ae643d8e80212p-26);
    p = NNT_MATH_FMA(p, z, 0x1.71de3a403edb6p-19);
    p = NNT_MATH_FMA(p, z, -0x1.a01a01a006e5dp-13);
    p = NNT_MATH_FMA(p, z, 0x1.111111111108bp-7);
    p = NNT_MATH_FMA(p, z, -0x1.5555555555555p-3);
    return p;
}

/* (cos(a) - 1 + z / 2) / z^2, z = a^2; z <= 0.625: error 2^-68.64. */
static inline double nnt_math_polynomial_cos_f64(double z) {
    double p = 0x1.a21fd8503f2b2p-45;
    p = NNT_MATH_FMA(p, z, -0x1.937df0c8d9e48p-37);
    p = NNT_MATH_FMA(p, z, 0x1.1eed7794fb85fp-29);
    p = NNT_MATH_FMA(p, z, -0x1.27e4fb60ade13p-22);
    p = NNT_MATH_FMA(p, z, 0x1.a01a01a001cf3p-16);
    p = NNT_MATH_FMA(p, z, -0x1.6c16c16c16b48p-10);
    p = NNT_MATH_FMA(p, z, 0x1.5555555555555p-5);
    return p;
}

#include "kernel/vector_math_all.inc"

#endif
