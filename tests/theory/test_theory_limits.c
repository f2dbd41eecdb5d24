/* Networks and data at the ends of what is allowed, and beyond. */
#include "base/memory_testing.h"
#include "theory/born_dead.h"
#include "theory/fixed_point.h"
#include "theory_networks.h"

static const double two_rows[] = {1, -1, 0.5, 2};
static const nnt_theory_data data = {2, 2, two_rows};

NNT_TEST(theory_limits, without_hidden_layers_there_is_nothing_to_say) {
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 4, 0, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    cr_assert(prediction.n_hidden == 0 && prediction.merged_layer == 0);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(theory_limits, zero_weights_stop_everything) {
    equal_network it;
    make_equal_network(&function_relu, 0, 2, 4, 3, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    cr_assert(prediction.layers[0].preactivation_rms == 0);
    cr_assert(prediction.layers[1].dead_fraction == 1);
    cr_assert(isnan(prediction.layers[0].delta_norm));
    nnt_theory_prediction_clear(&prediction);
    make_equal_network(&function_tanh, 0, 2, 4, 3, &it);
    prediction = predict(&it.network, &data, 0);
    cr_assert(prediction.layers[0].delta_norm == 0 && prediction.layers[2].delta_norm == 1);
    cr_assert(prediction.layers[2].dead_fraction == 0);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(theory_limits, overflow_is_told_not_hidden) {
    equal_network it;
    make_equal_network(&function_relu, 1e100, 2, 4, 5, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    cr_assert(isfinite(prediction.layers[0].preactivation_rms));
    cr_assert(isinf(prediction.layers[4].preactivation_rms));
    cr_assert(isnan(prediction.layers[4].correlation) && isnan(prediction.layers[0].delta_norm));
    nnt_theory_prediction_clear(&prediction);
    const double huge[] = {1e300, 1e300};
    prediction = predict(&it.network, &(nnt_theory_data){1, 2, huge}, 0);
    cr_assert(isinf(prediction.layers[0].preactivation_rms));
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(theory_limits, tiny_and_large_scales_do_no_harm) {
    const double gains[] = {1e-300, 1e-30, 1e20};
    for (size_t i = 0; i < sizeof gains / sizeof gains[0]; i++) {
        equal_network it;
        make_equal_network(&function_tanh, gains[i], 2, 4, 4, &it);
        nnt_theory_prediction prediction = predict(&it.network, &data, 0);
        cr_assert(isfinite(prediction.layers[3].preactivation_rms));
        cr_assert(prediction.layers[3].delta_norm == 1);
        nnt_theory_prediction_clear(&prediction);
    }
}

static void expect_refusal(const nnt_theory_network *network,
                           const nnt_theory_data *wrong,
                           nnt_status expected,
                           const char *part) {
    nnt_theory_prediction prediction;
    nnt_born_dead dead;
    nnt_error error;
    cr_assert(nnt_theory_predict(network, wrong, 0, &prediction, &error) == expected);
    cr_assert(strstr(error.message, part) != NULL, "%s", error.message);
    cr_assert(prediction.layers == NULL);
    cr_assert(nnt_born_dead_sample(network, wrong, 0, 1, &dead, &error) == expected);
    cr_assert(nnt_theory_what_if(network, wrong, 0, 0, NULL, NULL, &error) == expected);
}

NNT_TEST(theory_limits, refuses_layers_that_make_no_network) {
    equal_network it;
    const nnt_theory_network none = {0, it.layers};
    expect_refusal(&none, &data, NNT_ERR_USAGE, "without layers");
    make_equal_network(&function_relu, 2, 3, 4, 2, &it);
    expect_refusal(&it.network, &data, NNT_ERR_USAGE, "layer 1: 3 inputs");
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    it.layers[1].units = 0;
    expect_refusal(&it.network, &data, NNT_ERR_USAGE, "layer 2: 4 inputs and 0 units");
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    it.layers[2].inputs = 5;
    expect_refusal(&it.network, &data, NNT_ERR_USAGE, "layer 3: 5 inputs");
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    it.layers[0].function = (nnt_theory_function){0};
    expect_refusal(&it.network, &data, NNT_ERR_USAGE, "without a function");
}

NNT_TEST(theory_limits, refuses_deviations_that_are_none) {
    const double wrong[] = {-1, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        equal_network it;
        make_equal_network(&function_relu, 2, 2, 4, 2, &it);
        it.layers[2].weight_deviation = wrong[i];
        expect_refusal(&it.network, &data, NNT_ERR_USAGE, "layer 3: weights of deviation");
        make_equal_network(&function_relu, 2, 2, 4, 2, &it);
        it.layers[1].bias_deviation = wrong[i];
        expect_refusal(&it.network, &data, NNT_ERR_USAGE, "layer 2: weights of deviation");
    }
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    it.layers[0].bias_mean = NAN;
    expect_refusal(&it.network, &data, NNT_ERR_USAGE, "biases of mean nan");
}

NNT_TEST(theory_limits, refuses_data_that_are_none) {
    const double wrong[] = {1, 2, NAN, 4};
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    expect_refusal(&it.network, &(nnt_theory_data){0, 2, wrong}, NNT_ERR_DATA, "no rows");
    expect_refusal(&it.network, &(nnt_theory_data){2, 2, wrong}, NNT_ERR_DATA,
                   "feature 1 of row 2 is nan");
}

static nnt_status run_everything(const equal_network *it, nnt_error *error) {
    const double deviations[] = {1, 1, 1};
    const nnt_theory_candidate candidate = {"tanh", "plain", function_tanh, deviations};
    nnt_theory_prediction prediction;
    nnt_theory_outcome outcome;
    nnt_born_dead dead;
    nnt_fixed_point point;
    nnt_status status = nnt_theory_predict(&it->network, &data, 0, &prediction, error);
    nnt_theory_prediction_clear(&prediction);
    if (status == NNT_OK) {
        status = nnt_theory_what_if(&it->network, &data, 0, 1, &candidate, &outcome, error);
    }
    if (status == NNT_OK) {
        status = nnt_born_dead_sample(&it->network, &data, 0, 1, &dead, error);
    }
    return status == NNT_OK ? nnt_fixed_point_find(&function_tanh, 1, 0, &point, error) : status;
}

NNT_TEST(theory_limits, every_allocation_may_fail) {
    equal_network it;
    nnt_error error;
    make_equal_network(&function_relu, 2, 2, 4, 2, &it);
    nnt_memory_fail_at(0, false);
    cr_assert(run_everything(&it, &error) == NNT_OK);
    const size_t n_allocations = nnt_memory_count();
    for (size_t k = 1; k <= n_allocations; k++) {
        nnt_memory_fail_at(k, false);
        error.message[0] = '\0';
        cr_assert(run_everything(&it, &error) == NNT_ERR_MEMORY, "allocation %zu", k);
        cr_assert(strstr(error.message, "no memory") != NULL);
    }
    nnt_memory_fail_at(0, false);
}
