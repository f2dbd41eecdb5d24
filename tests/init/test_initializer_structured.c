/* Initialisers whose numbers depend on each other: orthogonal and randomised
 * asymmetric. */
#include "base/memory.h"
#include "init/initializer.h"
#include "support/nnt_test.h"
#include <math.h>

static void
fill(const char *name, size_t out, size_t in, double gain, uint32_t stream, double *weights) {
    const nnt_fan fan = {in, out, 0};
    const nnt_value options[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = gain}};
    nnt_rng rng = nnt_rng_stream(3, "weights", stream);
    nnt_initializer_find(name)->fill(options, &fan, &rng, out * in, weights);
}

static void
fill_biases(const char *name, size_t out, size_t in, double gain, uint32_t stream, double *biases) {
    const nnt_fan fan = {in, out, 0};
    const nnt_value options[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = gain}};
    nnt_rng rng = nnt_rng_stream(3, "biases", stream);
    nnt_initializer_find(name)->fill_biases(options, &fan, &rng, out, biases);
}

/* Scalar product of two of the `count` vectors of a matrix: its rows, or columns. */
static double
multiply(size_t out, size_t in, bool by_rows, size_t i, size_t j, const double *weights) {
    double sum = 0;
    for (size_t c = 0; c < (by_rows ? in : out); c++) {
        const double *left = by_rows ? weights + i * in + c : weights + c * in + i;
        const double *right = by_rows ? weights + j * in + c : weights + c * in + j;
        sum += *left * *right;
    }
    return sum;
}

static void check_orthogonal(size_t out, size_t in, double gain) {
    double *weights = nnt_allocate(out * in, sizeof *weights);
    const bool by_rows = out <= in;
    const size_t count = by_rows ? out : in;
    fill("orthogonal", out, in, gain, 0, weights);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i; j < count; j++) {
            const double product = multiply(out, in, by_rows, i, j, weights);
            const double expected = i == j ? gain * gain : 0;
            cr_assert(fabs(product - expected) <= 1e-13 * gain * gain,
                      "%zu x %zu: product of %zu and %zu is %.17g", out, in, i, j, product);
        }
    }
    nnt_free(weights);
}

/* W W^T, or W^T W, is gain^2 times the unit matrix; the last two columns cross the
 * block in which columns are treated. */
NNT_TEST(orthogonal, rows_or_columns_are_orthonormal) {
    check_orthogonal(1, 1, 1);
    check_orthogonal(1, 7, 1);
    check_orthogonal(7, 1, 1.5);
    check_orthogonal(2, 2, 1);
    check_orthogonal(40, 40, 1);
    check_orthogonal(30, 100, 0.5);
    check_orthogonal(100, 30, 1.4142135623730951);
    check_orthogonal(140, 131, 1);
}

/* Uniform over rotations and reflections: every entry has mean 0, variance 1/4 and,
 * as first coordinate of a uniform point of the sphere in 4 dimensions, fourth moment
 * 3 / (4 (4 + 2)) = 1/8. QR without the sign rule would spoil the diagonal. Limits are
 * five standard errors of 4,000 matrices. */
NNT_TEST(orthogonal, is_uniform) {
    enum { SIZE = 4, MATRICES = 4000 };
    double mean[SIZE * SIZE] = {0}, square[SIZE * SIZE] = {0}, fourth[SIZE * SIZE] = {0};
    for (uint32_t m = 0; m < MATRICES; m++) {
        double weights[SIZE * SIZE];
        fill("orthogonal", SIZE, SIZE, 1, m, weights);
        for (int i = 0; i < SIZE * SIZE; i++) {
            const double w = weights[i];
            mean[i] += w / MATRICES;
            square[i] += w * w / MATRICES;
            fourth[i] += w * w * w * w / MATRICES;
        }
    }
    for (int i = 0; i < SIZE * SIZE; i++) {
        cr_assert(fabs(mean[i]) < 0.04, "mean of entry %d is %g", i, mean[i]);
        cr_assert(fabs(square[i] - 0.25) < 0.02, "variance of entry %d is %g", i, square[i]);
        cr_assert(fabs(fourth[i] - 0.125) < 0.016, "entry %d: %g", i, fourth[i]);
    }
}

