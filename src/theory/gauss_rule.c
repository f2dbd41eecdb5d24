/* Gauss-Legendre rules of 8 nodes on panels of z. Panels end at 0, at 2^k and at
 * 1.5 2^k on both sides (0, 1, 3 and 6 are where activations have kinks), are never
 * wider than one standard deviation, and reach 8 of them to both sides: beyond lies
 * a probability of 1e-15. */
#include "theory/gauss_rule.h"

#include "base/exact_math.h"
#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { NODES_IN_HALF = 4 };

static const double legendre_node[NODES_IN_HALF] = {0.1834346424956498, 0.5255324099163290,
                                                    0.7966664774136267, 0.9602898564975363};
static const double legendre_weight[NODES_IN_HALF] = {0.3626837833783620, 0.3137066458778873,
                                                      0.2223810344533745, 0.1012285362903763};

static const double reach = 8; /* standard deviations */
static const double one_over_root_two_pi = 0.39894228040143267794;

typedef struct normal {
    double mean, deviation;
} normal;

static void add_node(nnt_gauss_rule *rule, normal law, double z, double length) {
    const double g = (z - law.mean) / law.deviation;
    assert(rule->n < NNT_GAUSS_MOST_NODES);
    rule->z[rule->n] = z;
    rule->g[rule->n] = g;
    rule->weight[rule->n] = length / law.deviation * one_over_root_two_pi;
    rule->n++;
}

/* At most some 8^2/2 below 0, where all exponentials are taken in one loop. */
static void multiply_by_density(nnt_gauss_rule *rule) {
    double density[NNT_GAUSS_MOST_NODES];
    for (size_t i = 0; i < rule->n; i++) {
        density[i] = -0.5 * rule->g[i] * rule->g[i];
    }
    nnt_exact_exp_each(rule->n, density);
    for (size_t i = 0; i < rule->n; i++) {
        rule->weight[i] *= density[i];
    }
}

static void add_panel(nnt_gauss_rule *rule, normal law, double from, double to) {
    const double half = 0.5 * (to - from);
    const double middle = from + half;
    for (size_t i = 0; i < NODES_IN_HALF; i++) {
        const double length = fabs(half) * legendre_weight[i];
        add_node(rule, law, middle - half * legendre_node[i], length);
        add_node(rule, law, middle + half * legendre_node[i], length);
    }
}

/* The largest power of 2 that is at most x: x without its fraction. */
static double round_to_power(double x) {
    uint64_t bits;
    assert(x >= DBL_MIN && isfinite(x));
    memcpy(&bits, &x, sizeof bits);
    bits &= UINT64_C(0xfff0000000000000);
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The end of the panel that begins at x >= 0, by magnitude alone. */
static double find_panel_end(double x, double finest) {
    if (x < finest) {
        return finest;
    }
    const double power = round_to_power(x);
    return x < 1.5 * power ? 1.5 * power : 2 * power;
}

/* Panels over from … to, 0 <= from, mirrored when sign is -1. */
static void add_half_line(
    nnt_gauss_rule *rule, normal law, double sign, double from, double to, double finest) {
    double x = from;
    while (x < to) {
        const double end = fmin(fmin(find_panel_end(x, finest), x + law.deviation), to);
        if (!(end > x)) {
            break; /* the deviation is below the spacing of doubles around the mean */
        }
        add_panel(rule, law, sign * x, sign * end);
        x = end;
    }
}

/* Of a law around 0 the nodes above are those below with the other sign. */
static void mirror_nodes(nnt_gauss_rule *rule) {
    const size_t n = rule->n;
    assert(2 * n <= NNT_GAUSS_MOST_NODES);
    for (size_t i = 0; i < n; i++) {
        rule->z[n + i] = -rule->z[i];
        rule->g[n + i] = -rule->g[i];
        rule->weight[n + i] = rule->weight[i];
    }
    rule->n = 2 * n;
    rule->n_mirrored = n;
}

void nnt_gauss_rule_set(nnt_gauss_rule *rule, double mean, double deviation) {
    const double nothing = 0x1p-500; /* squares below vanish in doubles */
    assert(isfinite(mean) && isfinite(deviation));
    rule->n = 0;
    rule->n_mirrored = 0;
    if (deviation <= fmax(nothing, fabs(mean) * 0x1p-24)) {
        /* z is its mean. Two nodes keep E[g^2] at 1. */
        for (int side = -1; side <= 1; side += 2) {
            rule->z[rule->n] = mean;
            rule->g[rule->n] = side;
            rule->weight[rule->n++] = 0.5;
        }
        return;
    }
    /* Kinks and bends of an activation sit at |z| of order 1; nearer to 0 than
     * 2^-44 deviations hardly a unit lives. */
    const normal law = {mean, deviation};
    const double finest = round_to_power(fmax(fmin(deviation, 1) / 4, deviation * 0x1p-44));
    const double low = mean - reach * deviation;
    const double high = mean + reach * deviation;
    add_half_line(rule, law, -1, fmax(0, -high), fmax(0, -low), finest);
    if (mean != 0) {
        add_half_line(rule, law, 1, fmax(0, low), fmax(0, high), finest);
    }
    multiply_by_density(rule);
    if (mean == 0) {
        mirror_nodes(rule);
    }
}
