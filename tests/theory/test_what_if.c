/* The what-if table says what a prediction for the changed network would say. */
#include "theory_networks.h"

enum { HIDDEN = 10, WIDTH = 32 };

static void fill_deviations(double gain, size_t n_features, double *deviations) {
    for (size_t l = 0; l <= HIDDEN; l++) {
        deviations[l] = sqrt(gain / (double)(l == 0 ? n_features : WIDTH));
    }
}

NNT_TEST(what_if, equals_the_prediction_of_the_changed_network) {
    double x[48];
    nnt_rng rng = nnt_rng_stream(4, "inputs", 0);
    for (size_t i = 0; i < 48; i++) {
        x[i] = nnt_rng_normal(&rng);
    }
    const nnt_theory_data data = {24, 2, x};
    double he[HIDDEN + 1], glorot[HIDDEN + 1];
    fill_deviations(2, 2, he);
    fill_deviations(1, 2, glorot);
    const nnt_theory_candidate candidates[] = {
        {"relu", "he_normal", function_relu, he},
        {"sigmoid", "glorot_normal", function_sigmoid, glorot},
        {"tanh", "glorot_normal", function_tanh, glorot},
    };
    const double gains[] = {2, 1, 1};
    equal_network base;
    make_equal_network(&function_gelu, 3, 2, WIDTH, HIDDEN, &base);
    nnt_theory_outcome outcomes[3];
    nnt_error error;
    cr_assert(nnt_theory_what_if(&base.network, &data, 0, 3, candidates, outcomes, &error) ==
              NNT_OK);
    for (size_t i = 0; i < 3; i++) {
        equal_network changed;
        make_equal_network(&candidates[i].function, gains[i], 2, WIDTH, HIDDEN, &changed);
        nnt_theory_prediction prediction = predict(&changed.network, &data, 0);
        const nnt_theory_row *last = &prediction.layers[HIDDEN - 1];
        cr_assert(fabs(outcomes[i].delta_ratio - prediction.layers[0].delta_norm) < 1e-12);
        cr_assert(outcomes[i].dead_fraction == last->dead_fraction);
        cr_assert(fabs(outcomes[i].correlation - last->correlation) < 1e-12);
        nnt_theory_prediction_clear(&prediction);
    }
    cr_assert(outcomes[0].dead_fraction > 0.1 && outcomes[1].dead_fraction == 0);
    cr_assert(outcomes[1].delta_ratio < 1e-4 && outcomes[0].delta_ratio > 0.9);
}

NNT_TEST(what_if, of_a_linear_model_is_unknown) {
    const double x[] = {1, 2}, deviations[] = {1};
    const nnt_theory_candidate candidate = {"relu", "normal", function_relu, deviations};
    equal_network it;
    nnt_theory_outcome outcome;
    nnt_error error;
    make_equal_network(&function_relu, 2, 2, 4, 0, &it);
    cr_assert(nnt_theory_what_if(&it.network, &(nnt_theory_data){1, 2, x}, 0, 1, &candidate,
                                 &outcome, &error) == NNT_OK);
    cr_assert(isnan(outcome.delta_ratio) && isnan(outcome.correlation));
}

NNT_TEST(what_if, names_the_candidate_that_is_wrong) {
    const double x[] = {1, 2}, deviations[] = {1, NAN};
    const nnt_theory_candidate candidate = {"relu", "constant", function_relu, deviations};
    equal_network it;
    nnt_theory_outcome outcome;
    nnt_error error;
    make_equal_network(&function_relu, 2, 2, 4, 1, &it);
    cr_assert(nnt_theory_what_if(&it.network, &(nnt_theory_data){1, 2, x}, 0, 1, &candidate,
                                 &outcome, &error) == NNT_ERR_USAGE);
    cr_assert(strstr(error.message, "relu with constant: ") == error.message, "%s", error.message);
}
