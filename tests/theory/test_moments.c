/* Moments of activations: closed forms, spot values, and finite differences. */
#include "support/nnt_test.h"
#include "theory/moments.h"
#include "theory_functions.h"
#include <stdlib.h>

static nnt_theory_moments
find(const nnt_theory_function *function, double mean, double variance, double *coefficients) {
    nnt_theory_scratch *scratch = malloc(sizeof *scratch);
    nnt_theory_moments moments;
    nnt_theory_moments_find(function, mean, variance, scratch, &moments, coefficients);
    free(scratch);
    return moments;
}

static void expect_near(double found, double expected, double tolerance, const char *what) {
    cr_assert(fabs(found - expected) <= tolerance, "%s: %.12g, expected %.12g", what, found,
              expected);
}

NNT_TEST(moments, of_relu_are_those_of_half_a_normal) {
    for (double q = 1e-12; q < 1e13; q *= 1e3) {
        const nnt_theory_moments moments = find(&function_relu, 0, q, NULL);
        expect_near(moments.square / q, 0.5, 1e-12, "square");
        expect_near(moments.slope_square, 0.5, 1e-12, "slope");
        expect_near(moments.fourth, 6, 1e-11, "fourth");
        expect_near(moments.slope_fourth, 2, 1e-12, "fourth of the slope");
        expect_near(moments.mixed, 2, 1e-11, "mixed");
        expect_near(moments.growth, 1, 1e-11, "growth");
        expect_near(moments.slope_growth, 0, 1e-12, "growth of the slope");
        cr_assert(moments.hermite_rest == 0);
    }
}

/* Values to 6 decimals of a rule with 40000 points. */
NNT_TEST(moments, have_the_known_spot_values) {
    expect_near(find(&function_tanh, 0, 1, NULL).slope_square, 0.464403, 5e-7, "tanh slope");
    expect_near(find(&function_tanh, 0, 1, NULL).square, 0.394294, 5e-7, "tanh square");
    expect_near(find(&function_sigmoid, 0, 1, NULL).slope_square, 0.044836, 5e-7, "sigmoid");
    expect_near(find(&function_sigmoid, 0, 1e-12, NULL).slope_square, 0.0625, 1e-12, "sigmoid 0");
    expect_near(find(&function_selu, 0, 1, NULL).square, 1, 1e-12, "selu square");
    expect_near(find(&function_selu, 0, 1, NULL).growth, 0.782648, 1e-6, "selu growth");
    expect_near(find(&function_leaky, 0, 1, NULL).slope_square, 0.5 * 1.0001, 1e-12, "leaky");
}

/* The variance of selu's pre-activations from 2.0, after 10 layers. */
NNT_TEST(moments, lead_selu_back_to_one) {
    double q = 2;
    for (int l = 0; l < 10; l++) {
        q = find(&function_selu, 0, q, NULL).square;
    }
    expect_near(q, 1.0617, 5e-5, "q");
}

static void expect_growth(const nnt_theory_function *function, double mean, double q) {
    const double step = 1e-4;
    const nnt_theory_moments here = find(function, mean, q, NULL);
    const nnt_theory_moments above = find(function, mean, q * exp(step), NULL);
    const nnt_theory_moments below = find(function, mean, q * exp(-step), NULL);
    expect_near(here.growth, log(above.square / below.square) / (2 * step), 1e-6, "growth");
    expect_near(here.slope_growth, log(above.slope_square / below.slope_square) / (2 * step), 1e-6,
                "growth of the slope");
}

NNT_TEST(moments, grow_as_finite_differences_say) {
    const nnt_theory_function *functions[] = {&function_sigmoid, &function_tanh, &function_softplus,
                                              &function_elu,     &function_gelu, &function_silu};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        expect_growth(functions[i], 0, 1);
        expect_growth(functions[i], 0.4, 0.3);
        expect_growth(functions[i], -1, 6);
    }
}

/* E[f h_k]: relu 1/sqrt(2 pi), 1/2, 1/(2 sqrt(pi)), 0, -1/(4 sqrt(3 pi)). */
NNT_TEST(moments, hermite_coefficients_of_relu_are_known) {
    const double pi = 3.14159265358979323846;
    double c[NNT_HERMITE_TERMS];
    const nnt_theory_moments moments = find(&function_relu, 0, 4, c);
    const double expected[] = {2 / sqrt(2 * pi), 1, 1 / sqrt(pi), 0, -2 / (4 * sqrt(3 * pi)), 0};
    for (size_t k = 0; k < sizeof expected / sizeof expected[0]; k++) {
        expect_near(c[k], expected[k], 1e-9, "coefficient");
    }
    cr_assert(moments.hermite_rest > 0 && moments.hermite_rest < 1e-3);
}

/* All of a polynomial is in its first terms. The highest ones reach to where the rule
 * ends, hence their tolerance. */
NNT_TEST(moments, hermite_coefficients_of_a_line_end_at_once) {
    double c[NNT_HERMITE_TERMS];
    const nnt_theory_moments moments = find(&function_linear, 3, 4, c);
    expect_near(c[0], 3, 1e-12, "constant");
    expect_near(c[1], 2, 1e-12, "slope");
    for (size_t k = 2; k < NNT_HERMITE_TERMS; k++) {
        expect_near(c[k], 0, 1e-6, "other");
    }
    expect_near(moments.hermite_rest, 0, 1e-11, "rest");
}

NNT_TEST(moments, of_a_constant_are_its_values) {
    const nnt_theory_moments moments = find(&function_tanh, 0.5, 0, NULL);
    expect_near(moments.square, tanh(0.5) * tanh(0.5), 1e-15, "square");
    cr_assert(moments.growth == 0 && moments.slope_growth == 0);
    expect_near(moments.fourth, 1, 1e-14, "fourth");
    const nnt_theory_moments dead = find(&function_relu, -1, 0, NULL);
    cr_assert(dead.square == 0 && dead.slope_square == 0 && dead.mixed == 0);
}
