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

/* ---- Hermite coefficients ------------------------------------------------------- */

/* Nodes that go through the recurrence together, in registers; and sums of each term. */
enum { BLOCK = 8, LANES = 4 };

typedef struct block {
    double g[BLOCK];
    double weighted[2][BLOCK]; /* w a, for even terms and for odd ones */
} block;

typedef struct term_sums {
    double lanes[NNT_HERMITE_TERMS][LANES];
} term_sums;

static void add_term(const double *weighted, const double *hermite, double *lanes) {
    for (size_t i = 0; i < LANES; i++) {
        lanes[i] += weighted[i] * hermite[i] + weighted[LANES + i] * hermite[LANES + i];
    }
}

/* From He_k and He_{k-1} to He_{k+1} = g He_k - k He_{k-1}, which takes the latter's place. */
static void step_up(const double *g, size_t k, const double *current, double *before) {
    const double factor = (double)k;
    for (size_t i = 0; i < BLOCK; i++) {
        before[i] = g[i] * current[i] - factor * before[i];
    }
}

static void add_block(const block *it, term_sums *sums) {
    double even[BLOCK], odd[BLOCK] = {0};
    for (size_t i = 0; i < BLOCK; i++) {
        even[i] = 1;
    }
    for (size_t k = 0; k < NNT_HERMITE_TERMS; k += 2) {
        add_term(it->weighted[0], even, sums->lanes[k]);
        step_up(it->g, k, even, odd);
        add_term(it->weighted[1], odd, sums->lanes[k + 1]);
        step_up(it->g, k + 1, odd, even);
    }
}

/* n nodes from `first` on. He_k is even or odd as k is: of a mirrored rule the nodes below
 * 0 serve for those above. */
static void fill_block(const nnt_theory_scratch *scratch, size_t first, size_t n, block *it) {
    const nnt_gauss_rule *rule = &scratch->rule;
    const size_t mirrored = rule->n_mirrored;
    *it = (block){0};
    for (size_t i = 0; i < n; i++) {
        const size_t node = first + i;
        const double weight = rule->weight[node];
        const double image = mirrored > 0 ? scratch->a[mirrored + node] : 0;
        it->g[i] = rule->g[node];
        it->weighted[0][i] = weight * (scratch->a[node] + image);
        it->weighted[1][i] = weight * (scratch->a[node] - image);
    }
}

/* The normalised polynomial is He_k / sqrt(k!). He_63 at 8 deviations is far from the
 * largest double. */
static void find_coefficients(const nnt_theory_scratch *scratch, double *coefficients) {
    const nnt_gauss_rule *rule = &scratch->rule;
    const size_t n = rule->n_mirrored > 0 ? rule->n_mirrored : rule->n;
    term_sums sums = {0};
    block it;
    for (size_t first = 0; first < n; first += BLOCK) {
        fill_block(scratch, first, n - first < BLOCK ? n - first : BLOCK, &it);
        add_block(&it, &sums);
    }
    double norm = 1;
    for (size_t k = 0; k < NNT_HERMITE_TERMS; k++) {
        const double *lanes = sums.lanes[k];
        norm *= k > 0 ? sqrt((double)k) : 1;
        coefficients[k] = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) / norm;
    }
}

static double sum_squares(const double *coefficients) {
    double sum = 0;
    for (size_t k = 0; k < NNT_HERMITE_TERMS; k++) {
        sum += coefficients[k] * coefficients[k];
    }
    return sum;
}

/* ---- all of it ------------------------------------------------------------------- */

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
        moments->hermite_rest = fmax(0, moments->square - sum_squares(coefficients));
    }
}
