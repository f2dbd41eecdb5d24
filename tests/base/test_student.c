/* Student's t against quantiles made otherwise, and the statistics of a few numbers. */
#include "base/student.h"
#include "nntrain/compare.h"
#include "support/nnt_test.h"
#include <math.h>

/* Relative. */
static const double tolerance = 1e-12;

static void expect_near(double value, double expected) {
    cr_assert(fabs(value - expected) <= tolerance * fabs(expected), "%.17g is not %.17g", value,
              expected);
}

/* Made with mpmath: the root of the regularised incomplete beta function that is the
 * distribution, in 40 digits. */
NNT_TEST(student, known_quantiles) {
    static const struct {
        double probability;
        size_t degrees;
        double t;
    } known[] = {
        {0.975, 1, 12.7062047361746933},   {0.975, 2, 4.30265272974946179},
        {0.975, 3, 3.18244630528370844},   {0.975, 4, 2.77644510519779349},
        {0.975, 5, 2.57058183563631478},   {0.975, 9, 2.262157162798205},
        {0.975, 19, 2.09302405440830932},  {0.975, 30, 2.04227245630123789},
        {0.975, 100, 1.98397151852355189}, {0.975, 1000, 1.9623390808264081},
        {0.995, 1, 63.6567411628715244},   {0.95, 7, 1.89457860509000679},
        {0.6, 4, 0.270722294707597363},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        expect_near(nnt_student_quantile(known[i].probability, known[i].degrees), known[i].t);
    }
}

/* tan(pi (p - 1/2)) with one degree, (2p - 1) / sqrt(2 p (1 - p)) with two. */
NNT_TEST(student, closed_forms) {
    const double pi = 3.141592653589793;
    for (double p = 0.55; p < 0.99; p += 0.05) {
        expect_near(nnt_student_quantile(p, 1), tan(pi * (p - 0.5)));
        expect_near(nnt_student_quantile(p, 2), (2 * p - 1) / sqrt(2 * p * (1 - p)));
    }
}

NNT_TEST(student, is_odd_about_the_middle) {
    cr_assert(nnt_student_quantile(0.5, 3) < 1e-15);
    expect_near(nnt_student_quantile(0.25, 4), -nnt_student_quantile(0.75, 4));
}

/* Mean 5, squares 9 + 1 + 1 + 9 = 20 over 3: sd sqrt(20 / 3); half the interval is
 * t(0.975, 3) sd / sqrt(4). */
NNT_TEST(statistic, by_hand) {
    const double numbers[] = {2, 4, 6, 8};
    const nnt_statistic result = nnt_statistic_of(numbers, 4);
    cr_assert(result.n == 4);
    cr_assert(result.mean == 5);
    expect_near(result.sd, 2.581988897471611);
    expect_near(result.ci95, 3.1824463052837078 * 2.581988897471611 / 2);
}

NNT_TEST(statistic, passes_over_what_is_not_finite) {
    const double numbers[] = {(double)NAN, 1, (double)INFINITY, 3};
    const nnt_statistic result = nnt_statistic_of(numbers, 4);
    cr_assert(result.n == 2);
    cr_assert(result.mean == 2);
    expect_near(result.sd, sqrt(2));
}

NNT_TEST(statistic, too_few_numbers) {
    const double number = 7;
    const nnt_statistic one = nnt_statistic_of(&number, 1);
    cr_assert(one.n == 1 && one.mean == 7 && isnan(one.sd) && isnan(one.ci95));
    const nnt_statistic none = nnt_statistic_of(&number, 0);
    cr_assert(none.n == 0 && isnan(none.mean) && isnan(none.sd) && isnan(none.ci95));
}
