/* The approximation of gelu by a tanh, as GPT-2 and BERT use it. Written with
 * 1 + tanh(u) = 2 sigmoid(2u), which keeps the tail for negative z. */
#include "nn/activation.h"
#include "nn/activation_parts.h"

/* Beyond it the sigmoid is 0 or 1 to the last bit of a double. */
static const real FARTHEST = 22;

/* 2 sqrt(2 / pi), and 0.044715 times that. */
#define LINEAR 1.59576912160573071176
#define CUBIC 0.07135481627260024876
static const real LINEAR_HIGH = (real)LINEAR;
static const real CUBIC_HIGH = (real)CUBIC;
#if NNT_REAL_BITS == 32
static const real LINEAR_LOW = (real)(LINEAR - (double)(real)LINEAR);
static const real CUBIC_LOW = (real)(CUBIC - (double)(real)CUBIC);
#else
static const real LINEAR_LOW = (real)-9.96930880911092e-17;
static const real CUBIC_LOW = (real)-6.175149918155315e-19;
#endif

typedef struct gate {
    real open;   /* sigmoid(u) */
    real closed; /* sigmoid(-u) */
} gate;

/* The gate at u = z (LINEAR + CUBIC z^2). The rounding errors of u are put back
 * through the sigmoid's slope, as its tail would multiply them by u. */
static inline gate find_gate(real z) {
    real square = z * z;
    real square_lost = nnt_fma(z, z, -square);
    real term = CUBIC_HIGH * square;
    real term_lost =
        nnt_fma(CUBIC_HIGH, square, -term) + (CUBIC_HIGH * square_lost + CUBIC_LOW * square);
    real factor = LINEAR_HIGH + term;
    real shifted = factor - LINEAR_HIGH;
    real factor_lost =
        (LINEAR_HIGH - (factor - shifted)) + (term - shifted) + (term_lost + LINEAR_LOW);
    real u = z * factor;
    real lost = nnt_fma(z, factor, -u) + z * factor_lost;
    gate found = {nnt_math_sigmoid(u), nnt_math_sigmoid(-u)};
    real change = found.open * found.closed * lost;
    found.open += change;
    found.closed -= change;
    return found;
}

static void forward(size_t n, const real *option, const real *z, real *a) {
    (void)option;
    for (size_t i = 0; i < n; i++) {
        a[i] = z[i] * find_gate(nnt_bound(z[i], FARTHEST)).open;
    }
}

/* f' = s(u) (1 + z s(-u) u'), s the sigmoid; largest at z = 1.4185. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)option;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        real bounded = nnt_bound(z[i], FARTHEST);
        gate found = find_gate(bounded);
        real slope_of_u = nnt_fma(3 * CUBIC_HIGH * bounded, bounded, LINEAR_HIGH);
        grad_z[i] = grad_a[i] * (found.open * nnt_fma(bounded * found.closed, slope_of_u, 1));
    }
}

const nnt_activation NNT_CORE(nnt_activation_gelu_tanh) = {
    .row = {.name = "gelu_tanh",
            .summary = "the approximation of gelu by a tanh",
            .formula = "f(z) = z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3)))",
            .source = "Hendrycks and Gimpel 2016, Gaussian error linear units"},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1.1289930686587718,
               .slope_option = NNT_NO_OPTION},
    .forward = forward,
    .backward = backward,
};
