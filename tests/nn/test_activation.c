/* Every activation's derivative against central differences, and its shape. */
#include "base/rng.h"
#include "nn/activation.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

/* Central differences lose half the digits: steps and bounds by precision. */
#if NNT_REAL_BITS == 32
static const double STEP = 1e-2;
static const double BOUND = 2e-3;
#else
static const double STEP = 1e-5;
static const double BOUND = 1e-8;
#endif

static void fill_options(const nnt_activation *activation, real *option) {
    for (size_t i = 0; i < nnt_option_count(activation->row.options); i++) {
        option[i] = (real)strtod(activation->row.options[i].fallback, NULL);
    }
}

/* f at one point. */
static double value(const nnt_activation *activation, const real *option, double z) {
    real in = (real)z;
    real out = 0;
    activation->forward(1, option, &in, &out);
    return (double)out;
}

/* f' at one point, through back-propagation with grad_a = 1. */
static double slope(const nnt_activation *activation, const real *option, double z) {
    real in = (real)z;
    real out = 0;
    real one = 1;
    real grad = 0;
    activation->forward(1, option, &in, &out);
    activation->backward(1, option, &in, &out, &one, &grad);
    return (double)grad;
}

/* Points -6 … 6 that keep a step's distance from the kinks at whole numbers. */
static void check_gradient(const nnt_activation *activation) {
    real option[NNT_MAX_OPTIONS] = {0};
    double total = 0;
    fill_options(activation, option);
    for (double z = -5.9; z < 6; z += 0.2) {
        const double up = value(activation, option, z + STEP);
        const double down = value(activation, option, z - STEP);
        const double numeric = (up - down) / (2 * STEP);
        const double exact = slope(activation, option, z);
        cr_assert(fabs(exact - numeric) <= BOUND * (1 + fabs(numeric)),
                  "%s at %g: derivative %.12g, central difference %.12g", activation->row.name, z,
                  exact, numeric);
        cr_assert(fabs(exact) <= activation->traits.max_slope * (1 + 1e-6),
                  "%s at %g: derivative %g above its stated maximum", activation->row.name, z,
                  exact);
        total += fabs(exact);
    }
    cr_assert(total > 1, "%s: the derivative is zero everywhere", activation->row.name);
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(activation_gradient, name) {                                                          \
        check_gradient(&NNT_CORE(nnt_activation_##name));                                          \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

/* grad_z may be grad_a, and every element counts: the result is the product with
 * what comes from above. */
static void check_in_place(const nnt_activation *activation) {
    enum { N = 67 };
    real option[NNT_MAX_OPTIONS] = {0};
    real z[N], a[N], from_above[N], apart[N];
    fill_options(activation, option);
    for (int i = 0; i < N; i++) {
        z[i] = (real)(i - N / 2) / 8;
        from_above[i] = (real)(i % 7) - 3;
    }
    activation->forward(N, option, z, a);
    activation->backward(N, option, z, a, from_above, apart);
    for (int i = 0; i < N; i++) {
        const double expected = slope(activation, option, (double)z[i]) * (double)from_above[i];
        cr_assert(fabs((double)apart[i] - expected) <= 1e-6 * fabs(expected) + 1e-30,
                  "%s: element %d", activation->row.name, i);
    }
    activation->backward(N, option, z, a, from_above, from_above);
    for (int i = 0; i < N; i++) {
        cr_assert(from_above[i] == apart[i], "%s: element %d", activation->row.name, i);
    }
}

/* Values and slopes found together have the bits of those found alone, also where lengths
 * end within a vector or behind a block. */
static void check_together(const nnt_activation *activation) {
    enum { N = 1031 };
    real option[NNT_MAX_OPTIONS] = {0};
    static real z[N], a[N], slopes[N], ones[N], alone[N], slopes_alone[N];
    nnt_rng rng = nnt_rng_stream(11, "test", 0);
    fill_options(activation, option);
    for (int i = 0; i < N; i++) {
        const double farthest = i % 3 == 0 ? 200 : 4;
        z[i] = (real)(farthest * (2 * nnt_rng_uniform(&rng) - 1));
        ones[i] = 1;
    }
    for (size_t n = 0; activation->forward_with_slope && n <= N; n += n < 20 ? 1 : 337) {
        activation->forward_with_slope(n, option, z, a, slopes);
        activation->forward(n, option, z, alone);
        activation->backward(n, option, z, a, ones, slopes_alone);
        cr_assert(memcmp(a, alone, n * sizeof *a) == 0, "%s, %zu", activation->row.name, n);
        cr_assert(memcmp(slopes, slopes_alone, n * sizeof *a) == 0, "%s', %zu",
                  activation->row.name, n);
    }
}

/* Far out nothing overflows into NaN, as far as the row promises that, and NaN is not
 * swallowed. */
static void check_extremes(const nnt_activation *activation) {
    real option[NNT_MAX_OPTIONS] = {0};
    fill_options(activation, option);
    const double limit = activation->traits.defined_up_to;
    const double far[] = {-1e30, -1e4, -100, -0.0, 0, 100, 1e4, 1e30};
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        if (limit > 0 && fabs(far[i]) > limit) {
            continue;
        }
        cr_assert(!isnan(value(activation, option, far[i])), "%s(%g)", activation->row.name,
                  far[i]);
        cr_assert(!isnan(slope(activation, option, far[i])), "%s'(%g)", activation->row.name,
                  far[i]);
    }
    cr_assert(isnan(value(activation, option, NAN)), "%s hides a NaN", activation->row.name);
}

/* Homogeneous means f(cz) = c f(z) for c > 0, and only then. */
static void check_homogeneity(const nnt_activation *activation) {
    real option[NNT_MAX_OPTIONS] = {0};
    bool holds = true;
    fill_options(activation, option);
    for (double z = -8; z <= 8; z += 0.25) {
        const double once = value(activation, option, z);
        const double twice = value(activation, option, 2 * z);
        holds = holds && fabs(twice - 2 * once) <= 1e-6 * fabs(once);
    }
    cr_assert(holds == activation->traits.is_homogeneous, "%s: homogeneous or not",
              activation->row.name);
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(activation_contract, name) {                                                          \
        check_in_place(&NNT_CORE(nnt_activation_##name));                                          \
        check_together(&NNT_CORE(nnt_activation_##name));                                          \
        check_extremes(&NNT_CORE(nnt_activation_##name));                                          \
        check_homogeneity(&NNT_CORE(nnt_activation_##name));                                       \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

/* Values from the definitions, by long double arithmetic. */
NNT_TEST(activation_values, known) {
    const real slope_of_leak[NNT_MAX_OPTIONS] = {(real)0.01};
    const double eps = NNT_REAL_BITS == 32 ? 3e-7 : 4e-16;
    const long double z = 0.75L;
    struct {
        const char *name;
        long double f, slope;
    } known[] = {
        {"linear", z, 1},
        {"sigmoid", 1 / (1 + expl(-z)), expl(-z) / ((1 + expl(-z)) * (1 + expl(-z)))},
        {"tanh", tanhl(z), 1 - tanhl(z) * tanhl(z)},
        {"softplus", log1pl(expl(z)), 1 / (1 + expl(-z))},
        {"relu", z, 1},
        {"leaky_relu", z, 1},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const nnt_activation *it = nnt_activation_find(known[i].name);
        cr_assert(it != NULL);
        const double f = value(it, slope_of_leak, (double)z);
        const double d = slope(it, slope_of_leak, (double)z);
        cr_assert(fabs(f - (double)known[i].f) <= eps * (double)known[i].f, "%s: %.17g",
                  known[i].name, f);
        cr_assert(fabs(d - (double)known[i].slope) <= eps * (double)known[i].slope, "%s' %.17g",
                  known[i].name, d);
    }
}

/* The slopes of sigmoid and tanh are representable where 1 - a is not. */
NNT_TEST(activation_values, far_slopes_are_kept) {
    const real none[NNT_MAX_OPTIONS] = {0};
    const double far = NNT_REAL_BITS == 32 ? 60 : 300;
    const double eps = NNT_REAL_BITS == 32 ? 1e-5 : 1e-13;
    const nnt_activation *sigmoid = nnt_activation_find("sigmoid");
    const nnt_activation *tangent = nnt_activation_find("tanh");
    cr_assert(fabs(slope(sigmoid, none, far) / exp(-far) - 1) < eps);
    cr_assert(fabs(slope(sigmoid, none, -far) / exp(-far) - 1) < eps);
    cr_assert(fabs(slope(tangent, none, far / 2) / (4 * exp(-far)) - 1) < eps);
    cr_assert(fabs(slope(tangent, none, -far / 2) / (4 * exp(-far)) - 1) < eps);
}

NNT_TEST(activation_values, negative_side_of_leaky_relu) {
    const real option[NNT_MAX_OPTIONS] = {(real)0.25};
    const nnt_activation *leaky = nnt_activation_find("leaky_relu");
    cr_assert(value(leaky, option, -2) == -0.5);
    cr_assert(slope(leaky, option, -2) == 0.25);
    cr_assert(slope(leaky, option, 0) == 0.25);
    const nnt_activation *relu = nnt_activation_find("relu");
    cr_assert(slope(relu, option, 0) == 0);
    cr_assert(slope(relu, option, -2) == 0);
}

NNT_TEST(activation_table, finds_all_and_nothing_else) {
    for (size_t i = 0; i < nnt_activation_count(); i++) {
        cr_assert(nnt_activation_find(nnt_activation_get(i)->row.name) == nnt_activation_get(i));
        cr_assert(nnt_activation_get(i)->row.summary && nnt_activation_get(i)->row.formula);
    }
    cr_assert(nnt_activation_find("reluu") == NULL);
}
