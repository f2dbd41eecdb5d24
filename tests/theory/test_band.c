/* The band of |delta| against the laws of deep relu networks and real ones. */
#include "theory/band.h"
#include "theory_networks.h"

static const double decade = 2.302585092994046;

/* relu: slopes are 1 for one half, so E f'^4 / (E f'^2)^2 = 2 and 3 * 2 - 1 = 5. */
static const nnt_theory_moments relu_moments = {
    .square = 0.5, .slope_square = 0.5, .fourth = 6, .slope_fourth = 2, .mixed = 2, .growth = 1};

static nnt_band find_relu_band(double units, size_t n_factors) {
    nnt_layer_noise noise[MOST_LAYERS];
    for (size_t l = 0; l < MOST_LAYERS; l++) {
        noise[l] = nnt_layer_noise_find(&relu_moments, units, 1);
    }
    return nnt_band_find(noise, 0, n_factors);
}

NNT_TEST(band, of_relu_has_variance_five_per_unit) {
    const nnt_layer_noise noise = nnt_layer_noise_find(&relu_moments, 100, 1);
    cr_assert(fabs(noise.backward - 5) < 1e-15);
    cr_assert(noise.units == 100 && noise.slope_growth == 0);
}

/* Wide networks: median -0.543 beta and deviation 0.486 sqrt(beta) decades, where beta
 * is the sum of 1/n (Hanin 2018; Hanin and Nica 2018). */
NNT_TEST(band, of_wide_relu_networks_is_the_limit_law) {
    const nnt_band band = find_relu_band(1000, 20);
    cr_assert(fabs(band.median / decade + 0.543 * 0.02) < 1e-4);
    cr_assert(fabs(band.deviation / decade - 0.486 * sqrt(0.02)) < 1e-3);
}

/* 20 layers: median and deviation in decades of 600, 250 and 120 networks in numpy. */
NNT_TEST(band, of_narrow_relu_networks_is_as_measured) {
    const struct {
        double units, median, deviation;
    } table[] = {{10, -1.22, 0.89}, {32, -0.38, 0.39}, {64, -0.14, 0.29}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const nnt_band band = find_relu_band(table[i].units, 20);
        cr_assert(fabs(band.median / decade - table[i].median) < 0.15, "%g units: median %.3f",
                  table[i].units, band.median / decade);
        cr_assert(fabs(band.deviation / decade - table[i].deviation) < 0.07,
                  "%g units: deviation %.3f", table[i].units, band.deviation / decade);
    }
}

NNT_TEST(band, is_empty_over_no_layers_and_grows_with_them) {
    const nnt_band none = find_relu_band(10, 0), some = find_relu_band(10, 3);
    const nnt_band more = find_relu_band(10, 4);
    cr_assert(none.median == 0 && none.deviation == 0);
    cr_assert(more.median < some.median && more.deviation > some.deviation);
}

/* Share of 300 drawn networks whose ratio lies in the predicted range; 19 of 20 have a
 * standard error of 0.013. */
static void expect_coverage(const nnt_theory_function *function, double gain, size_t units) {
    enum { NETWORKS = 300, HIDDEN = 8 };
    double x[64];
    const nnt_theory_data data = make_unit_row(units, x);
    equal_network it;
    make_equal_network(function, gain, units, units, HIDDEN, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    const double low = log10(prediction.layers[0].delta_norm_low);
    const double high = log10(prediction.layers[0].delta_norm_high);
    size_t n_alive = 0, n_inside = 0;
    for (uint32_t seed = 0; seed < NETWORKS; seed++) {
        drawn_network drawn = draw_network(&it.network, &data, seed);
        const double ratio = measure_ratios(&drawn, seed).log10_delta;
        n_alive += isfinite(ratio);
        n_inside += ratio >= low && ratio <= high;
        free_network(&drawn);
    }
    const double share = (double)n_inside / (double)n_alive;
    cr_assert(n_alive > 0.9 * NETWORKS);
    cr_assert(share > 0.91 && share < 0.995, "%zu units: %.3f", units, share);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(band, holds_nineteen_of_twenty_networks) {
    expect_coverage(&function_relu, 2, 10);
    expect_coverage(&function_relu, 2, 16);
    expect_coverage(&function_tanh, 1, 10);
    expect_coverage(&function_sigmoid, 1, 16);
    expect_coverage(&function_selu, 1, 16);
    expect_coverage(&function_softplus, 1, 16);
}