/* The stated deviation, by sizes of both kinds. */
NNT_TEST(orthogonal, deviation_is_that_of_the_entries) {
    const nnt_value gain[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = 3}};
    const size_t sizes[2][2] = {{20, 50}, {50, 20}};
    for (int s = 0; s < 2; s++) {
        const nnt_fan fan = {sizes[s][1], sizes[s][0], 0};
        double weights[1000], sum = 0;
        fill("orthogonal", fan.out, fan.in, 3, 0, weights);
        for (int i = 0; i < 1000; i++) {
            sum += weights[i] * weights[i];
        }
        const double stated = nnt_initializer_find("orthogonal")->deviation(gain, &fan);
        cr_assert(fabs(sqrt(sum / 1000) / stated - 1) < 1e-12);
    }
}

NNT_TEST(orthogonal, biases_are_zero) {
    double biases[3] = {7, 7, 7};
    fill_biases("orthogonal", 3, 1, 2, 0, biases);
    cr_assert(biases[0] == 0 && biases[1] == 0 && biases[2] == 0);
}

/* With many inputs the normal draws are small (0.006), and the one number of each
 * unit stands out: all units have it, at places that differ, and its distribution
 * function is x^2: mean 2/3, mean square 1/2. */
NNT_TEST(randomized_asymmetric, one_large_number_in_each_unit) {
    enum { UNITS = 200, INPUTS = 10000 };
    double *weights = nnt_allocate((size_t)UNITS * INPUTS, sizeof *weights);
    double sum = 0, squares = 0, rest = 0;
    size_t n_large = 0, last_place = 0, n_moves = 0;
    fill("randomized_asymmetric", UNITS, INPUTS, 1, 0, weights);
    for (size_t i = 0; i < (size_t)UNITS * INPUTS; i++) {
        if (fabs(weights[i]) < 0.04) {
            rest += weights[i] * weights[i];
            continue;
        }
        n_large++;
        n_moves += i % INPUTS != last_place;
        last_place = i % INPUTS;
        sum += weights[i];
        squares += weights[i] * weights[i];
    }
    cr_assert(n_large == UNITS && n_moves == UNITS, "%zu large", n_large);
    cr_assert(fabs(sum / UNITS - 2.0 / 3) < 0.07, "mean %g", sum / UNITS);
    cr_assert(fabs(squares / UNITS - 0.5) < 0.09, "mean square %g", squares / UNITS);
    cr_assert(fabs(rest / UNITS / (0.6007 * 0.6007) - 1) < 0.01, "rest %g", rest / UNITS);
    nnt_free(weights);
}

/* Weights and bias together have exactly one such number. For 3 inputs the sum over
 * a unit then has mean 2/3 and variance 1/18 + 3 s^2 = 0.4164, s^2 = 0.6007^2 / 3;
 * were the bias chosen apart from the weights, the variance would be near 0.75. */
NNT_TEST(randomized_asymmetric, weights_and_bias_share_the_choice) {
    enum { UNITS = 20000, INPUTS = 3 };
    double *weights = nnt_allocate((size_t)UNITS * INPUTS, sizeof *weights);
    double *biases = nnt_allocate(UNITS, sizeof *biases);
    double mean = 0, square = 0, mean_bias = 0;
    fill("randomized_asymmetric", UNITS, INPUTS, 2, 5, weights);
    fill_biases("randomized_asymmetric", UNITS, INPUTS, 2, 5, biases);
    for (size_t unit = 0; unit < UNITS; unit++) {
        const double *row = weights + unit * INPUTS;
        const double sum = (row[0] + row[1] + row[2] + biases[unit]) / 2;
        mean += sum / UNITS;
        square += sum * sum / UNITS;
        mean_bias += biases[unit] / 2 / UNITS;
    }
    cr_assert(fabs(mean - 2.0 / 3) < 0.025, "mean %g", mean);
    cr_assert(fabs(square - mean * mean - 0.4164) < 0.025, "variance %g", square - mean * mean);
    cr_assert(fabs(mean_bias - 2.0 / 3 / (INPUTS + 1)) < 0.02, "mean bias %g", mean_bias);
    nnt_free(biases);
    nnt_free(weights);
}

/* Theory cannot treat it as centred. */
NNT_TEST(randomized_asymmetric, has_no_deviation) {
    const nnt_fan fan = {4, 4, 0};
    cr_assert(isnan(nnt_initializer_find("randomized_asymmetric")->deviation(NULL, &fan)));
}
