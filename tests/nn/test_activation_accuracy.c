/* Values and slopes of the curved activations against long double arithmetic, over
 * all inputs down to results that vanish: within 2 units in the last place. A slope that
 * is a sum of terms of opposite sign crosses zero, so there the unit is that of its
 * largest term. tools/bench/activation_accuracy measures on a far denser grid. */
#include "nn/activation.h"
#include "support/activation_definitions.h"
#include "support/nnt_test.h"

static const double LIMIT = 2;
static const double FARTHEST = NNT_REAL_BITS == 32 ? 110 : 760;

/* The largest errors so far, in ulp, and where. */
typedef struct error_record {
    double value, slope;
    double value_at, slope_at;
} error_record;

static void measure(const nnt_activation *it,
                    expected (*definition)(long double),
                    double z,
                    error_record *worst) {
    real option[NNT_MAX_OPTIONS] = {1}; /* alpha or omega, where there is one */
    const real in = (real)z, one = 1;
    real value = 0, slope = 0;
    it->forward(1, option, &in, &value);
    it->backward(1, option, &in, &value, &one, &slope);
    const expected exact = definition((long double)in);
    const double value_error = count_ulp(value, exact.value, fabsl(exact.value));
    const double slope_error = count_ulp(slope, exact.slope, exact.largest_term);
    if (!(value_error <= worst->value)) {
        worst->value = value_error;
        worst->value_at = z;
    }
    if (!(slope_error <= worst->slope)) {
        worst->slope = slope_error;
        worst->slope_at = z;
    }
}

/* Dense between -8 and 8, then on to where the last tail is gone. */
static void check(const char *name, expected (*definition)(long double)) {
    const nnt_activation *it = nnt_activation_find(name);
    error_record worst = {0};
    cr_assert(it != NULL);
    for (double z = -8; z <= 8; z += 0.0013) {
        measure(it, definition, z, &worst);
    }
    for (double z = 8; z <= FARTHEST; z += FARTHEST / 4096) {
        measure(it, definition, z, &worst);
        measure(it, definition, -z, &worst);
    }
    for (double z = 1; z > 1e-30; z /= 1.7) {
        measure(it, definition, z, &worst);
        measure(it, definition, -z, &worst);
    }
    cr_assert(worst.value <= LIMIT, "%s: %.2f ulp at %.17g", name, worst.value, worst.value_at);
    cr_assert(worst.slope <= LIMIT, "%s': %.2f ulp at %.17g", name, worst.slope, worst.slope_at);
}

#define TEST_ACCURACY(name, definition)                                                            \
    NNT_TEST(activation_accuracy, name) {                                                          \
        check(#name, definition);                                                                  \
    }
CURVED_ACTIVATIONS(TEST_ACCURACY)

/* Next to infinity nothing is a NaN. */
static void check_far_out(const char *name) {
    const nnt_activation *it = nnt_activation_find(name);
    const real largest = NNT_REAL_BITS == 32 ? (real)FLT_MAX : (real)DBL_MAX;
    const real far[] = {(real)1e30, (real)-1e30, largest, -largest};
    const real option[NNT_MAX_OPTIONS] = {1};
    const real one = 1;
    for (size_t i = 0; i < 4 && it->traits.defined_up_to == 0; i++) {
        real value = 0, slope = 0;
        it->forward(1, option, &far[i], &value);
        it->backward(1, option, &far[i], &value, &one, &slope);
        cr_assert(!isnan(value) && isfinite(slope), "%s at %g: %g, slope %g", name, (double)far[i],
                  (double)value, (double)slope);
    }
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(activation_far_out, name) {                                                           \
        check_far_out(#name);                                                                      \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION
