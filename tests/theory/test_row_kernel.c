/* Covariances of rows against the arc-cosine kernel and plain two-dimensional sums. */
#include "theory/row_kernel.h"
#include "theory_networks.h"

static const double pi = 3.14159265358979323846;

/* E[relu(u) relu(v)] (Cho and Saul 2009). */
static double relu_product(double q1, double q2, double rho) {
    return sqrt(q1 * q2) / (2 * pi) * (sqrt(1 - rho * rho) + rho * (pi - acos(rho)));
}

/* E[f(u) f(v)] as a sum over a grid of two independent normal variables. */
static double
sum_over_plane(const nnt_theory_function *function, double mean, double q1, double q2, double rho) {
    const double step = 0.01;
    double sum = 0;
    for (double g = -7; g <= 7; g += step) {
        const double u = mean + sqrt(q1) * g;
        double a = 0, slope = 0, inner = 0;
        for (double h = -7; h <= 7; h += 0.1) {
            const double v = mean + sqrt(q2) * (rho * g + sqrt(1 - rho * rho) * h);
            function->evaluate(NULL, 1, &v, &a, &slope);
            inner += a * normal_density(h) * 0.1;
        }
        function->evaluate(NULL, 1, &u, &a, &slope);
        sum += a * inner * normal_density(g) * step;
    }
    return sum;
}

static nnt_row_kernel make_kernel(const nnt_theory_layer *layer, const nnt_theory_data *data) {
    nnt_row_kernel kernel;
    nnt_error error;
    cr_assert(nnt_row_kernel_create(layer, data, data->n_rows, &kernel, &error) == NNT_OK);
    return kernel;
}

NNT_TEST(row_kernel, picks_rows_at_equal_distances) {
    const size_t expected[] = {0, 3, 6};
    for (size_t i = 0; i < 3; i++) {
        cr_assert(nnt_row_kernel_pick(i, 3, 10) == expected[i]);
        cr_assert(nnt_row_kernel_pick(i, 3, 3) == i);
    }
    cr_assert(nnt_row_kernel_pick(63, 64, SIZE_MAX) < SIZE_MAX);
}

NNT_TEST(row_kernel, starts_with_the_products_of_the_inputs) {
    const double x[] = {1, 2, -3, 0.5};
    const nnt_theory_data data = {2, 2, x};
    const nnt_theory_layer layer = {
        .inputs = 2, .units = 5, .weight_deviation = 0.5, .bias_mean = 2, .bias_deviation = 0.1};
    nnt_row_kernel kernel = make_kernel(&layer, &data);
    const double expected[] = {0.25 * 5 + 0.01, 0.25 * -2 + 0.01, 0.25 * -2 + 0.01,
                               0.25 * 9.25 + 0.01};
    for (size_t i = 0; i < 4; i++) {
        cr_assert(fabs(kernel.covariance[i] - expected[i]) < 1e-15);
    }
    cr_assert(fabs(nnt_row_kernel_square(&kernel) - (0.25 * 14.25 / 2 + 0.01 + 4)) < 1e-14);
    nnt_row_kernel_clear(&kernel);
}

/* Rows at given correlations and sizes: one step of relu against the closed form. */
NNT_TEST(row_kernel, of_relu_is_the_arc_cosine_kernel) {
    const double rhos[] = {-1, -0.999, -0.5, 0, 0.3, 0.9, 0.99, 0.999, 0.9999, 1};
    for (size_t i = 0; i < sizeof rhos / sizeof rhos[0]; i++) {
        const double rho = rhos[i];
        const double x[] = {1, 0, 3 * rho, 3 * sqrt(1 - rho * rho)};
        const nnt_theory_data data = {2, 2, x};
        const nnt_theory_layer layer = {.inputs = 2, .units = 7, .weight_deviation = 1};
        const nnt_theory_layer next = {
            .inputs = 7, .units = 1, .weight_deviation = 2, .bias_deviation = 0.5};
        nnt_row_kernel kernel = make_kernel(&layer, &data);
        nnt_row_kernel_look(&kernel, &function_relu);
        nnt_row_kernel_advance(&kernel, &next);
        const double expected = 28 * relu_product(1, 9, rho) + 0.25;
        const double scale = 28 * relu_product(1, 9, 1);
        cr_assert(fabs(kernel.covariance[1] - expected) < 3e-4 * scale,
                  "rho %g: %.8g, expected %.8g", rho, kernel.covariance[1], expected);
        cr_assert(kernel.covariance[1] == kernel.covariance[2]);
        cr_assert(fabs(kernel.covariance[0] - (28 * 0.5 + 0.25)) < 1e-10);
        cr_assert(fabs(kernel.covariance[3] - (28 * 4.5 + 0.25)) < 1e-10);
        cr_assert(fabs(kernel.input_square[1] - 7 * 4.5) < 1e-10);
        nnt_row_kernel_clear(&kernel);
    }
}

