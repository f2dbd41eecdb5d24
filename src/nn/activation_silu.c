/* z times its own sigmoid, also known as swish: a smooth relu with a dip of depth
 * 0.278 at z = -1.278. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = nnt_multiply_by_pair(z[i], nnt_find_gate(z[i], 0).open);
    }
}

/* f' = s(z) (1 + z s(-z)), s the sigmoid: 1 - s(z) would lose the tail. Largest at
 * z = 2.3994. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        nnt_gate gate = nnt_find_gate(z[i], 0);
        nnt_math_pair change = nnt_math_multiply_pairs(nnt_pair(z[i], 0), gate.closed);
        nnt_math_pair factor = nnt_math_add_pairs(nnt_pair(1, 0), change);
        grad_z[i] = grad_a[i] * nnt_round_pair(nnt_math_multiply_pairs(gate.open, factor));
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
