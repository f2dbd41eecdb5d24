/* A wave: fits what repeats or oscillates. Its slope changes sign with z, so many
 * different weights do equally well, and training depends on how it starts.
 *
 * The angle omega z must not exceed 1e6 in float32 and 1e9 in float64: beyond, f and
 * f' are NaN, and training reports that it diverged. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

enum { OMEGA };

static void forward(size_t n, const real *option, const real *z, real *a) {
    const real omega = option[OMEGA];
    for (size_t i = 0; i < n; i++) {
        a[i] = nnt_math_sin(omega * z[i]);
    }
}

static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)a;
    const real omega = option[OMEGA];
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = grad_a[i] * (omega * nnt_math_cos(omega * z[i]));
    }
}

static double find_steepest(const real *option) {
    return (double)option[OMEGA];
}

static const nnt_option options[] = {
    {.name = "omega",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "1",
     .low = 0.001,
     .high = 1000,
     .help = "angular frequency; Sitzmann et al. use 30 in the first layer"},
    {0},
};

const nnt_activation NNT_CORE(nnt_activation_sine) = {
    .row = {.name = "sine",
            .summary = "a wave, for signals that repeat or oscillate",
            .formula = "f(z) = sin(omega z), f'(z) = omega cos(omega z)",
            .source = "Sitzmann, Martel, Bergman, Lindell and Wetzstein 2020, Implicit neural "
                      "representations with periodic activation functions",
            .options = options},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .defined_up_to = NNT_REAL_BITS == 32 ? 1e6 : 1e9},
    .forward = forward,
    .backward = backward,
    .steepest = find_steepest,
};
