/* Predicted profiles against numbers of another program and real networks. */
#include "theory_networks.h"

enum { WIDTH = 64 };

typedef struct example {
    const char *name;
    const nnt_theory_function *function;
    double gain;
    size_t n_hidden;
    double delta, gradient; /* decades, first to last hidden layer */
} example;

/* One row with |x|^2 = 64; expectations by a rule of 40000 points in numpy. */
static const example examples[] = {
    {"sigmoid", &function_sigmoid, 1, 5, -2.558, -2.269},
    {"sigmoid", &function_sigmoid, 1, 10, -5.693, -5.404},
    {"sigmoid", &function_sigmoid, 1, 20, -11.962, -11.674},
    {"sigmoid 16", &function_sigmoid, 16, 10, -1.904, -1.686},
    {"tanh", &function_tanh, 1, 10, -0.551, 0.067},
    {"tanh", &function_tanh, 1, 20, -0.711, 0.071},
    {"tanh 1/3", &function_tanh, 1.0 / 3, 10, -2.274, 0.012},
    {"tanh 4", &function_tanh, 4, 10, 0.517, 0.655},
    {"softplus", &function_softplus, 1, 10, -2.421, -2.388},
    {"relu 1/3", &function_relu, 1.0 / 3, 10, -3.502, 0},
    {"relu 1", &function_relu, 1, 10, -1.355, 0},
    {"relu 2", &function_relu, 2, 20, 0, 0},
    {"leaky 2", &function_leaky, 2, 20, 0, 0},
    {"selu", &function_selu, 1, 20, 0.285, 0.285},
};
enum { N_EXAMPLES = sizeof examples / sizeof examples[0] };

NNT_TEST(prediction, has_the_mean_field_ratios) {
    double x[WIDTH];
    const nnt_theory_data data = make_unit_row(WIDTH, x);
    for (size_t i = 0; i < N_EXAMPLES; i++) {
        equal_network it;
        make_equal_network(examples[i].function, examples[i].gain, WIDTH, WIDTH,
                           examples[i].n_hidden, &it);
        nnt_theory_prediction prediction = predict(&it.network, &data, 0);
        const double delta = log10(prediction.layers[0].delta_norm);
        const double gradient = log10(prediction.layers[0].gradient_norm);
        cr_assert(fabs(delta - examples[i].delta) < 6e-4, "%s: %.4f", examples[i].name, delta);
        cr_assert(fabs(gradient - examples[i].gradient) < 6e-4, "%s: %.4f", examples[i].name,
                  gradient);
        cr_assert(prediction.layers[examples[i].n_hidden - 1].delta_norm == 1);
        cr_assert(prediction.merged_layer == 0);
        nnt_theory_prediction_clear(&prediction);
    }
}

/* Means over 20 networks of width 64 lie within 0.2 decade. */
NNT_TEST(prediction, agrees_with_real_networks) {
    enum { SEEDS = 20 };
    double x[WIDTH];
    const nnt_theory_data data = make_unit_row(WIDTH, x);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const example *it = &examples[i];
        equal_network network;
        make_equal_network(it->function, it->gain, WIDTH, WIDTH, it->n_hidden, &network);
        double delta = 0, gradient = 0;
        for (uint32_t seed = 0; seed < SEEDS; seed++) {
            drawn_network drawn = draw_network(&network.network, &data, seed);
            const drawn_ratios ratios = measure_ratios(&drawn, seed);
            delta += ratios.log10_delta / SEEDS;
            gradient += ratios.log10_gradient / SEEDS;
            free_network(&drawn);
        }
        cr_assert(fabs(delta - it->delta) < 0.2, "%s: %.3f", it->name, delta);
        cr_assert(fabs(gradient - it->gradient) < 0.2, "%s: %.3f", it->name, gradient);
    }
}

/* Saturated rows send back less than small ones; both count in the mean. */
NNT_TEST(prediction, averages_over_rows_of_different_size) {
    enum { SEEDS = 20, HIDDEN = 3 };
    const double x[] = {0.1, 0, 0, 0.1, 6, 0, 0, -8};
    const nnt_theory_data data = {4, 2, x};
    equal_network it;
    make_equal_network(&function_tanh, 1.5, 2, WIDTH, HIDDEN, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    const double expected = log10(prediction.layers[0].delta_norm);
    double delta = 0;
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        drawn_network drawn = draw_network(&it.network, &data, seed);
        delta += measure_ratios(&drawn, seed).log10_delta / SEEDS;
        free_network(&drawn);
    }
    cr_assert(fabs(delta - expected) < 0.05, "%.4f, predicted %.4f", delta, expected);
    nnt_theory_prediction_clear(&prediction);
}

/* Different widths, functions and biases; rows of different size. */
static const nnt_theory_layer mixed_layers[] = {
    /* inputs, units, deviation of weights; mean and deviation of biases */
    {3, 400, 0.6, 0.2, 0.3, false, {evaluate_tanh, NULL}},
    {400, 200, 0.08, -0.1, 0, false, {evaluate_relu, NULL}},
    {200, 300, 0.1, 0, 0.2, false, {evaluate_gelu, NULL}},
    {300, 100, 0.07, 0, 0, false, {evaluate_sigmoid, NULL}},
    {100, 2, 0.1, 0, 0, false, {NULL, NULL}},
};

