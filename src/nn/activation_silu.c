/* z times its own sigmoid, also known as swish: a smooth relu with a dip of depth
 * 0.278 at z = -1.278. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = z[i] * nnt_math_sigmoid(z[i]);
    }
}

/* f' = s(z) (1 + z s(-z)), s the sigmoid: 1 - s(z) would lose the tail. Largest at
 * z = 2.3994. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real open = nnt_math_sigmoid(z[i]);
        real closed = nnt_math_sigmoid(-z[i]);
        grad_z[i] = grad_a[i] * (open * nnt_fma(z[i], closed, 1));
    }
}

const nnt_activation NNT_CORE(nnt_activation_silu) = {
    .row = {.name = "silu",
            .summary = "z times its own sigmoid (swish); a smooth relu with a dip",
            .formula = "f(z) = z / (1 + exp(-z))",
            .source = "Elfwing, Uchibe and Doya 2018, Sigmoid-weighted linear units for neural "
                      "network function approximation in reinforcement learning"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.0998393201288669,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
