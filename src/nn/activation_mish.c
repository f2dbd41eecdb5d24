/* z times the tanh of its softplus: much like silu, with a slope that is a little
 * steeper around 0.
 *
 * With w = exp(z), tanh(log(1 + w)) = (w^2 + 2w) / (w^2 + 2w + 2). For z > 0 both
 * sides of the quotient are multiplied by exp(-2z), so that nothing overflows. */
#include "kernel/vector_math.h"
#include "nn/activation.h"

typedef struct quotient {
    real e; /* exp(-|z|) */
    real numerator;
    real denominator;
} quotient;

static inline quotient find_quotient(real z) {
    quotient it;
    it.e = nnt_math_exp(z < 0 ? z : -z);
    real above = 1 + 2 * it.e;
    real below = it.e * (it.e + 2);
    it.numerator = z < 0 ? below : above;
    it.denominator = it.numerator + (z < 0 ? 2 : 2 * it.e * it.e);
    return it;
}

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        quotient it = find_quotient(z[i]);
        a[i] = z[i] * (it.numerator / it.denominator);
    }
}

/* The quotient's own derivative is 4 w (1 + w) / (w^2 + 2w + 2)^2. f' is largest
 * at z = 1.4906. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        quotient it = find_quotient(z[i]);
        real inverse = 1 / it.denominator;
        real change = 4 * (z[i] < 0 ? it.e : it.e * it.e) * (1 + it.e) * (inverse * inverse);
        grad_z[i] = grad_a[i] * nnt_fma(z[i], change, it.numerator * inverse);
    }
}

const nnt_activation NNT_CORE(nnt_activation_mish) = {
    .row = {.name = "mish",
            .summary = "z times the tanh of its softplus; a smooth relu with a dip",
            .formula = "f(z) = z tanh(log(1 + exp(z)))",
            .source = "Misra 2020, Mish: a self regularized non-monotonic activation function"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.0884981612517279,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
