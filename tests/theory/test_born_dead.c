/* Networks that are dead before the first step. */
#include "theory/born_dead.h"
#include "theory_networks.h"

static nnt_born_dead
sample(const nnt_theory_network *network, const nnt_theory_data *data, size_t n_networks) {
    nnt_born_dead result;
    nnt_error error;
    cr_assert(nnt_born_dead_sample(network, data, 0, n_networks, &result, &error) == NNT_OK, "%s",
              error.message);
    return result;
}

/* The bounds to 4 decimals, and shares of 1000 to 3000 networks in numpy. */
NNT_TEST(born_dead, bounds_enclose_what_is_measured) {
    const struct {
        size_t units, n_hidden;
        double lower, upper, measured;
    } table[] = {
        {2, 4, 0.4767, 0.6836, 0.502},  {2, 9, 0.8703, 0.9249, 0.878},
        {3, 9, 0.5134, 0.6993, 0.562},  {4, 9, 0.2042, 0.4406, 0.282},
        {5, 9, 0.0640, 0.2485, 0.121},  {8, 9, 0.0012, 0.0346, 0.011},
        {10, 9, 0.0001, 0.0088, 0.002}, {3, 19, 0.8635, 0.9209, 0.889},
    };
    const double x[] = {-1, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 1};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const nnt_born_dead_bounds bounds =
            nnt_born_dead_bounds_find(table[i].units, table[i].n_hidden);
        cr_assert(fabs(bounds.lower - table[i].lower) < 6e-5, "row %zu: %g", i, bounds.lower);
        cr_assert(fabs(bounds.upper - table[i].upper) < 6e-5, "row %zu: %g", i, bounds.upper);
        equal_network it;
        make_equal_network(&function_relu, 2, 1, table[i].units, table[i].n_hidden, &it);
        const nnt_born_dead found = sample(&it.network, &(nnt_theory_data){8, 1, x}, 800);
        cr_assert(fabs(found.probability - table[i].measured) < 0.06,
                  "row %zu: %.4f, expected %.4f", i, found.probability, table[i].measured);
        cr_assert(found.probability <= bounds.upper + 3 * found.standard_error);
    }
}

NNT_TEST(born_dead, bounds_at_the_ends) {
    cr_assert(nnt_born_dead_bounds_find(0, 3).upper == 0);
    cr_assert(nnt_born_dead_bounds_find(3, 0).upper == 0);
    cr_assert(fabs(nnt_born_dead_bounds_find(1, 1).lower) < 1e-15);
    cr_assert(nnt_born_dead_bounds_find(5000, 100).upper == 0);
}

/* One row: 1 - (1 - 2^-n)^H. */
NNT_TEST(born_dead, of_one_row_meets_the_upper_bound) {
    const double x[] = {1, -2};
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 3, 4, &it);
    const nnt_born_dead found = sample(&it.network, &(nnt_theory_data){1, 2, x}, 4000);
    const double expected = nnt_born_dead_bounds_find(3, 4).upper;
    cr_assert(fabs(expected - (1 - pow(7.0 / 8, 4))) < 1e-15);
    cr_assert(fabs(found.probability - expected) < 4 * found.standard_error);
    cr_assert(fabs(found.standard_error - sqrt(expected * (1 - expected) / 4000)) < 1e-3);
}

/* XOR coded 0/1 and -1/1: shares of 3000 networks in numpy. */
NNT_TEST(born_dead, of_xor_is_as_measured) {
    const double zero_one[] = {0, 0, 0, 1, 1, 0, 1, 1};
    const double centred[] = {-1, -1, -1, 1, 1, -1, 1, 1};
    const struct {
        size_t units, n_hidden;
        double zero_one, centred;
    } table[] = {{2, 2, 0.241, 0.097},
                 {2, 4, 0.555, 0.457},
                 {4, 2, 0.019, 0.002},
                 {4, 4, 0.086, 0.034},
                 {8, 4, 0.001, 0.000}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        equal_network it;
        make_equal_network(&function_relu, 2, 2, table[i].units, table[i].n_hidden, &it);
        const nnt_born_dead off_centre =
            sample(&it.network, &(nnt_theory_data){4, 2, zero_one}, 2000);
        const nnt_born_dead at_centre =
            sample(&it.network, &(nnt_theory_data){4, 2, centred}, 2000);
        cr_assert(fabs(off_centre.probability - table[i].zero_one) < 0.04);
        cr_assert(fabs(at_centre.probability - table[i].centred) < 0.04);
    }
}

/* A second-layer unit that is off for every input of R^d, weights and biases symmetric
 * (Rister and Rubin 2020): 2^-(n+1) for n <= d units before it, (2^d + 1) / 4^(d+1) for
 * n = d + 1. A first layer is never dead on all of R^d; a second one of a single unit is
 * dead with that unit. */
static void expect_off(size_t d, size_t n, double expected) {
    enum { DIRECTIONS = 48 };
    const double scales[] = {0.03, 0.3, 3, 300};
    double x[4 * DIRECTIONS * 2];
    nnt_rng rng = nnt_rng_stream(5, "directions", 0);
    for (size_t i = 0; i < 4 * DIRECTIONS * d; i++) {
        x[i] = scales[i / (DIRECTIONS * d)] * nnt_rng_normal(&rng);
    }
    const nnt_theory_layer layers[] = {
        {d, n, 1, 0, 1, false, function_relu},
        {n, 1, 1, 0, 1, false, function_relu},
        {1, 1, 1, 0, 0, false, {NULL, NULL}},
    };
    const nnt_theory_network network = {3, layers};
    const nnt_theory_data data = {4 * DIRECTIONS, d, x};
    nnt_born_dead found;
    nnt_error error;
    cr_assert(nnt_born_dead_sample(&network, &data, 4 * DIRECTIONS, 2000, &found, &error) ==
              NNT_OK);
    /* Finitely many inputs miss some, and leave a few more off. */
    cr_assert(found.probability > expected - 0.03 && found.probability < expected + 0.04,
              "%zu, %zu: %.4f, expected %.4f", d, n, found.probability, expected);
}

NNT_TEST(born_dead, of_second_layer_units_follows_the_exact_law) {
    expect_off(1, 1, 0.25);
    expect_off(2, 2, 0.125);
    expect_off(2, 3, 5.0 / 64);
}

NNT_TEST(born_dead, never_happens_without_flat_parts) {
    const double x[] = {1, -2};
    equal_network it;
    make_equal_network(&function_leaky, 2, 2, 1, 5, &it);
    cr_assert(sample(&it.network, &(nnt_theory_data){1, 2, x}, 50).probability == 0);
    make_equal_network(&function_relu, 2, 2, 1, 0, &it);
    cr_assert(sample(&it.network, &(nnt_theory_data){1, 2, x}, 5).probability == 0);
}
