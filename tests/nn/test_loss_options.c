/* Losses with a kink or an option: values by hand, the gradient against central
 * differences for several option values, and what is not finite. */
#include "nn/loss.h"
#include "support/nnt_test.h"
#include <math.h>

static const double EPS = NNT_REAL_BITS == 32 ? 1e-6 : 1e-14;

/* Errors 1, -2, 0 and 0.5: (1 + 2 + 0 + 0.5) / 2 outputs. */
NNT_TEST(mae, by_hand) {
    const real none[NNT_MAX_OPTIONS] = {0};
    const real z[4] = {1, -2, 7, 1};
    const real t[4] = {0, 0, 7, 0.5};
    const nnt_truth truth = {.targets = t};
    real delta[4];
    const double sum = nnt_loss_find("mae")->evaluate(2, 2, none, z, &truth, (real)0.5, delta);
    cr_assert(sum == 1.75);
    cr_assert(delta[0] == 0.25 && delta[1] == -0.25 && delta[2] == 0 && delta[3] == 0.25);
}

/* delta = 2, errors 1, -2, 3, -10: 1/2 + 2 + 2 (3 - 1) + 2 (10 - 1), over 2 outputs. */
NNT_TEST(huber, by_hand) {
    const real option[NNT_MAX_OPTIONS] = {2};
    const real z[4] = {1, -2, 3, -10};
    const real t[4] = {0};
    const nnt_truth truth = {.targets = t};
    real delta[4];
    const double sum = nnt_loss_find("huber")->evaluate(2, 2, option, z, &truth, 1, delta);
    cr_assert(sum == (0.5 + 2 + 4 + 18) / 2);
    cr_assert(delta[0] == 0.5 && delta[1] == -1 && delta[2] == 1 && delta[3] == -1);
}

/* For a delta beyond every error it is half the squared error. */
NNT_TEST(huber, is_half_of_mse_for_small_errors) {
    const real option[NNT_MAX_OPTIONS] = {100};
    const real z[6] = {1, -2, 3, -4, 5, 6};
    const real t[6] = {0, 1, 0, 2, 0, 3};
    const nnt_truth truth = {.targets = t};
    real of_huber[6], of_mse[6];
    const double huber = nnt_loss_find("huber")->evaluate(3, 2, option, z, &truth, 1, of_huber);
    const double mse = nnt_loss_find("mse")->evaluate(3, 2, option, z, &truth, 1, of_mse);
    cr_assert(huber == mse / 2);
    for (int i = 0; i < 6; i++) {
        cr_assert(of_huber[i] == of_mse[i] / 2);
    }
}

/* Smoothing 0.25 of 4 classes: targets 1/16 for the others, 13/16 for the true one. */
NNT_TEST(label_smoothing, by_hand) {
    const real option[NNT_MAX_OPTIONS] = {0.25};
    const real z[4] = {1, 2, 3, 0};
    const uint32_t label = 1;
    const nnt_truth truth = {.labels = &label};
    const double total = exp(1) + exp(2) + exp(3) + 1;
    const double target[4] = {1.0 / 16, 13.0 / 16, 1.0 / 16, 1.0 / 16};
    real delta[4];
    const double loss = nnt_loss_find("cross_entropy")->evaluate(1, 4, option, z, &truth, 2, delta);
    double expected = 0;
    for (int j = 0; j < 4; j++) {
        expected -= target[j] * ((double)z[j] - log(total));
        cr_assert(fabs((double)delta[j] - 2 * (exp((double)z[j]) / total - target[j])) < 4 * EPS);
    }
    cr_assert(fabs(loss - expected) < 4 * EPS);
}

/* Without smoothing a class that is ruled out costs nothing. */
NNT_TEST(label_smoothing, counts_classes_that_are_ruled_out) {
    const real z[2] = {0, -INFINITY};
    const uint32_t label = 0;
    const nnt_truth truth = {.labels = &label};
    const nnt_loss *loss = nnt_loss_find("cross_entropy");
    const real none[NNT_MAX_OPTIONS] = {0};
    const real some[NNT_MAX_OPTIONS] = {0.125};
    cr_assert(loss->evaluate(1, 2, none, z, &truth, 1, NULL) == 0);
    cr_assert(loss->evaluate(1, 2, some, z, &truth, 1, NULL) == INFINITY);
}

enum { ROWS = 3, OUTPUTS = 4 };

/* Signed, for each pre-activation; the numbers keep away from every kink. */
static void check_gradient(const char *name, double option_value) {
    const double step = NNT_REAL_BITS == 32 ? 1e-2 : 1e-6;
    const double bound = NNT_REAL_BITS == 32 ? 1e-3 : 1e-9;
    const nnt_loss *loss = nnt_loss_find(name);
    const real option[NNT_MAX_OPTIONS] = {(real)option_value};
    const uint32_t labels[ROWS] = {0, 3, 2};
    real z[ROWS * OUTPUTS], targets[ROWS * OUTPUTS], delta[ROWS * OUTPUTS];
    for (int i = 0; i < ROWS * OUTPUTS; i++) {
        z[i] = (real)(i * 5 % 12) / 4 - 1;
        targets[i] = (real)(i * 7 % 12) / 3 - (real)1.9;
    }
    const bool has_labels = loss->tasks & 1u;
    const nnt_truth truth = {.labels = has_labels ? labels : NULL,
                             .targets = has_labels ? NULL : targets};
    loss->evaluate(ROWS, OUTPUTS, option, z, &truth, 1, delta);
    for (int i = 0; i < ROWS * OUTPUTS; i++) {
        const real kept = z[i];
        z[i] = kept + (real)step;
        const double up = loss->evaluate(ROWS, OUTPUTS, option, z, &truth, 1, NULL);
        z[i] = kept - (real)step;
        const double down = loss->evaluate(ROWS, OUTPUTS, option, z, &truth, 1, NULL);
        z[i] = kept;
        const double numeric = (up - down) / (2 * step);
        cr_assert(fabs(numeric - (double)delta[i]) <= bound,
                  "%s %g: %.12g, central difference %.12g", name, option_value, (double)delta[i],
                  numeric);
        cr_assert(delta[i] != 0, "%s: an empty test", name);
    }
}

NNT_TEST(loss_gradient, for_several_options) {
    check_gradient("mae", 0);
    check_gradient("huber", 0.25);
    check_gradient("huber", 1);
    check_gradient("huber", 50);
    check_gradient("cross_entropy", 0);
    check_gradient("cross_entropy", 0.1);
    check_gradient("cross_entropy", 0.9);
}

NNT_TEST(loss_gradient, hands_on_what_is_not_finite) {
    const char *const names[] = {"mse", "mae", "huber"};
    const real one[NNT_MAX_OPTIONS] = {1};
    const real t[2] = {0};
    const nnt_truth truth = {.targets = t};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const nnt_loss *loss = nnt_loss_find(names[i]);
        const real bad[2] = {NAN, 1}, far[2] = {-INFINITY, 1};
        real delta[2];
        cr_assert(isnan(loss->evaluate(1, 2, one, bad, &truth, 1, delta)), "%s", names[i]);
        cr_assert(isnan(delta[0]) && !isnan(delta[1]), "%s", names[i]);
        cr_assert(loss->evaluate(1, 2, one, far, &truth, 1, NULL) == INFINITY, "%s", names[i]);
    }
}
