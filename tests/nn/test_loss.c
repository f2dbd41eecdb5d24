/* Losses: values by hand, extremes, and what the gradient's rows add up to. */
#include "nn/loss.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double EPS = NNT_REAL_BITS == 32 ? 1e-6 : 1e-14;
static const real no_option[NNT_MAX_OPTIONS] = {0};

NNT_TEST(cross_entropy, equals_log_of_classes_for_equal_logits) {
    const real z[4] = {2, 2, 2, 2};
    const uint32_t label = 3;
    const nnt_truth truth = {.labels = &label};
    const double loss =
        nnt_loss_find("cross_entropy")->evaluate(1, 4, no_option, z, &truth, 1, NULL);
    cr_assert(fabs(loss - log(4)) < EPS * 4);
}

/* Two classes: loss = log(1 + exp(-(z_y - z_other))), gradient = p - onehot. */
NNT_TEST(cross_entropy, two_classes_by_hand) {
    const real z[4] = {1, -1, 0.5, 3};
    const uint32_t labels[2] = {0, 0};
    const nnt_truth truth = {.labels = labels};
    real delta[4];
    const double loss =
        nnt_loss_find("cross_entropy")->evaluate(2, 2, no_option, z, &truth, (real)0.5, delta);
    cr_assert(fabs(loss - (log1p(exp(-2)) + log1p(exp(2.5)))) < 10 * EPS);
    const double p = 1 / (1 + exp(-2));
    const double q = 1 / (1 + exp(2.5));
    cr_assert(fabs((double)delta[0] - 0.5 * (p - 1)) < EPS);
    cr_assert(fabs((double)delta[1] - 0.5 * (1 - p)) < EPS);
    cr_assert(fabs((double)delta[2] - 0.5 * (q - 1)) < EPS);
    cr_assert(fabs((double)delta[3] - 0.5 * (1 - q)) < EPS);
}

/* Nothing is clamped: the loss of a hopeless row is its true size. */
NNT_TEST(cross_entropy, does_not_clamp_large_logits) {
    const real z[2] = {5000, -5000};
    const uint32_t label = 1;
    const nnt_truth truth = {.labels = &label};
    real delta[2];
    const double loss =
        nnt_loss_find("cross_entropy")->evaluate(1, 2, no_option, z, &truth, 1, delta);
    cr_assert(loss == 10000);
    cr_assert(delta[0] == 1 && delta[1] == -1);
}

NNT_TEST(cross_entropy, hands_on_what_is_not_finite) {
    const uint32_t label = 0;
    const nnt_truth truth = {.labels = &label};
    const real bad[3][2] = {{NAN, 0}, {0, NAN}, {INFINITY, 0}};
    for (size_t i = 0; i < 3; i++) {
        const double loss =
            nnt_loss_find("cross_entropy")->evaluate(1, 2, no_option, bad[i], &truth, 1, NULL);
        cr_assert(!isfinite(loss), "case %zu gave %g", i, loss);
    }
}

NNT_TEST(cross_entropy, answer_is_a_probability) {
    const real z[6] = {1, 2, 3, -800, 0, 800};
    real p[6];
    nnt_loss_find("cross_entropy")->answer(2, 3, z, p);
    const double total = exp(1) + exp(2) + exp(3);
    for (int j = 0; j < 3; j++) {
        cr_assert(fabs((double)p[j] - exp(j + 1) / total) < EPS);
    }
    cr_assert(p[3] == 0 && p[4] == 0 && p[5] == 1);
}

/* Mean over rows and outputs, no factor 1/2: ((1)^2 + (2)^2 + (3)^2 + 0) / 2. */
NNT_TEST(mse, by_hand) {
    const real z[4] = {1, 2, 3, 4};
    const real t[4] = {0, 0, 0, 4};
    const nnt_truth truth = {.targets = t};
    real delta[4];
    const double sum = nnt_loss_find("mse")->evaluate(2, 2, no_option, z, &truth, (real)0.5, delta);
    cr_assert(sum == 7);
    cr_assert(delta[0] == 0.5 && delta[1] == 1 && delta[2] == 1.5 && delta[3] == 0);
}