static void expect_plane(const nnt_theory_function *function, double mean, double rho) {
    const double x[] = {1.2, 0, 0.8 * rho, 0.8 * sqrt(1 - rho * rho)};
    const nnt_theory_data data = {2, 2, x};
    const nnt_theory_layer layer = {
        .inputs = 2, .units = 1, .weight_deviation = 1, .bias_mean = mean};
    const nnt_theory_layer next = {.inputs = 1, .units = 1, .weight_deviation = 1};
    nnt_row_kernel kernel = make_kernel(&layer, &data);
    nnt_row_kernel_look(&kernel, function);
    nnt_row_kernel_advance(&kernel, &next);
    const double expected = sum_over_plane(function, mean, 1.44, 0.64, rho);
    cr_assert(fabs(kernel.covariance[1] - expected) < 2e-4, "rho %g: %.8g, expected %.8g", rho,
              kernel.covariance[1], expected);
    nnt_row_kernel_clear(&kernel);
}

NNT_TEST(row_kernel, of_other_functions_is_the_sum_over_the_plane) {
    const nnt_theory_function *functions[] = {&function_tanh, &function_sigmoid, &function_selu,
                                              &function_gelu, &function_hard_tanh};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        expect_plane(functions[i], 0, -0.6);
        expect_plane(functions[i], 0.3, 0.7);
    }
    expect_plane(&function_relu, -0.4, 0.5);
}

/* Orthogonal rows under He weights: c' = (sqrt(1-c^2) + c (pi - acos c)) / pi from 0. */
NNT_TEST(row_kernel, follows_the_correlation_map_of_relu) {
    const struct {
        size_t layer;
        double correlation;
    } expected[] = {{1, 0}, {2, 0.3183}, {3, 0.4937}, {6, 0.7359}, {11, 0.8715}, {21, 0.9484}};
    const double x[] = {1, 0, 0, 1};
    const nnt_theory_data data = {2, 2, x};
    equal_network it;
    make_equal_network(&function_relu, 2, 2, 32, 21, &it);
    nnt_theory_prediction prediction = predict(&it.network, &data, 0);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const double found = prediction.layers[expected[i].layer - 1].correlation;
        cr_assert(fabs(found - expected[i].correlation) < 1e-4, "layer %zu: %.6f, expected %.4f",
                  expected[i].layer, found, expected[i].correlation);
    }
    nnt_theory_prediction_clear(&prediction);
}

/* A row of zeros has no direction. */
NNT_TEST(row_kernel, correlation_leaves_out_rows_of_zeros) {
    const double x[] = {0, 0, 3, 4, 4, 3};
    const nnt_theory_layer layer = {.inputs = 2, .units = 1, .weight_deviation = 1};
    nnt_row_kernel one = make_kernel(&layer, &(nnt_theory_data){1, 2, x + 2});
    nnt_row_kernel two = make_kernel(&layer, &(nnt_theory_data){2, 2, x});
    nnt_row_kernel three = make_kernel(&layer, &(nnt_theory_data){3, 2, x});
    cr_assert(nnt_row_kernel_correlation(&one) == 1);
    cr_assert(nnt_row_kernel_correlation(&two) == 1);
    cr_assert(fabs(nnt_row_kernel_correlation(&three) - 24.0 / 25) < 1e-15);
    nnt_row_kernel_clear(&one);
    nnt_row_kernel_clear(&two);
    nnt_row_kernel_clear(&three);
}
