/* The smooth version of relu; its derivative is the sigmoid. */
#include "kernel/vector_math.h"
#include "nn/activation.h"
#include "nn/exp_block.h"

/* log(1 + exp(z)) from e = exp(-|z|). */
NNT_MATH_INLINE real find_value(real z, nnt_math_small_exp e) {
    const real tail = nnt_math_log1p_of_part(nnt_math_value_of_exp(e));
    return (z > 0 ? z : 0) + tail;
}

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, a += size) {
        size = nnt_exp_block_fill(&e, n, 1, z);
        for (size_t i = 0; i < size; i++) {
            a[i] = find_value(z[i], nnt_exp_block_get(&e, i));
        }
    }
}

/* The slope is the logistic function. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, grad_a += size, grad_z += size) {
        size = nnt_exp_block_fill(&e, n, 1, z);
        for (size_t i = 0; i < size; i++) {
            grad_z[i] = grad_a[i] * nnt_math_sigmoid_from_exp(z[i], nnt_exp_block_get(&e, i)).value;
        }
    }
}

static void forward_with_slope(size_t n, const real *option, const real *z, real *a, real *slope) {
    (void)option;
    nnt_exp_block e;
    for (size_t size; n > 0; n -= size, z += size, a += size, slope += size) {
        size = nnt_exp_block_fill(&e, n, 1, z);
        for (size_t i = 0; i < size; i++) {
            a[i] = find_value(z[i], nnt_exp_block_get(&e, i));
        }
        for (size_t i = 0; i < size; i++) {
            slope[i] = nnt_math_sigmoid_from_exp(z[i], nnt_exp_block_get(&e, i)).value;
        }
    }
}

const nnt_activation NNT_CORE(nnt_activation_softplus) = {
    .row = {.name = "softplus",
            .summary = "a smooth relu, never quite off",
            .formula = "f(z) = log(1 + exp(z)), f'(z) = 1 / (1 + exp(-z))",
            .source = "Dugas et al. 2001, Incorporating second-order functional knowledge for "
                      "better option pricing"},
    .traits = {.auto_init = "glorot_uniform", .max_slope = 1, .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
    .forward_with_slope = forward_with_slope,
};
