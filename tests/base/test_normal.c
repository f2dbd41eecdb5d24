/* The normal quantile against known values and against the C library's erfc. */
#include "base/rng.h"
#include "support/nnt_test.h"
#include <math.h>

/* From NormalDist().inv_cdf of Python 3.11; an ulp or two may differ. */
NNT_TEST(normal, quantiles_of_known_probabilities) {
    static const double pairs[][2] = {
        {1e-300, -37.0470962993612}, {1e-100, -21.27345356096532}, {1e-20, -9.262340089798405},
        {1e-10, -6.361340902404056}, {0.001, -3.090232306167813},  {0.025, -1.9599639845400538},
        {0.1, -1.2815515655446008},  {0.25, -0.6744897501960817},  {0.4, -0.2533471031357998},
        {0.6, 0.2533471031357998},   {0.9, 1.2815515655446008},    {0.975, 1.9599639845400536},
        {0.999, 3.090232306167813},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const double found = nnt_normal_quantile(pairs[i][0]);
        cr_assert(fabs(found - pairs[i][1]) <= 1e-15 * fabs(pairs[i][1]), "%g: %.17g", pairs[i][0],
                  found);
    }
}

NNT_TEST(normal, the_ends_and_beyond) {
    cr_assert(nnt_normal_quantile(0.5) == 0);
    cr_assert(nnt_normal_quantile(0) == (double)-INFINITY);
    cr_assert(nnt_normal_quantile(1) == (double)INFINITY);
    cr_assert(isnan(nnt_normal_quantile(-0.1)));
    cr_assert(isnan(nnt_normal_quantile(1.1)));
    cr_assert(isnan(nnt_normal_quantile((double)NAN)));
}

/* The error of x is that of the probability of x, over the density. */
static long double measure_error(double probability) {
    const long double x = nnt_normal_quantile(probability);
    const long double back = 0.5L * erfcl(-x * sqrtl(0.5L));
    const long double density = expl(-0.5L * x * x) * 0.398942280401432677939946059934381868L;
    return fabsl((back - probability) / (density * x));
}

NNT_TEST(normal, the_distribution_function_leads_back) {
    for (int i = 1; i < 2000; i++) {
        if (i == 1000) {
            continue;
        }
        cr_assert(measure_error(i / 2000.0) < 1e-15L, "%g", i / 2000.0);
    }
    for (int exponent = 1; exponent < 1022; exponent++) {
        const double probability = ldexp(0.7, -exponent);
        cr_assert(measure_error(probability) < 1e-15L, "%g", probability);
    }
}

NNT_TEST(normal, quantiles_are_symmetric) {
    for (int i = 1; i < 1024; i++) { /* 1 - p is exact for these */
        const double p = i / 1024.0;
        cr_assert(nnt_normal_quantile(p) == -nnt_normal_quantile(1 - p));
    }
}