/* Root mean square of the pre-activations and the mean cosine between rows. */
static void measure_layer(const drawn_network *drawn, size_t l, double *rms, double *cosine) {
    const size_t units = drawn->network->layers[l].units, n = drawn->n_rows;
    double square = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double *z = drawn->z[l] + i * units;
        square += square_norm(units, z);
        for (size_t j = 0; j < i; j++) {
            const double *other = drawn->z[l] + j * units;
            double product = 0;
            for (size_t k = 0; k < units; k++) {
                product += z[k] * other[k];
            }
            sum += product / sqrt(square_norm(units, z) * square_norm(units, other));
        }
    }
    *rms = sqrt(square / (double)(n * units));
    *cosine = sum / (0.5 * (double)(n * (n - 1)));
}

NNT_TEST(prediction, holds_for_mixed_layers_with_biases) {
    enum { SEEDS = 4 };
    const double x[] = {1, 0, -1, 0.5, 2, 1, -1, -1, 0.3, 2, -0.5, 0.1};
    const nnt_theory_data data = {4, 3, x};
    const nnt_theory_network network = {5, mixed_layers};
    nnt_theory_prediction prediction = predict(&network, &data, 0);
    double rms[4] = {0}, cosine[4] = {0};
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        drawn_network drawn = draw_network(&network, &data, seed);
        for (size_t l = 0; l < 4; l++) {
            double one_rms = 0, one_cosine = 0;
            measure_layer(&drawn, l, &one_rms, &one_cosine);
            rms[l] += one_rms / SEEDS;
            cosine[l] += one_cosine / SEEDS;
        }
        free_network(&drawn);
    }
    for (size_t l = 0; l < 4; l++) {
        const nnt_theory_row *row = &prediction.layers[l];
        cr_assert(fabs(row->preactivation_rms / rms[l] - 1) < 0.05,
                  "layer %zu: %.4f, measured %.4f", l + 1, row->preactivation_rms, rms[l]);
        cr_assert(fabs(row->correlation - cosine[l]) < 0.05, "layer %zu: %.4f, measured %.4f",
                  l + 1, row->correlation, cosine[l]);
    }
    nnt_theory_prediction_clear(&prediction);
}

/* |delta[l]|^2 / |delta[l+1]|^2 = n[l] Var(W[l+1]) E f'^2: linear layers, any widths. */
NNT_TEST(prediction, factors_follow_the_widths) {
    const double x[] = {1, 2};
    const nnt_theory_data data = {1, 2, x};
    const nnt_theory_layer layers[] = {
        /* inputs, units, deviation of weights */
        {2, 30, 1, 0, 0, false, function_linear},
        {30, 7, 0.5, 0, 0, false, function_linear},
        {7, 9, 0.2, 0, 0, false, function_linear},
        {9, 1, 3, 0, 0, false, {NULL, NULL}},
    };
    nnt_theory_prediction prediction = predict(&(nnt_theory_network){4, layers}, &data, 0);
    const double weight_factors[] = {sqrt(30) * 0.5, sqrt(7) * 0.2, sqrt(9) * 3};
    for (size_t l = 0; l < 3; l++) {
        const nnt_theory_row *row = &prediction.layers[l];
        cr_assert(fabs(row->slope_factor - 1) < 1e-12);
        cr_assert(fabs(row->weight_factor - weight_factors[l]) < 1e-12);
        cr_assert(fabs(row->chi - weight_factors[l] * weight_factors[l]) < 1e-11);
    }
    const double ratio = weight_factors[0] * weight_factors[1];
    /* |a[0]|^2 = 5, |a[2]|^2 = 5 * 30 * 7 / 4 */
    cr_assert(fabs(prediction.layers[0].delta_norm - ratio) < 1e-11);
    cr_assert(fabs(prediction.layers[0].gradient_norm - ratio / sqrt(30 * 7 / 4.0)) < 1e-11);
    cr_assert(fabs(prediction.layers[2].preactivation_rms - sqrt(5 * 52.5 * 0.04)) < 1e-11);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(prediction, names_the_layer_where_rows_merge) {
    const double x[] = {1, 0, 0, 1};
    const nnt_theory_data data = {2, 2, x};
    equal_network it;
    make_equal_network(&function_sigmoid, 1, 2, 16, 6, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    /* z starts uncorrelated; from then on the mean 1/2 of the activations dominates. */
    cr_assert(prediction.layers[0].correlation == 0);
    cr_assert(prediction.merged_layer > 1 && prediction.merged_layer <= 4);
    cr_assert(prediction.layers[prediction.merged_layer - 2].correlation <= 0.99);
    nnt_theory_prediction_clear(&prediction);
}

NNT_TEST(prediction, gives_equal_bits_twice) {
    double x[200];
    nnt_rng rng = nnt_rng_stream(2, "inputs", 0);
    for (size_t i = 0; i < 200; i++) {
        x[i] = nnt_rng_normal(&rng);
    }
    const nnt_theory_data data = {100, 2, x};
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 16, 5, &it);
    nnt_theory_prediction once = predict(&it.network, &data, 40);
    nnt_theory_prediction again = predict(&it.network, &data, 40);
    cr_assert(once.n_rows == 40 && once.n_hidden == 5);
    cr_assert(memcmp(once.layers, again.layers, 5 * sizeof *once.layers) == 0);
    nnt_theory_prediction_clear(&once);
    nnt_theory_prediction_clear(&again);
}
