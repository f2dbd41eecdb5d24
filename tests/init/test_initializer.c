/* Initialisers: the variance that each formula promises, measured on its draws. */
#include "base/memory.h"
#include "init/initializer.h"
#include "support/nnt_test.h"
#include <math.h>

enum { IN = 120, OUT = 80, N = IN * OUT };

static void fill_defaults(const nnt_initializer *it, nnt_value *values) {
    for (size_t i = 0; i < nnt_option_count(it->row.options); i++) {
        values[i] = (nnt_value){.kind = NNT_VALUE_NUMBER,
                                .number = strtod(it->row.options[i].fallback, NULL)};
    }
}

typedef struct moments {
    double mean, variance, fourth, largest;
} moments;

static moments measure(const char *name, double slope, double first_option) {
    const nnt_initializer *it = nnt_initializer_find(name);
    nnt_value values[NNT_MAX_OPTIONS] = {0};
    fill_defaults(it, values);
    if (!isnan(first_option)) {
        values[0].number = first_option;
    }
    const nnt_fan fan = {IN, OUT, slope};
    nnt_rng rng = nnt_rng_stream(3, "weights", 0);
    double *w = nnt_allocate(N, sizeof *w);
    it->fill(values, &fan, &rng, N, w);
    moments m = {0};
    for (size_t i = 0; i < N; i++) {
        m.mean += w[i] / N;
        m.variance += w[i] * w[i] / N;
        m.fourth += w[i] * w[i] * w[i] * w[i] / N;
        m.largest = fabs(w[i]) > m.largest ? fabs(w[i]) : m.largest;
    }
    /* The stated deviation is what theory will rely on. */
    const double stated = it->deviation(values, &fan);
    cr_assert(fabs(m.variance - stated * stated) < 0.06 * stated * stated, "%s", name);
    nnt_free(w);
    return m;
}

/* Variance within 6 % (four standard errors of 9,600 draws), mean near 0, and the
 * kurtosis that tells a normal (3) from a uniform (1.8) distribution. */
static void check(const char *name, double slope, double variance, double kurtosis) {
    const moments m = measure(name, slope, NAN);
    cr_assert(fabs(m.variance / variance - 1) < 0.06, "%s: variance %g, not %g", name, m.variance,
              variance);
    cr_assert(fabs(m.mean) < 0.05 * sqrt(variance), "%s: mean %g", name, m.mean);
    cr_assert(fabs(m.fourth / (m.variance * m.variance) - kurtosis) < 0.2, "%s: shape", name);
}

NNT_TEST(initializer, he) {
    check("he_normal", 0, 2.0 / IN, 3);
    check("he_uniform", 0, 2.0 / IN, 1.8);
    check("he_normal", 0.5, 2.0 / (1.25 * IN), 3);
}

NNT_TEST(initializer, glorot) {
    check("glorot_normal", 0, 2.0 / (IN + OUT), 3);
    check("glorot_uniform", 0, 2.0 / (IN + OUT), 1.8);
}

NNT_TEST(initializer, lecun) {
    check("lecun_normal", 0, 1.0 / IN, 3);
    check("lecun_uniform", 0, 1.0 / IN, 1.8);
}

NNT_TEST(initializer, pytorch_limit_is_one_over_root_of_inputs) {
    check("pytorch", 0, 1.0 / (3.0 * IN), 1.8);
    const moments m = measure("pytorch", 0, NAN);
    cr_assert(m.largest < 1 / sqrt(IN) && m.largest > 0.99 / sqrt(IN));
}

NNT_TEST(initializer, stated_sizes) {
    cr_assert(fabs(measure("normal", 0, 0.3).variance / 0.09 - 1) < 0.06);
    const moments m = measure("uniform", 0, 0.3);
    cr_assert(m.largest < 0.3 && m.largest > 0.299);
}

NNT_TEST(initializer, gain_multiplies_the_deviation) {
    cr_assert(fabs(measure("he_normal", 0, 3).variance / (9 * 2.0 / IN) - 1) < 0.06);
}

NNT_TEST(initializer, constant_and_zeros_draw_nothing) {
    const nnt_fan fan = {2, 2, 0};
    double w[4] = {9, 9, 9, 9};
    nnt_rng rng = nnt_rng_stream(1, "weights", 0);
    nnt_value value[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = 0.25}};
    nnt_initializer_find("constant")->fill(value, &fan, &rng, 4, w);
    cr_assert(w[0] == 0.25 && w[3] == 0.25);
    nnt_initializer_find("zeros")->fill(NULL, &fan, &rng, 4, w);
    cr_assert(w[0] == 0 && w[3] == 0);
}

/* Normal and uniform rules use the same draws: one is a rising function of the
 * other, element by element. */
NNT_TEST(initializer, normal_and_uniform_rank_alike) {
    enum { M = 50 };
    double normal[M], uniform[M];
    const nnt_fan fan = {M, 1, 0};
    nnt_value gain[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = 1}};
    nnt_rng one = nnt_rng_stream(8, "weights", 2);
    nnt_rng two = one;
    nnt_initializer_find("he_normal")->fill(gain, &fan, &one, M, normal);
    nnt_initializer_find("he_uniform")->fill(gain, &fan, &two, M, uniform);
    for (int i = 0; i < M; i++) {
        for (int j = 0; j < M; j++) {
            cr_assert((normal[i] < normal[j]) == (uniform[i] < uniform[j]));
        }
    }
}
