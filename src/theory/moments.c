/* Moments and Hermite coefficients of an activation by quadrature. */
#include "theory/moments.h"

#include <math.h>

static double divide_or_zero(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : 0;
}

/* Sums of w x^2, w (g^2 - 1) x^2 / 2, and with x over its rms of w x^4. The second is
 * the derivative by ln variance, because that of E[F] is E[(g^2 - 1) F] / 2. */
static void sum_powers(
    const nnt_gauss_rule *rule, const double *x, double *square, double *growth, double *fourth) {
    double sum = 0, derivative = 0, sum_of_fourths = 0;
    for (size_t i = 0; i < rule->n; i++) {
        const double term = rule->weight[i] * x[i] * x[i];
        sum += term;
        derivative += 0.5 * (rule->g[i] * rule->g[i] - 1) * term;
    }
    for (size_t i = 0; i < rule->n && sum > 0; i++) {
        const double relative = x[i] * x[i] / sum;
        sum_of_fourths += rule->weight[i] * relative * relative;
    }
    *square = sum;
    *growth = divide_or_zero(derivative, sum);
    *fourth = sum_of_fourths;
}

static double sum_mixed(const nnt_theory_scratch *scratch, const nnt_theory_moments *moments) {
    const nnt_gauss_rule *rule = &scratch->rule;
    double sum = 0;
    if (!(moments->square > 0 && moments->slope_square > 0)) {
        return 0;
    }
    for (size_t i = 0; i < rule->n; i++) {
        sum += rule->weight[i] * (scratch->a[i] * scratch->a[i] / moments->square) *
               (scratch->slope[i] * scratch->slope[i] / moments->slope_square);
    }
    return sum;
}

/* The sum of x y in four lanes, which a compiler may keep in one register. */
static double sum_products(size_t n, const double *x, const double *y) {
    double lanes[4] = {0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        for (size_t lane = 0; lane < 4; lane++) {
            lanes[lane] += x[i + lane] * y[i + lane];
        }
    }
    for (; i < n; i++) {
        lanes[0] += x[i] * y[i];
    }
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

/* Normalised: h_0 = 1, h_1 = g, sqrt(k+1) h_{k+1} = g h_k - sqrt(k) h_{k-1}. */
static void find_coefficients(nnt_theory_scratch *scratch, double *coefficients) {
    const nnt_gauss_rule *rule = &scratch->rule;
    double *before = scratch->hermite[0], *current = scratch->hermite[1];
    for (size_t i = 0; i < rule->n; i++) {
        scratch->weighted[i] = rule->weight[i] * scratch->a[i];
        before[i] = 0;
        current[i] = 1;
    }
    for (size_t k = 0; k < NNT_HERMITE_TERMS; k++) {
        coefficients[k] = sum_products(rule->n, scratch->weighted, current);
        const double up = 1 / sqrt((double)(k + 1));
        const double down = sqrt((double)k) * up;
        for (size_t i = 0; i < rule->n; i++) {
            before[i] = up * rule->g[i] * current[i] - down * before[i];
        }
        double *next = before;
        before = current;
        current = next;
    }
}

void nnt_theory_moments_find(const nnt_theory_function *function,
                             double mean,
                             double variance,
                             nnt_theory_scratch *scratch,
                             nnt_theory_moments *moments,
                             double *coefficients) {
    const nnt_gauss_rule *rule = &scratch->rule;
    nnt_gauss_rule_set(&scratch->rule, mean, sqrt(variance));
    function->evaluate(function->context, rule->n, rule->z, scratch->a, scratch->slope);
    sum_powers(rule, scratch->a, &moments->square, &moments->growth, &moments->fourth);
    sum_powers(rule, scratch->slope, &moments->slope_square, &moments->slope_growth,
               &moments->slope_fourth);
    moments->mixed = sum_mixed(scratch, moments);
    moments->hermite_rest = 0;
    if (coefficients) {
        find_coefficients(scratch, coefficients);
        const double found = sum_products(NNT_HERMITE_TERMS, coefficients, coefficients);
        moments->hermite_rest = fmax(0, moments->square - found);
    }
}
