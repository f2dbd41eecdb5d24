/* What the rows of the table state about their functions: the steepest slope, the
 * convention at kinks, and what the options do. */
#include "nn/activation.h"
#include "support/nnt_test.h"
#include <math.h>

static double slope(const char *name, double option, double z) {
    const nnt_activation *it = nnt_activation_find(name);
    const real options[NNT_MAX_OPTIONS] = {(real)option};
    const real in = (real)z, one = 1;
    real a = 0, grad = 0;
    it->forward(1, options, &in, &a);
    it->backward(1, options, &in, &a, &one, &grad);
    return (double)grad;
}

static double value(const char *name, double option, double z) {
    const real options[NNT_MAX_OPTIONS] = {(real)option};
    const real in = (real)z;
    real a = 0;
    nnt_activation_find(name)->forward(1, options, &in, &a);
    return (double)a;
}

static double default_option(const nnt_activation *it) {
    const nnt_option *options = it->row.options;
    return nnt_option_count(options) == 0 ? 0 : strtod(options[0].fallback, NULL);
}

static void check_steepest(const nnt_activation *it, double option) {
    const real options[NNT_MAX_OPTIONS] = {(real)option};
    double steepest = 0;
    for (double z = -10; z <= 10; z += 0.0007) {
        steepest = fmax(steepest, fabs(slope(it->row.name, option, z)));
    }
    steepest = fmax(steepest, fabs(slope(it->row.name, option, 0)));
    const double stated = nnt_activation_steepest(it, options);
    cr_assert(steepest <= stated * (1 + 4e-7), "%s: slope %.17g", it->row.name, steepest);
    cr_assert(steepest >= stated * (1 - 3e-4), "%s: slope %.17g", it->row.name, steepest);
}

NNT_TEST(activation_max_slope, is_reached_and_not_exceeded) {
    for (size_t i = 0; i < nnt_activation_count(); i++) {
        const nnt_activation *it = nnt_activation_get(i);
        check_steepest(it, default_option(it));
        cr_assert(nnt_activation_steepest(it, (real[]){(real)default_option(it)}) ==
                  it->traits.max_slope);
    }
}

NNT_TEST(activation_max_slope, follows_the_options) {
    static const struct {
        const char *name;
        double option;
    } cases[] = {{"elu", 3},    {"elu", 0.4},   {"celu", 3},   {"leaky_relu", 0.5}, {"prelu", 3},
                 {"prelu", -2}, {"prelu", 0.5}, {"sine", 0.5}, {"sine", 30}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_steepest(nnt_activation_find(cases[i].name), cases[i].option);
    }
}

/* As PyTorch decides, where two slopes meet. */
NNT_TEST(activation_kinks, slopes_at_them) {
    cr_assert(slope("relu6", 0, 0) == 0 && slope("relu6", 0, 6) == 0);
    cr_assert(slope("hard_tanh", 0, -1) == 0 && slope("hard_tanh", 0, 1) == 0);
    cr_assert(slope("hard_sigmoid", 0, -3) == 0 && slope("hard_sigmoid", 0, 3) == 0);
    cr_assert(slope("hard_swish", 0, -3) == 0 && slope("hard_swish", 0, 3) == 1);
    cr_assert(slope("elu", 0.5, 0) == 0.5);
    cr_assert(slope("celu", 0.5, 0) == 1);
    cr_assert(slope("selu", 0, 0) == slope("selu", 0, -1e-30));
}

NNT_TEST(activation_kinks, slopes_beside_them) {
    const double step = NNT_REAL_BITS == 32 ? 1e-5 : 1e-12;
    cr_assert(slope("relu6", 0, step) == 1 && slope("relu6", 0, 6 - step) == 1);
    cr_assert(slope("hard_tanh", 0, step - 1) == 1 && slope("hard_tanh", 0, 1 - step) == 1);
    cr_assert(slope("hard_tanh", 0, 1 + step) == 0 && slope("hard_tanh", 0, -1 - step) == 0);
    cr_assert(slope("hard_sigmoid", 0, step - 3) == (double)((real)1 / 6));
    cr_assert(fabs(slope("hard_swish", 0, 3 - step) - 1.5) < 1e-5);
    cr_assert(fabs(slope("hard_swish", 0, step - 3) + 0.5) < 1e-5);
}

/* Three straight lines each. */
NNT_TEST(activation_values, clipped) {
    cr_assert(value("relu6", 0, -2) == 0 && value("relu6", 0, 2) == 2 && value("relu6", 0, 9) == 6);
    cr_assert(value("hard_tanh", 0, -2) == -1 && value("hard_tanh", 0, 0.25) == 0.25 &&
              value("hard_tanh", 0, 2) == 1);
    cr_assert(value("hard_sigmoid", 0, -4) == 0 && value("hard_sigmoid", 0, 0) == 0.5 &&
              value("hard_sigmoid", 0, 1.5) == 0.75 && value("hard_sigmoid", 0, 4) == 1);
}

/* alpha moves the lower limit of elu and celu, and the slope at 0 of elu alone. */
NNT_TEST(activation_options, alpha) {
    const double eps = NNT_REAL_BITS == 32 ? 3e-7 : 1e-15;
    cr_assert(fabs(value("elu", 2, -1) - 2 * expm1(-1)) < eps);
    cr_assert(fabs(slope("elu", 2, -1) - 2 * exp(-1)) < eps);
    cr_assert(value("elu", 2, -1e4) == -2 && value("celu", 2, -1e4) == -2);
    cr_assert(fabs(value("celu", 2, -1) - 2 * expm1(-0.5)) < eps);
    cr_assert(fabs(slope("celu", 2, -1) - exp(-0.5)) < eps);
    cr_assert(value("elu", 0, -3) == 0 && slope("elu", 0, 1e30) == 1);
}

/* The frequency multiplies the angle and the slope. */
NNT_TEST(activation_options, omega) {
    const double eps = NNT_REAL_BITS == 32 ? 2e-6 : 1e-14;
    cr_assert(fabs(value("sine", 30, 0.1875) - sin(5.625)) < eps);
    cr_assert(fabs(slope("sine", 30, 0.1875) - 30 * cos(5.625)) < 30 * eps);
}

/* Out there the angle itself is no longer known: NaN, so that training stops. */
NNT_TEST(activation_limits, sine_of_too_large_an_angle) {
    const double limit = nnt_activation_find("sine")->traits.defined_up_to;
    cr_assert(!isnan(value("sine", 1, limit)) && isnan(value("sine", 1, 1.001 * limit)));
    cr_assert(!isnan(slope("sine", 1, limit)) && isnan(slope("sine", 1, 1.001 * limit)));
    cr_assert(isnan(value("sine", 2, 0.501 * limit)));
}

/* A NaN that comes in is visible in the value; slopes that are read off from z alone
 * may keep what comes from above. */
NNT_TEST(activation_limits, slopes_hand_on_a_nan) {
    const char *const curved[] = {"elu",  "celu",     "selu", "gelu",     "gelu_tanh", "silu",
                                  "mish", "softsign", "sine", "gaussian", "hard_swish"};
    for (size_t i = 0; i < sizeof curved / sizeof curved[0]; i++) {
        cr_assert(isnan(slope(curved[i], 1, NAN)), "%s", curved[i]);
    }
}
