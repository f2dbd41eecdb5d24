/* Means and intervals over runs, against numbers worked out by hand. */
#include "output/report_many_runs.h"
#include "output/report_spread.h"

/* Student's t of two degrees of freedom at p = 0.975 is (2 p - 1) / sqrt(2 p (1 - p)). */
static const double T_975_2 = 4.302652729749464;

static void expect_near(double found, double expected) {
    cr_expect(fabs(found - expected) <= 1e-12 * fabs(expected), "%.17g, not %.17g", found,
              expected);
}

static void fill(nnt_report_spread *spread, const double values[3]) {
    cr_assert(nnt_report_spread_create(spread, 3, 1));
    memcpy(spread->values, values, 3 * sizeof *values);
}

NNT_TEST(report_spread, of_1_2_3) {
    const double values[] = {1, 2, 3};
    nnt_report_spread spread;
    fill(&spread, values);
    nnt_report_spread_sum_up(&spread, NNT_SVG_LINEAR);
    expect_near(spread.mean[0], 2);
    expect_near(spread.low[0], 2 - T_975_2 / sqrt(3));
    expect_near(spread.high[0], 2 + T_975_2 / sqrt(3));
    cr_expect(nnt_report_spread_has_interval(&spread));
    nnt_report_spread_clear(&spread);
}

/* The logarithms are 0, 1, 2 decades: the mean is 10, the half interval t / sqrt(3). */
NNT_TEST(report_spread, of_logarithms) {
    const double values[] = {1, 10, 100};
    nnt_report_spread spread;
    fill(&spread, values);
    nnt_report_spread_sum_up(&spread, NNT_SVG_LOG);
    expect_near(spread.mean[0], 10);
    expect_near(spread.low[0], pow(10, 1 - T_975_2 / sqrt(3)));
    expect_near(spread.high[0], pow(10, 1 + T_975_2 / sqrt(3)));
    nnt_report_spread_clear(&spread);
}

NNT_TEST(report_spread, a_zero_has_no_logarithm) {
    const double values[] = {1, 0, 100};
    nnt_report_spread spread;
    fill(&spread, values);
    nnt_report_spread_sum_up(&spread, NNT_SVG_LOG);
    cr_expect(spread.mean[0] == 0);
    cr_expect(isnan(spread.low[0]) && isnan(spread.high[0]));
    nnt_report_spread_clear(&spread);
}

NNT_TEST(report_spread, leaves_out_what_is_not_finite) {
    const double values[] = {3, NAN, INFINITY};
    nnt_report_spread spread;
    fill(&spread, values);
    nnt_report_spread_sum_up(&spread, NNT_SVG_LINEAR);
    cr_expect(spread.mean[0] == 3);
    cr_expect(!nnt_report_spread_has_interval(&spread), "one number has no interval");
    nnt_report_spread_clear(&spread);
}

NNT_TEST(report_spread, strides_are_powers_of_two_that_fit) {
    cr_expect(nnt_report_stride(0, 3) == 1);
    cr_expect(nnt_report_stride(198, 200) == 1);
    cr_expect(nnt_report_stride(199, 200) == 2);
    cr_expect(nnt_report_stride(2000, 200) == 16); /* 0, 16, …, 2000: 126 */
}

/* Run 1 stops after its first epoch and keeps that loss. */
NNT_TEST(report_spread, a_run_that_has_ended_keeps_its_last_number) {
    static many_runs it;
    nnt_report_spread spread;
    const nnt_report_epochs epochs = {MANY_EPOCHS, 1};
    make_many_runs(&it, 1);
    it.histories[1].metrics.n_rows = 2;
    cr_assert(nnt_report_spread_take_metric(&spread, nnt_report_group_runs(&it.group, 0),
                                            "train_loss", &epochs, NNT_SVG_LOG));
    cr_assert(spread.n_points == 5 && spread.n_runs == 3);
    cr_expect(spread.values[0 * 5 + 4] == 1 / 5.0);
    cr_expect(spread.values[1 * 5 + 4] == 10 / 2.0);
    cr_expect(spread.values[2 * 5 + 4] == 100 / 5.0);
    expect_near(spread.mean[4], cbrt(0.2 * 5 * 20));
    nnt_report_spread_clear(&spread);
}

NNT_TEST(report_spread, thinned_epochs_end_with_the_last) {
    static many_runs it;
    nnt_report_spread spread;
    const nnt_report_epochs epochs = {MANY_EPOCHS - 1, 2};
    make_many_runs(&it, 1);
    cr_assert(nnt_report_spread_take_metric(&spread, nnt_report_group_runs(&it.group, 0),
                                            "train_loss", &epochs, NNT_SVG_LOG));
    cr_assert(spread.n_points == 3);
    cr_expect(spread.x[0] == 0 && spread.x[1] == 2 && spread.x[2] == 3);
    cr_expect(spread.values[1] == 1 / 3.0);
    nnt_report_spread_clear(&spread);
}

/* Errors at layer 1 are 0.01, 0.02 and 0.04 of that at the last hidden layer. */
NNT_TEST(report_spread, of_layers_relative_to_the_last_hidden_one) {
    static many_runs it;
    nnt_report_spread spread;
    const nnt_report_profile_of what = {"delta_norm", NNT_REPORT_START, true, NNT_SVG_LOG};
    make_many_runs(&it, 1);
    cr_assert(
        nnt_report_spread_take_layers(&spread, nnt_report_group_runs(&it.group, 0), &what, 3));
    expect_near(spread.mean[0], 0.02);
    expect_near(spread.mean[1], 0.2);
    expect_near(spread.mean[2], 1);
    nnt_report_spread_clear(&spread);
}

NNT_TEST(report_spread, runs_that_failed_are_passed_over) {
    static many_runs it;
    nnt_report_spread spread;
    const nnt_report_profile_of what = {"delta_norm", NNT_REPORT_END, false, NNT_SVG_LINEAR};
    make_many_runs(&it, 2);
    it.faces[4] = NULL;
    cr_assert(
        nnt_report_spread_take_layers(&spread, nnt_report_group_runs(&it.group, 1), &what, 3));
    expect_near(spread.mean[0], (0.01 + 0.04) / 2);
    nnt_report_spread_clear(&spread);
}
