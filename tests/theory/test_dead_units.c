/* Shares of dead units against orthant probabilities and known data sets. */
#include "theory/dead_units.h"
#include "theory_networks.h"

static const double pi = 3.14159265358979323846;

/* Three standard errors of 2048 drawn units, at most. */
static const double tolerance = 0.03;

static double find_first(const nnt_theory_layer *layer, const nnt_theory_data *data) {
    double share = -1;
    nnt_error error;
    cr_assert(nnt_first_dead_share(layer, data, data->n_rows, &share, &error) == NNT_OK);
    return share;
}

static double
find_share(const nnt_theory_layer *layer, const nnt_theory_data *data, size_t n, size_t n_rows) {
    double share = -1;
    nnt_error error;
    nnt_row_kernel kernel;
    nnt_dead_units units;
    cr_assert(nnt_row_kernel_create(layer, data, n, &kernel, &error) == NNT_OK);
    cr_assert(nnt_dead_units_create(n, &units, &error) == NNT_OK);
    cr_assert(nnt_dead_units_share(&units, &kernel, &layer->function, n_rows, &share, &error) ==
              NNT_OK);
    nnt_row_kernel_clear(&kernel);
    nnt_dead_units_clear(&units);
    return share;
}

static nnt_theory_layer make_layer(size_t inputs, bool is_uniform, double bias_deviation) {
    return (nnt_theory_layer){.inputs = inputs,
                              .units = 1,
                              .weight_deviation = 1 / sqrt(3 * (double)inputs),
                              .bias_deviation = bias_deviation,
                              .is_uniform = is_uniform,
                              .function = function_relu};
}

static void expect_share(double found, double expected) {
    cr_assert(fabs(found - expected) < tolerance, "%.4f, expected %.4f", found, expected);
}

/* P(all <= 0): 1/4 + asin(rho) / 2 pi of two, 1/8 + sum of asin / 4 pi of three. */
NNT_TEST(dead_units, share_is_the_orthant_probability) {
    const double x[] = {1, 0, 0, 0.6, 0.8, 0, 0, 0.6, 0.8};
    const nnt_theory_layer layer = make_layer(3, false, 0);
    const double two = 0.25 + asin(0.6) / (2 * pi);
    const double three = 0.125 + (asin(0.6) + asin(0) + asin(0.48)) / (4 * pi);
    expect_share(find_share(&layer, &(nnt_theory_data){1, 3, x}, 1, 1), 0.5);
    expect_share(find_share(&layer, &(nnt_theory_data){2, 3, x}, 2, 2), two);
    expect_share(find_share(&layer, &(nnt_theory_data){3, 3, x}, 3, 3), three);
    expect_share(find_first(&layer, &(nnt_theory_data){3, 3, x}), three);
}

/* Units on the corners of the square: exact for zero biases; with PyTorch's default
 * weights and biases from 200000 drawn units. */
NNT_TEST(dead_units, of_xor_are_as_measured) {
    const double zero_one[] = {0, 0, 0, 1, 1, 0, 1, 1};
    const double centred[] = {-1, -1, -1, 1, 1, -1, 1, 1};
    const nnt_theory_data corners = {4, 2, zero_one}, centred_corners = {4, 2, centred};
    const nnt_theory_layer plain = make_layer(2, false, 0);
    const nnt_theory_layer uniform = make_layer(2, true, 1 / sqrt(6));
    expect_share(find_first(&plain, &corners), 0.25);
    cr_assert(find_first(&plain, &centred_corners) == 0);
    expect_share(find_first(&uniform, &corners), 0.269);
    expect_share(find_first(&uniform, &centred_corners), 0.083);
}

/* Inputs scaled to 0 … 1, 200 rows: 2^-d at least; none when centred. */
NNT_TEST(dead_units, of_the_positive_orthant_are_as_measured) {
    const size_t dimensions[] = {1, 2, 4, 8};
    const double expected[] = {0.499, 0.2535, 0.116, 0.086};
    double x[200 * 8];
    for (size_t k = 0; k < 4; k++) {
        const size_t d = dimensions[k];
        nnt_rng rng = nnt_rng_stream(3, "inputs", 0);
        for (size_t i = 0; i < 200 * d; i++) {
            x[i] = nnt_rng_uniform(&rng);
        }
        const nnt_theory_layer layer = make_layer(d, false, 0);
        expect_share(find_first(&layer, &(nnt_theory_data){200, d, x}), expected[k]);
        for (size_t i = 0; i < 200 * d; i++) {
            x[i] -= 0.5;
        }
        cr_assert(find_first(&layer, &(nnt_theory_data){200, d, x}) < 0.002);
    }
}

NNT_TEST(dead_units, are_none_where_slopes_never_vanish_and_all_below_the_kink) {
    const double x[] = {1, 1};
    const nnt_theory_data data = {1, 2, x};
    nnt_theory_layer layer = make_layer(2, false, 0);
    layer.function = function_sigmoid;
    cr_assert(find_first(&layer, &data) == 0 && find_share(&layer, &data, 1, 1) == 0);
    layer.function = function_relu;
    layer.bias_mean = -100;
    cr_assert(find_first(&layer, &data) == 1 && find_share(&layer, &data, 1, 1) == 1);
    layer.weight_deviation = 0;
    layer.bias_mean = 0;
    cr_assert(find_first(&layer, &data) == 1 && find_share(&layer, &data, 1, 1) == 1);
}

/* Hard tanh has two dead sides: P(|z| >= 1) on one row. */
NNT_TEST(dead_units, saturate_on_both_sides) {
    const double x[] = {1, 1};
    nnt_theory_layer layer = make_layer(2, false, 0);
    layer.function = function_hard_tanh;
    layer.weight_deviation = 1;
    expect_share(find_share(&layer, &(nnt_theory_data){1, 2, x}, 1, 1),
                 2 * normal_share(-1 / sqrt(2)));
}

/* Normal rows in 5 dimensions behind one relu layer: the share of 512 rows, from 64. */
NNT_TEST(dead_units, are_carried_on_to_more_rows) {
    enum { ROWS = 512, FEATURES = 5, HIDDEN = 10 };
    static double x[ROWS * FEATURES];
    nnt_rng rng = nnt_rng_stream(9, "inputs", 0);
    for (size_t i = 0; i < ROWS * FEATURES; i++) {
        x[i] = nnt_rng_normal(&rng);
    }
    const nnt_theory_data data = {ROWS, FEATURES, x};
    equal_network it;
    make_equal_network(&function_relu, 2, FEATURES, 64, HIDDEN, &it);
    nnt_theory_prediction few = predict(&it.network, &data, 64);
    const double bare = few.layers[HIDDEN - 1].dead_fraction;
    nnt_theory_prediction_clear(&few);
    double measured = 0;
    for (uint32_t seed = 0; seed < 4; seed++) {
        drawn_network drawn = draw_network(&it.network, &data, seed);
        measured += measure_dead(&drawn, HIDDEN - 1) / 4;
        free_network(&drawn);
    }
    cr_assert(fabs(bare - measured) < 0.05, "%.4f, measured %.4f", bare, measured);
}
