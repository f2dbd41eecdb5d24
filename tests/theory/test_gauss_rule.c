/* The quadrature against moments that are known in closed form. */
#include "support/nnt_test.h"
#include "theory/gauss_rule.h"
#include "theory_functions.h"
#include <stdlib.h>

static double find_moment(const nnt_gauss_rule *rule, int power) {
    double sum = 0;
    for (size_t i = 0; i < rule->n; i++) {
        sum += rule->weight[i] * pow(rule->z[i], power);
    }
    return sum;
}

static void expect_near(double found, double expected, double tolerance, const char *what) {
    cr_assert(fabs(found - expected) <= tolerance * fmax(1, fabs(expected)),
              "%s: %.17g, expected %.17g", what, found, expected);
}

/* Raw moments of a normal variable, from textbook formulas. */
static void expect_moments(double mean, double deviation) {
    nnt_gauss_rule *rule = malloc(sizeof *rule);
    const double m2 = mean * mean, v = deviation * deviation;
    nnt_gauss_rule_set(rule, mean, deviation);
    expect_near(find_moment(rule, 0), 1, 1e-12, "total");
    expect_near(find_moment(rule, 1), mean, 1e-11, "mean");
    expect_near(find_moment(rule, 2), m2 + v, 1e-12, "second");
    expect_near(find_moment(rule, 4), m2 * m2 + 6 * m2 * v + 3 * v * v, 1e-11, "fourth");
    free(rule);
}

NNT_TEST(gauss_rule, has_the_moments_of_a_normal_variable) {
    const double means[] = {0, 0.1, -0.7, 5, -40};
    const double deviations[] = {1e-9, 1e-3, 0.3, 1, 2.718, 31, 1e4};
    for (size_t i = 0; i < sizeof means / sizeof means[0]; i++) {
        for (size_t j = 0; j < sizeof deviations / sizeof deviations[0]; j++) {
            expect_moments(means[i], deviations[j]);
        }
    }
}

NNT_TEST(gauss_rule, is_exact_for_kinks_and_jumps) {
    nnt_gauss_rule *rule = malloc(sizeof *rule);
    const double deviations[] = {0.2, 1, 1.7, 900, 1e5};
    for (size_t j = 0; j < sizeof deviations / sizeof deviations[0]; j++) {
        const double s = deviations[j];
        nnt_gauss_rule_set(rule, 0.25, s);
        double absolute = 0, above_zero = 0, above_three = 0;
        for (size_t i = 0; i < rule->n; i++) {
            absolute += rule->weight[i] * fabs(rule->z[i]);
            above_zero += rule->z[i] > 0 ? rule->weight[i] : 0;
            above_three += rule->z[i] > 3 ? rule->weight[i] : 0;
        }
        const double folded =
            2 * s * normal_density(0.25 / s) + 0.25 * (1 - 2 * normal_share(-0.25 / s));
        expect_near(absolute, folded, 1e-11, "mean of |z|");
        expect_near(above_zero, normal_share(0.25 / s), 1e-11, "share above 0");
        expect_near(above_three, normal_share(-2.75 / s), 1e-11, "above 3");
    }
    free(rule);
}

NNT_TEST(gauss_rule, of_a_constant_keeps_the_square_of_g) {
    nnt_gauss_rule *rule = malloc(sizeof *rule);
    nnt_gauss_rule_set(rule, 3, 0);
    double square = 0;
    for (size_t i = 0; i < rule->n; i++) {
        square += rule->weight[i] * rule->g[i] * rule->g[i];
        cr_assert(rule->z[i] == 3);
    }
    cr_assert(square == 1);
    free(rule);
}

NNT_TEST(gauss_rule, stays_within_its_capacity_for_all_sizes) {
    nnt_gauss_rule *rule = malloc(sizeof *rule);
    for (int i = -150; i <= 150; i += 3) {
        for (int j = -150; j <= 150; j += 3) {
            nnt_gauss_rule_set(rule, pow(10, i), pow(10, j));
            cr_assert(rule->n > 0 && rule->n <= NNT_GAUSS_MOST_NODES);
            cr_assert(fabs(find_moment(rule, 0) - 1) < 1e-6, "1e%d, 1e%d", i, j);
        }
    }
    free(rule);
}

NNT_TEST(gauss_rule, around_0_is_half_a_mirror_image) {
    const double deviations[] = {1e-9, 0.3, 1, 31};
    nnt_gauss_rule *rule = malloc(sizeof *rule);
    for (size_t j = 0; j < sizeof deviations / sizeof deviations[0]; j++) {
        nnt_gauss_rule_set(rule, 0, deviations[j]);
        const size_t half = rule->n_mirrored;
        cr_assert(half > 0 && rule->n == 2 * half);
        for (size_t i = 0; i < half; i++) {
            cr_assert(rule->z[i] < 0 && rule->z[half + i] == -rule->z[i]);
            cr_assert(rule->g[half + i] == -rule->g[i]);
            cr_assert(rule->weight[half + i] == rule->weight[i]);
        }
        nnt_gauss_rule_set(rule, 0.1, deviations[j]);
        cr_assert(rule->n_mirrored == 0);
    }
    free(rule);
}
