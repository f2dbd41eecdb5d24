/* The scaled exponential linear unit. Its two constants make mean 0 and variance 1
 * a stable fixed point from layer to layer, given LeCun's initial weights. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

/* Klambauer et al., eq. 14, with the digits of the authors' program; the product is
 * given, as that of the rounded factors would be off by half a unit in the last place. */
static const real SCALE = (real)1.0507009873554805;
#define SCALE_TIMES_ALPHA_DIGITS 1.7580993408473769
static const real SCALE_TIMES_ALPHA = (real)SCALE_TIMES_ALPHA_DIGITS;
#if NNT_REAL_BITS == 32
static const real SCALE_TIMES_ALPHA_LOW =
    (real)(SCALE_TIMES_ALPHA_DIGITS - (double)(real)SCALE_TIMES_ALPHA_DIGITS);
#else
static const real SCALE_TIMES_ALPHA_LOW = (real)1.41535193800845e-17;
#endif

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        nnt_math_pair shape = nnt_math_expm1_pair(z[i]); /* not used for z > 0 */
        real lost = nnt_fma(SCALE_TIMES_ALPHA_LOW, shape.high, SCALE_TIMES_ALPHA * shape.low);
        real below = nnt_fma(SCALE_TIMES_ALPHA, shape.high, lost);
        a[i] = z[i] > 0 ? SCALE * z[i] : below;
    }
}

/* f'(0) = scale alpha. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real below = SCALE_TIMES_ALPHA * nnt_math_exp(z[i]);
        grad_z[i] = grad_a[i] * (z[i] > 0 ? SCALE : below);
    }
}

const nnt_activation NNT_CORE(nnt_activation_selu) = {
    .row = {.name = "selu",
            .summary = "elu scaled so that mean 0 and variance 1 reproduce themselves",
            .formula = "f(z) = 1.0507 z for z > 0, else 1.7581 (exp(z) - 1)",
            .source = "Klambauer, Unterthiner, Mayr and Hochreiter 2017, Self-normalizing neural "
                      "networks"},
    .traits = {.auto_init = "lecun_normal",
               .max_slope = SCALE_TIMES_ALPHA_DIGITS,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
};
