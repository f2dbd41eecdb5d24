/* A squashing function whose tails fall like 1/z instead of exponentially: it
 * saturates later than tanh, and its gradients fade more slowly. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        real size = z[i] < 0 ? -z[i] : z[i];
        a[i] = z[i] / (1 + size);
    }
}

/* The inverse is squared, since (1 + |z|)^2 would overflow where f' does not vanish. What
 * rounding takes from 1 + |z| and from its inverse is put back. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real size = z[i] < 0 ? -z[i] : z[i];
        nnt_math_pair sum = nnt_math_add_exactly(1, size);
        nnt_math_pair inverse = nnt_math_divide_pairs(nnt_pair(1, 0), sum);
        grad_z[i] = grad_a[i] * nnt_round_pair(nnt_math_multiply_pairs(inverse, inverse));
    }
}

const nnt_activation NNT_CORE(nnt_activation_softsign) = {
    .row = {.name = "softsign",
            .summary = "squashes to -1 … 1 like tanh, with tails that fade slowly",
            .formula = "f(z) = z / (1 + |z|), f'(z) = 1 / (1 + |z|)^2",
            .source = "Bergstra, Desjardins, Lamblin and Bengio 2009, Quadratic polynomials learn "
                      "better image features"},
    .traits = {.auto_init = "glorot_uniform",
               .max_slope = 1,
               .slope_option = NNT_NO_OPTION,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
};
