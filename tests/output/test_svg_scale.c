/* Scales: where numbers lie, and what stands beside the axes. */
#include "output/svg_scale.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static const double NEAR = 1e-9; /* of places within 0 … 100 */

static nnt_svg_scale make_scale(nnt_svg_kind kind, double low, double high) {
    nnt_svg_range range = nnt_svg_range_create(kind);
    nnt_svg_range_add(&range, low);
    nnt_svg_range_add(&range, high);
    return nnt_svg_scale_create(&range, 0, 100);
}

static void expect_place(const nnt_svg_scale *scale, double value, double expected) {
    const double place = nnt_svg_scale_place(scale, value);
    cr_expect(fabs(place - expected) < NEAR, "%g lies at %.12g, not %g", value, place, expected);
}

/* The labels with commas between them. */
static void expect_ticks(const nnt_svg_scale *scale, const char *expected) {
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    char text[NNT_SVG_MAX_TICKS * NNT_SVG_TICK_ROOM] = "";
    const size_t n = nnt_svg_scale_ticks(scale, ticks);
    for (size_t i = 0; i < n; i++) {
        strcat(text, i > 0 ? "," : "");
        strcat(text, ticks[i].text);
        cr_expect(ticks[i].place >= -NEAR && ticks[i].place <= 100 + NEAR);
    }
    cr_expect(strcmp(text, expected) == 0, "%s instead of %s", text, expected);
}

NNT_TEST(svg_scale, linear_places) {
    const nnt_svg_scale scale = make_scale(NNT_SVG_LINEAR, -2, 6);
    expect_place(&scale, -2, 0);
    expect_place(&scale, 0, 25);
    expect_place(&scale, 6, 100);
    expect_place(&scale, 1e300, 100); /* held at the end */
    cr_expect(isnan(nnt_svg_scale_place(&scale, (double)NAN)));
    cr_expect(isnan(nnt_svg_scale_place(&scale, (double)INFINITY)));
}

NNT_TEST(svg_scale, logarithmic_places) {
    const nnt_svg_scale scale = make_scale(NNT_SVG_LOG, 1e-6, 1e2);
    expect_place(&scale, 1e-6, 0);
    expect_place(&scale, 1e-4, 25);
    expect_place(&scale, 1e-2, 50);
    expect_place(&scale, 1e2, 100);
    cr_expect(isnan(nnt_svg_scale_place(&scale, 0)), "no zero was announced");
}

/* A gradient of exactly 0 must be seen, not left out. */
NNT_TEST(svg_scale, zeros_have_a_place_of_their_own_on_a_logarithmic_scale) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LOG);
    nnt_svg_range_add(&range, 0);
    nnt_svg_range_add(&range, 1);
    nnt_svg_range_add(&range, 1000);
    const nnt_svg_scale scale = nnt_svg_scale_create(&range, 0, 100);
    expect_place(&scale, 0, 0);
    cr_expect(nnt_svg_scale_place(&scale, 1) > 10);
    expect_place(&scale, 1000, 100);
    expect_ticks(&scale, "1,10,100,1000,0");
}

NNT_TEST(svg_scale, turned_axis) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LOG);
    nnt_svg_range_add(&range, 0);
    nnt_svg_range_add(&range, 10);
    nnt_svg_range_add(&range, 1000);
    const nnt_svg_scale scale = nnt_svg_scale_create(&range, 100, 0);
    expect_place(&scale, 0, 100);
    expect_place(&scale, 1000, 0);
    cr_expect(nnt_svg_scale_place(&scale, 10) < 90);
}

NNT_TEST(svg_scale, linear_ticks_are_round) {
    const nnt_svg_scale a = make_scale(NNT_SVG_LINEAR, 0, 1);
    const nnt_svg_scale b = make_scale(NNT_SVG_LINEAR, -0.3, 0.3);
    const nnt_svg_scale c = make_scale(NNT_SVG_LINEAR, 0, 2000);
    const nnt_svg_scale d = make_scale(NNT_SVG_LINEAR, 1e-7, 9e-7);
    expect_ticks(&a, "0,0.2,0.4,0.6,0.8,1");
    expect_ticks(&b, "−0.2,0,0.2");
    expect_ticks(&c, "0,500,1000,1500,2000");
    expect_ticks(&d, "2e-07,4e-07,6e-07,8e-07");
}

