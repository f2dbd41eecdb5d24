/* Fixed points of deep networks, from the table of published and computed values. */
#include "support/nnt_test.h"
#include "theory/fixed_point.h"
#include "theory_functions.h"
#include <string.h>

static nnt_fixed_point find(const nnt_theory_function *function, double gain, double bias) {
    nnt_fixed_point point;
    nnt_error error;
    cr_assert(nnt_fixed_point_find(function, gain, bias, &point, &error) == NNT_OK, "%s",
              error.message);
    return point;
}

typedef struct example {
    const char *name;
    const nnt_theory_function *function;
    double gain, variance, chi;
    double depth; /* layers to lose 3 decades of the norm; 0: never */
} example;

/* chi of the ones that die out: gain f'(0)^2, of relu half the gain. */
NNT_TEST(fixed_point, of_common_activations) {
    const example examples[] = {
        {"sigmoid", &function_sigmoid, 1, 0.2647, 0.0557, 4.8},
        {"sigmoid x4", &function_sigmoid, 16, 5.855, 0.3989, 15.0},
        {"tanh", &function_tanh, 1, 0, 1, 0},
        {"tanh 1/3", &function_tanh, 1.0 / 3, 0, 0.3333, 12.6},
        {"tanh 2", &function_tanh, 2, 0.618, 1.1055, 0},
        {"softplus", &function_softplus, 1, 0.856, 0.2887, 11.1},
        {"relu 1/3", &function_relu, 1.0 / 3, 0, 0.1667, 7.7},
        {"relu 1", &function_relu, 1, 0, 0.5, 19.9},
        {"relu he", &function_relu, 2, 1, 1, 0},
        {"leaky he", &function_leaky, 2 / 1.0001, 1, 1, 0},
        {"gelu", &function_gelu, 2, 0, 0.5, 19.9},
        {"silu", &function_silu, 2, 0, 0.5, 19.9},
        {"selu", &function_selu, 1, 1, 1.0716, 0},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const example *it = &examples[i];
        const nnt_fixed_point point = find(it->function, it->gain, 0);
        cr_assert(fabs(point.variance - it->variance) < 6e-4, "%s: q %.6f", it->name,
                  point.variance);
        cr_assert(fabs(point.chi - it->chi) < 6e-5, "%s: chi %.6f", it->name, point.chi);
        if (it->depth > 0) {
            const double layers = 6 * log(10) * point.depth;
            cr_assert(fabs(layers - it->depth) < 0.06, "%s: %.2f layers", it->name, layers);
        } else {
            cr_assert(point.depth < 0 || isinf(point.depth), "%s: %g", it->name, point.depth);
        }
    }
}

/* On the critical line chi is 1. */
NNT_TEST(fixed_point, of_tanh_lies_on_the_critical_line) {
    const double line[][2] = {{0.01, 1.4242}, {0.05, 1.7610}, {0.09, 1.9477}, {0.20, 2.2852}};
    for (size_t i = 0; i < 4; i++) {
        const nnt_fixed_point point = find(&function_tanh, line[i][1], line[i][0]);
        cr_assert(fabs(point.chi - 1) < 5e-5, "%g: chi %.6f", line[i][0], point.chi);
    }
}

NNT_TEST(fixed_point, grows_for_ever_or_is_the_biases_alone) {
    cr_assert(isinf(find(&function_relu, 3, 0).variance));
    cr_assert(fabs(find(&function_relu, 3, 0).chi - 1.5) < 1e-9);
    const nnt_fixed_point still = find(&function_tanh, 0, 0.5);
    cr_assert(fabs(still.variance - 0.5) < 1e-12 && still.chi == 0 && still.depth == 0);
}

NNT_TEST(fixed_point, refuses_gains_that_are_none) {
    const double wrong[][2] = {{-1, 0}, {NAN, 0}, {INFINITY, 0}, {1, -0.1}, {1, NAN}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        nnt_fixed_point point;
        nnt_error error;
        cr_assert(nnt_fixed_point_find(&function_tanh, wrong[i][0], wrong[i][1], &point, &error) ==
                  NNT_ERR_USAGE);
        cr_assert(strstr(error.message, "weight gain") != NULL);
    }
}
