/* The generated sources against their formulas, computed with the C library. */
#include "data_support.h"
#include <math.h>

static const double PI = 3.14159265358979323846;

static nnt_dataset generate(const nnt_choice *choice, nnt_task task) {
    const nnt_source_context context = training_of(task);
    return load_data(choice, &context);
}

static const double *get_row(const nnt_dataset *data, size_t row) {
    return (const double *)data->features + row * data->n_features;
}

static void expect_near(double found, double expected, double bound) {
    cr_assert(fabs(found - expected) <= bound, "%.17g, not %.17g", found, expected);
}

/* ---- memory --------------------------------------------------------------- */

/* 1000 rows of 10 features and a target are 1000 * 11 * 8 bytes; of 10 features and a label
 * 1000 * (10 * 8 + 4). */
NNT_TEST(generator, more_than_there_is_memory_for) {
    nnt_choice choice = choose("friedman");
    nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    set_number(&choice, "samples", 1000);
    context.memory = 88000;
    nnt_dataset data = load_data(&choice, &context);
    nnt_dataset_clear(&data);
    nnt_error error = {0};
    context.memory = 87999;
    cr_assert(nnt_source_load(&choice, &context, &data, &error) == NNT_ERR_MEMORY);
    cr_assert_str_eq(error.message, "data.train: 1000 rows of 10 features need 88.0 kB of memory "
                                    "and 88.0 kB are there; ask for fewer");
    choice = choose("blobs");
    context = training_of(NNT_TASK_CLASSIFICATION);
    set_number(&choice, "samples", 1000);
    set_number(&choice, "features", 10);
    context.memory = 84000;
    data = load_data(&choice, &context);
    nnt_dataset_clear(&data);
    context.memory = 83999;
    cr_assert(nnt_source_load(&choice, &context, &data, &error) == NNT_ERR_MEMORY);
}

/* ---- bits ----------------------------------------------------------------- */

