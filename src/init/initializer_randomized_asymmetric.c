/* A start for deep and narrow relu networks that leaves fewer units dead at birth.
 *
 * Of each unit's weights and its bias, one number, chosen at random, is drawn from
 * the Beta(2, 1) distribution, which is positive with mean 2/3; the others are normal
 * with standard deviation 0.6007 / sqrt(fan_in). The bias takes part only where it has
 * this initialiser too; else a unit has no such number with probability
 * 1 / (fan_in + 1). */
#include "init/draw.h"

#include <math.h>

/* The mean is not 0: what theory says of centred weights does not hold here. */
static double deviation(const nnt_value *options, const nnt_fan *fan) {
    (void)options;
    (void)fan;
    return (double)NAN;
}

static double normal_deviation(const nnt_value *options, const nnt_fan *fan) {
    return options[NNT_GAIN].number * 0.6007 / sqrt((double)fan->in);
}

/* The asymmetric number of a unit. */
typedef struct entry {
    uint64_t index; /* of the input; fan_in: the bias */
    double value;
} entry;

/* Weights and biases are filled apart, from streams of their own, and must agree on
 * the entries: these come from a third stream of the same seed and layer. */
static nnt_rng entry_stream(const nnt_rng *rng) {
    const uint64_t seed = (uint64_t)rng->key[1] << 32 | rng->key[0];
    return nnt_rng_stream(seed, "asymmetric entries", rng->counter[2]);
}

/* Beta(2, 1) has the distribution function x^2. */
static entry draw_entry(nnt_rng *entries, const nnt_value *options, const nnt_fan *fan) {
    const uint64_t index = nnt_rng_below(entries, (uint64_t)fan->in + 1);
    return (entry){index, options[NNT_GAIN].number * sqrt(nnt_rng_uniform(entries))};
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    const size_t inputs = n / fan->out;
    nnt_rng entries = entry_stream(rng);
    nnt_draw_normal(rng, normal_deviation(options, fan), n, values);
    for (size_t unit = 0; unit < fan->out; unit++) {
        const entry chosen = draw_entry(&entries, options, fan);
        if (chosen.index < inputs) {
            values[unit * inputs + chosen.index] = chosen.value;
        }
    }
}

static void
fill_biases(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_rng entries = entry_stream(rng);
    nnt_draw_normal(rng, normal_deviation(options, fan), n, values);
    for (size_t unit = 0; unit < n; unit++) {
        const entry chosen = draw_entry(&entries, options, fan);
        if (chosen.index == fan->in) {
            values[unit] = chosen.value;
        }
    }
}

const nnt_initializer nnt_initializer_randomized_asymmetric = {
    .row = {.name = "randomized_asymmetric",
            .summary = "for deep narrow relu networks: fewer units are born dead",
            .formula = "one of each unit's weights and bias ~ gain Beta(2, 1), the others "
                       "~ N(0, gain^2 0.6007^2 / fan_in)",
            .source = "Lu, Shin, Su and Karniadakis 2020, Dying ReLU and initialization: theory "
                      "and numerical examples",
            .options = nnt_gain_options},
    .deviation = deviation,
    .fill = fill,
    .fill_biases = fill_biases,
};