NNT_TEST(svg_scale, whole_ticks_have_no_fractions) {
    const nnt_svg_scale a = make_scale(NNT_SVG_WHOLE, 1, 2);
    const nnt_svg_scale b = make_scale(NNT_SVG_WHOLE, 0, 346);
    expect_ticks(&a, "1,2");
    expect_ticks(&b, "0,100,200,300");
}

NNT_TEST(svg_scale, logarithmic_ticks) {
    const nnt_svg_scale a = make_scale(NNT_SVG_LOG, 0.04, 1.2);
    const nnt_svg_scale b = make_scale(NNT_SVG_LOG, 1e-4, 1);
    const nnt_svg_scale c = make_scale(NNT_SVG_LOG, 1e-30, 1e5);
    const nnt_svg_scale d = make_scale(NNT_SVG_LOG, 3e-8, 3e-7);
    expect_ticks(&a, "0.05,0.1,0.2,0.5,1");
    expect_ticks(&b, "10⁻⁴,0.001,0.01,0.1,1");
    expect_ticks(&c, "10⁻³⁰,10⁻²⁵,10⁻²⁰,10⁻¹⁵,10⁻¹⁰,10⁻⁵,1,10⁵");
    expect_ticks(&d, "5·10⁻⁸,10⁻⁷,2·10⁻⁷");
}

NNT_TEST(svg_scale, the_ends_of_the_doubles) {
    const nnt_svg_scale a = make_scale(NNT_SVG_LOG, 4.9406564584124654e-324, 1.7e308);
    const nnt_svg_scale b = make_scale(NNT_SVG_LINEAR, -1.7e308, 1.7e308);
    nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
    expect_place(&a, 1.7e308, 100);
    cr_expect(nnt_svg_scale_ticks(&a, ticks) >= 3);
    cr_expect(strcmp(ticks[0].text, "10⁻³⁰⁰") == 0, "%s", ticks[0].text);
    expect_place(&b, 0, 50);
    cr_expect(nnt_svg_scale_ticks(&b, ticks) >= 3);
}

/* One value, none at all, and values that differ in the last bits. */
NNT_TEST(svg_scale, ranges_without_extent_get_some) {
    static const nnt_svg_kind kinds[] = {NNT_SVG_LINEAR, NNT_SVG_WHOLE, NNT_SVG_LOG};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const nnt_svg_range none = nnt_svg_range_create(kinds[i]);
        const nnt_svg_scale empty = nnt_svg_scale_create(&none, 0, 100);
        const nnt_svg_scale one = make_scale(kinds[i], 7, 7);
        const nnt_svg_scale near = make_scale(kinds[i], 7, 7.0000000000000009);
        nnt_svg_tick ticks[NNT_SVG_MAX_TICKS];
        expect_place(&one, 7, 50);
        cr_expect(fabs(nnt_svg_scale_place(&near, 7) - 50) < 1e-6);
        cr_expect(nnt_svg_scale_ticks(&one, ticks) >= 1);
        cr_expect(nnt_svg_scale_ticks(&empty, ticks) >= 1);
    }
}

NNT_TEST(svg_scale, values_that_are_not_finite_do_not_widen_a_range) {
    const double values[] = {1, (double)NAN, 5, (double)INFINITY, -(double)INFINITY, 3};
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LINEAR);
    nnt_svg_range_add_all(&range, values, 3, 2); /* 1, 5, -inf */
    cr_expect(range.low == 1 && range.high == 5);
    nnt_svg_range_add_all(&range, values, 6, 1);
    cr_expect(range.low == 1 && range.high == 5 && !range.is_empty);
}