NNT_TEST(loss_table, each_serves_a_task) {
    for (size_t i = 0; i < nnt_loss_count(); i++) {
        cr_assert(nnt_loss_get(i)->tasks != 0);
        cr_assert(nnt_loss_find(nnt_loss_get(i)->row.name) == nnt_loss_get(i));
    }
    cr_assert(nnt_loss_find("") == NULL);
}

/* Rows are taken in blocks, and rows too wide for a block alone: either way a row's
 * delta has the bits that it has alone, and the losses are added in order. */
static void check_rows_alone(size_t n, size_t k) {
    const nnt_loss *loss = nnt_loss_find("cross_entropy");
    real *z = malloc(n * k * sizeof *z);
    real *delta = malloc(n * k * sizeof *delta);
    real *alone = malloc(k * sizeof *alone);
    uint32_t *labels = malloc(n * sizeof *labels);
    cr_assert(z && delta && alone && labels);
    for (size_t i = 0; i < n * k; i++) {
        z[i] = (real)(i * 7919 % 1013) / 128 - 4;
    }
    for (size_t i = 0; i < n; i++) {
        labels[i] = (uint32_t)(i * 31 % k);
    }
    const nnt_truth truth = {.labels = labels};
    const double together = loss->evaluate(n, k, no_option, z, &truth, (real)0.01, delta);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const nnt_truth row = {.labels = labels + i};
        sum += loss->evaluate(1, k, no_option, z + i * k, &row, (real)0.01, alone);
        cr_assert(memcmp(alone, delta + i * k, k * sizeof *alone) == 0, "row %zu of %zu", i, n);
    }
    cr_assert(sum == together, "%zu rows of %zu: %a and %a", n, k, sum, together);
    cr_assert(sum == loss->evaluate(n, k, no_option, z, &truth, (real)0.01, NULL));
    free(z);
    free(delta);
    free(alone);
    free(labels);
}

NNT_TEST(cross_entropy, rows_together_and_alone) {
    static const size_t rows[] = {1, 2, 7, 31, 32, 33, 70};
    static const size_t classes[] = {1, 2, 3, 10, 17, 300, 512, 513};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        for (size_t c = 0; c < sizeof classes / sizeof classes[0]; c++) {
            check_rows_alone(rows[r], classes[c]);
        }
    }
}

/* Rows that all count 1 and rows that say so: the same bits by either way. */
static void check_weights_of_one(size_t n, size_t k) {
    const nnt_loss *loss = nnt_loss_find("cross_entropy");
    real z[64 * 9], plain_delta[64 * 9], weighted_delta[64 * 9], ones[64];
    uint32_t labels[64];
    for (size_t i = 0; i < n; i++) {
        ones[i] = 1;
        labels[i] = (uint32_t)(i * 7 % k);
        for (size_t j = 0; j < k; j++) {
            z[i * k + j] = (real)((double)((i * k + j) * 37 % 101) / 9 - 5);
        }
    }
    const nnt_truth plain = {.labels = labels};
    const nnt_truth weighted = {.labels = labels, .weights = ones};
    const real factor = 1 / (real)n;
    const double expected = loss->evaluate(n, k, no_option, z, &weighted, factor, weighted_delta);
    cr_assert(expected > 0);
    cr_assert_eq(loss->evaluate(n, k, no_option, z, &plain, factor, plain_delta), expected);
    cr_assert_eq(loss->evaluate(n, k, no_option, z, &plain, factor, NULL), expected);
    cr_assert_arr_eq(plain_delta, weighted_delta, n * k * sizeof *plain_delta,
                     "%zu rows of %zu classes", n, k);
}

NNT_TEST(cross_entropy, weights_of_one_change_no_bit) {
    for (size_t k = 2; k <= 9; k++) {
        check_weights_of_one(1, k);
        check_weights_of_one(4, k);
        check_weights_of_one(33, k);
        check_weights_of_one(64, k);
    }
}
