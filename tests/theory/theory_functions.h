/* Activations for tests of theory, written with libm and independent of src/nn. */
#ifndef NNT_TESTS_THEORY_FUNCTIONS_H
#define NNT_TESTS_THEORY_FUNCTIONS_H

#include "theory/theory.h"
#include <math.h>

#define DEFINE_FUNCTION(name, value, derivative)                                                   \
    static inline void evaluate_##name(const void *context, size_t n, const double *z, double *a,  \
                                       double *slope) {                                            \
        (void)context;                                                                             \
        for (size_t i = 0; i < n; i++) {                                                           \
            const double x = z[i];                                                                 \
            a[i] = (value);                                                                        \
            slope[i] = (derivative);                                                               \
        }                                                                                          \
    }                                                                                              \
    static const nnt_theory_function function_##name = {evaluate_##name, NULL};

static inline double logistic(double x) {
    return 1 / (1 + exp(-x));
}

static inline double normal_share(double x) {
    return 0.5 * erfc(-x / sqrt(2.0));
}

static inline double normal_density(double x) {
    return exp(-0.5 * x * x) / sqrt(2 * 3.14159265358979323846);
}

/* Klambauer et al. 2017 */
#define SELU_SCALE 1.0507009873554805
#define SELU_ALPHA 1.6732632423543772

DEFINE_FUNCTION(linear, x, 1.0)
DEFINE_FUNCTION(sigmoid, logistic(x), logistic(x) * (1 - logistic(x)))
DEFINE_FUNCTION(tanh, tanh(x), 1 - tanh(x) * tanh(x))
DEFINE_FUNCTION(softplus, x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)), logistic(x))
DEFINE_FUNCTION(relu, x > 0 ? x : 0, x > 0 ? 1.0 : 0.0)
DEFINE_FUNCTION(leaky, x > 0 ? x : 0.01 * x, x > 0 ? 1 : 0.01)
DEFINE_FUNCTION(elu, x > 0 ? x : expm1(x), x > 0 ? 1 : exp(x))
DEFINE_FUNCTION(selu,
                SELU_SCALE *(x > 0 ? x : SELU_ALPHA * expm1(x)),
                SELU_SCALE *(x > 0 ? 1 : SELU_ALPHA * exp(x)))
DEFINE_FUNCTION(gelu, x *normal_share(x), normal_share(x) + x * normal_density(x))
DEFINE_FUNCTION(silu, x *logistic(x), logistic(x) * (1 + x * (1 - logistic(x))))
DEFINE_FUNCTION(hard_tanh, fmin(1, fmax(-1, x)), fabs(x) < 1 ? 1.0 : 0.0)

#endif