NNT_TEST(generator, xor_has_its_four_points_in_turn) {
    nnt_choice choice = choose("xor");
    set_number(&choice, "samples", 8);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    const double points[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    const uint32_t labels[4] = {0, 1, 1, 0};
    cr_assert(data.n_rows == 8 && data.n_features == 2 && data.n_outputs == 2);
    for (size_t row = 0; row < 8; row++) {
        cr_assert(memcmp(get_row(&data, row), points[row % 4], sizeof points[0]) == 0);
        cr_assert(data.labels[row] == labels[row % 4]);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, xor_as_plus_and_minus_one) {
    nnt_choice choice = choose("xor");
    set_text(&choice, "coding", "pm1");
    nnt_dataset data = generate(&choice, NNT_TASK_REGRESSION);
    cr_assert(data.n_rows == 4 && data.n_outputs == 1);
    for (size_t row = 0; row < 4; row++) {
        const double *x = get_row(&data, row);
        cr_assert(fabs(x[0]) == 1 && fabs(x[1]) == 1);
        cr_assert(data.targets[row] == -x[0] * x[1]);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, noise_moves_the_points_by_its_deviation) {
    nnt_choice choice = choose("xor");
    set_number(&choice, "samples", 4000);
    nnt_dataset exact = generate(&choice, NNT_TASK_CLASSIFICATION);
    set_number(&choice, "noise", 0.5);
    nnt_dataset noisy = generate(&choice, NNT_TASK_CLASSIFICATION);
    double sum = 0;
    double square = 0;
    for (size_t i = 0; i < 8000; i++) {
        const double d = get_row(&noisy, 0)[i] - get_row(&exact, 0)[i];
        sum += d;
        square += d * d;
    }
    /* Four standard errors of 8000 draws. */
    expect_near(sum / 8000, 0, 4 * 0.5 / sqrt(8000));
    expect_near(square / 8000, 0.25, 4 * 0.25 * sqrt(2.0 / 8000));
    nnt_dataset_clear(&exact);
    nnt_dataset_clear(&noisy);
}

NNT_TEST(generator, parity_has_every_pattern_once) {
    nnt_choice choice = choose("parity");
    set_number(&choice, "bits", 5);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    cr_assert(data.n_rows == 32 && data.n_features == 5);
    for (size_t row = 0; row < 32; row++) {
        size_t pattern = 0;
        size_t ones = 0;
        for (size_t i = 0; i < 5; i++) {
            pattern = 2 * pattern + (size_t)get_row(&data, row)[i];
            ones += (size_t)get_row(&data, row)[i];
        }
        cr_assert(pattern == row && data.labels[row] == ones % 2);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, parity_draws_rows_when_asked) {
    nnt_choice choice = choose("parity");
    set_number(&choice, "samples", 1000);
    set_text(&choice, "coding", "pm1");
    nnt_dataset data = generate(&choice, NNT_TASK_REGRESSION);
    double sum = 0;
    for (size_t row = 0; row < 1000; row++) {
        const double *x = get_row(&data, row);
        /* An odd number of +1 among three makes the product positive. */
        cr_assert(data.targets[row] == x[0] * x[1] * x[2]);
        sum += data.targets[row];
    }
    expect_near(sum / 1000, 0, 4 / sqrt(1000));
    nnt_dataset_clear(&data);
}

/* ---- shapes in the plane -------------------------------------------------- */

NNT_TEST(generator, spiral_arms_follow_their_angle) {
    nnt_choice choice = choose("spiral");
    set_number(&choice, "noise", 0);
    set_number(&choice, "turns", 1.75);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    cr_assert(data.n_rows == 300 && data.n_outputs == 3);
    double farthest = 0;
    for (size_t row = 0; row < data.n_rows; row++) {
        const double *x = get_row(&data, row);
        const double t = hypot(x[0], x[1]);
        cr_assert(data.labels[row] == row % 3 && t < 1);
        const double angle = 2 * PI * (1.75 * t + data.labels[row] / 3.0);
        expect_near(x[0], t * cos(angle), 1e-13);
        expect_near(x[1], t * sin(angle), 1e-13);
        farthest = t > farthest ? t : farthest;
    }
    cr_assert(farthest > 0.95);
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, circles_have_their_radii) {
    nnt_choice choice = choose("circles");
    set_number(&choice, "noise", 0);
    set_number(&choice, "factor", 0.25);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    size_t quadrants[4] = {0};
    for (size_t row = 0; row < data.n_rows; row++) {
        const double *x = get_row(&data, row);
        expect_near(hypot(x[0], x[1]), data.labels[row] == 0 ? 1 : 0.25, 1e-15);
        quadrants[2 * (x[0] > 0) + (x[1] > 0)]++;
    }
    for (size_t i = 0; i < 4; i++) {
        cr_assert(quadrants[i] > 25 && quadrants[i] < 75);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, moons_are_half_circles) {
    nnt_choice choice = choose("moons");
    set_number(&choice, "noise", 0);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    for (size_t row = 0; row < data.n_rows; row++) {
        const double *x = get_row(&data, row);
        if (data.labels[row] == 0) {
            expect_near(hypot(x[0], x[1]), 1, 1e-15);
            cr_assert(x[1] >= 0);
        } else {
            expect_near(hypot(x[0] - 1, x[1] - 0.5), 1, 1e-15);
            cr_assert(x[1] <= 0.5);
        }
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, blobs_of_all_parts_share_their_centres) {
    nnt_choice choice = choose("blobs");
    set_number(&choice, "spread", 0);
    set_number(&choice, "features", 4);
    nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    nnt_dataset train = load_data(&choice, &context);
    context.part = "test";
    nnt_dataset test = load_data(&choice, &context);
    for (size_t row = 0; row < train.n_rows; row++) {
        cr_assert(memcmp(get_row(&train, row), get_row(&test, row % 3), 4 * sizeof(double)) == 0);
        cr_assert(fabs(get_row(&train, row)[0]) < 10 && train.labels[row] == row % 3);
    }
    cr_assert(get_row(&train, 0)[0] != get_row(&train, 1)[0]);
    nnt_dataset_clear(&train);
    nnt_dataset_clear(&test);
}

NNT_TEST(generator, blobs_have_their_spread) {
    nnt_choice choice = choose("blobs");
    set_number(&choice, "samples", 6000);
    set_number(&choice, "spread", 0);
    nnt_dataset centers = generate(&choice, NNT_TASK_CLASSIFICATION);
    set_number(&choice, "spread", 2);
    nnt_dataset data = generate(&choice, NNT_TASK_CLASSIFICATION);
    double square = 0;
    for (size_t i = 0; i < 12000; i++) {
        const double d = get_row(&data, 0)[i] - get_row(&centers, 0)[i];
        square += d * d / 12000;
    }
    expect_near(square, 4, 4 * 4 * sqrt(2.0 / 12000));
    nnt_dataset_clear(&centers);
    nnt_dataset_clear(&data);
}

/* Returns the number of rows whose class is not that of their square. */
static size_t count_flips(const nnt_dataset *data, double cells) {
    size_t flips = 0;
    for (size_t row = 0; row < data->n_rows; row++) {
        const double *x = get_row(data, row);
        const double column = floor((x[0] + 1) / 2 * cells);
        const double line = floor((x[1] + 1) / 2 * cells);
        flips += data->labels[row] != (uint32_t)(column + line) % 2;
    }
    return flips;
}

NNT_TEST(generator, checkerboard_has_squares_in_turn) {
    nnt_choice choice = choose("checkerboard");
    set_number(&choice, "cells", 3);
    set_number(&choice, "samples", 2000);
    nnt_dataset exact = generate(&choice, NNT_TASK_CLASSIFICATION);
    set_number(&choice, "noise", 0.25);
    nnt_dataset noisy = generate(&choice, NNT_TASK_CLASSIFICATION);
    cr_assert(count_flips(&exact, 3) == 0);
    expect_near((double)count_flips(&noisy, 3), 500, 4 * sqrt(2000 * 0.25 * 0.75));
    cr_assert(memcmp(exact.features, noisy.features, 4000 * sizeof(double)) == 0);
    nnt_dataset_clear(&exact);
    nnt_dataset_clear(&noisy);
}

/* ---- functions ------------------------------------------------------------ */

NNT_TEST(generator, sine_is_a_sine) {
    nnt_choice choice = choose("sine");
    set_number(&choice, "noise", 0);
    set_number(&choice, "frequency", 2.5);
    nnt_dataset data = generate(&choice, NNT_TASK_REGRESSION);
    for (size_t row = 0; row < data.n_rows; row++) {
        const double x = get_row(&data, row)[0];
        cr_assert(x > -1 && x < 1);
        expect_near(data.targets[row], sin(2 * PI * 2.5 * x), 1e-14);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, polynomial_takes_rising_powers) {
    const nnt_value coefficients[] = {NUMBER_VALUE(2), NUMBER_VALUE(-3), NUMBER_VALUE(0.5)};
    nnt_choice choice = choose("polynomial");
    set_number(&choice, "noise", 0);
    set_number(&choice, "range", 4);
    set_list(&choice, "coefficients", coefficients, 3);
    nnt_dataset data = generate(&choice, NNT_TASK_REGRESSION);
    double widest = 0;
    for (size_t row = 0; row < data.n_rows; row++) {
        const double x = get_row(&data, row)[0];
        expect_near(data.targets[row], 2 - 3 * x + 0.5 * x * x, 1e-13);
        widest = fabs(x) > widest ? fabs(x) : widest;
    }
    cr_assert(widest > 3.8 && widest < 4);
    nnt_dataset_clear(&data);
}

NNT_TEST(generator, polynomial_refuses_what_overflows) {
    const nnt_value coefficients[] = {NUMBER_VALUE(0), NUMBER_VALUE(1e308)};
    nnt_choice choice = choose("polynomial");
    set_number(&choice, "range", 1e6);
    set_list(&choice, "coefficients", coefficients, 2);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    expect_failure(&choice, &context, NNT_ERR_CONFIG, "is not finite");
}

NNT_TEST(generator, friedman_needs_five_of_ten) {
    nnt_choice choice = choose("friedman");
    set_number(&choice, "samples", 4000);
    set_number(&choice, "noise", 0);
    nnt_dataset exact = generate(&choice, NNT_TASK_REGRESSION);
    set_number(&choice, "noise", 1);
    nnt_dataset noisy = generate(&choice, NNT_TASK_REGRESSION);
    double square = 0;
    cr_assert(exact.n_features == 10);
    for (size_t row = 0; row < 4000; row++) {
        const double *x = get_row(&exact, row);
        const double y =
            10 * sin(PI * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4];
        expect_near(exact.targets[row], y, 1e-13);
        square += (noisy.targets[row] - y) * (noisy.targets[row] - y) / 4000;
    }
    expect_near(square, 1, 4 * sqrt(2.0 / 4000));
    nnt_dataset_clear(&exact);
    nnt_dataset_clear(&noisy);
}
