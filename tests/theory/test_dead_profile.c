/* The share of dead units by depth, relu with He weights, against real networks. */
#include "theory_networks.h"

enum { HIDDEN = 12, CHECKED = 6 };

static const double pi = 3.14159265358979323846;
static const double tolerance = 0.03;

static nnt_theory_prediction predict_profile(const nnt_theory_data *data, equal_network *it) {
    make_equal_network(&function_relu, 2, data->n_features, 64, HIDDEN, it);
    return predict(&it->network, data, 0);
}

/* Layers 2, 4, … 12. */
static void expect_profile(const nnt_theory_prediction *prediction, const double *expected) {
    for (size_t i = 0; i < CHECKED; i++) {
        const double found = prediction->layers[2 * i + 1].dead_fraction;
        cr_assert(fabs(found - expected[i]) < tolerance, "layer %zu: %.4f, expected %.4f",
                  2 * i + 2, found, expected[i]);
    }
}

/* Mean over n_networks drawn ones, and over layers, of measured less predicted. */
static double measure_excess(const equal_network *it,
                             const nnt_theory_data *data,
                             const nnt_theory_prediction *prediction,
                             uint32_t n_networks) {
    double sum = 0;
    for (uint32_t seed = 0; seed < n_networks; seed++) {
        drawn_network drawn = draw_network(&it->network, data, seed);
        for (size_t l = 0; l < HIDDEN; l++) {
            sum += measure_dead(&drawn, l) - prediction->layers[l].dead_fraction;
        }
        free_network(&drawn);
    }
    return sum / (HIDDEN * n_networks);
}

/* Expected shares here and below: kernel recursion and orthant sampling in numpy with
 * other draws. */
NNT_TEST(dead_profile, of_a_disc) {
    const double expected[CHECKED] = {0.070, 0.155, 0.201, 0.238, 0.251, 0.272};
    double x[48 * 2];
    nnt_rng rng = nnt_rng_stream(7, "disc", 0);
    for (size_t i = 0; i < 48; i++) {
        const double radius = sqrt(2) * (0.3 + 0.7 * nnt_rng_uniform(&rng));
        x[2 * i] = radius * cos(2 * pi * (double)i / 48);
        x[2 * i + 1] = radius * sin(2 * pi * (double)i / 48);
    }
    const nnt_theory_data data = {48, 2, x};
    equal_network it;
    nnt_theory_prediction prediction = predict_profile(&data, &it);
    expect_profile(&prediction, expected);
    cr_assert(prediction.layers[0].dead_fraction == 0);
    cr_assert(fabs(measure_excess(&it, &data, &prediction, 5)) < tolerance);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(dead_profile, of_normal_rows_in_eight_dimensions) {
    const double expected[CHECKED] = {0.006, 0.047, 0.103, 0.143, 0.184, 0.214};
    double x[64 * 8];
    nnt_rng rng = nnt_rng_stream(7, "rows", 0);
    for (size_t i = 0; i < 64 * 8; i++) {
        x[i] = nnt_rng_normal(&rng);
    }
    const nnt_theory_data data = {64, 8, x};
    equal_network it;
    nnt_theory_prediction prediction = predict_profile(&data, &it);
    expect_profile(&prediction, expected);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(dead_profile, of_centred_xor) {
    const double expected[CHECKED] = {0.120, 0.216, 0.287, 0.309, 0.332, 0.352};
    const double x[] = {-1, -1, -1, 1, 1, -1, 1, 1};
    const nnt_theory_data data = {4, 2, x};
    equal_network it;
    nnt_theory_prediction prediction = predict_profile(&data, &it);
    expect_profile(&prediction, expected);
    cr_assert(fabs(measure_excess(&it, &data, &prediction, 20)) < tolerance);
    nnt_theory_prediction_clear(&prediction);
}
