/* Scales and their ticks. */
#include "output/svg_scale.h"

#include "base/exact_math.h"
#include "base/number.h"
#include "output/html_text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double LARGEST = 1e100;   /* of a linear scale; others are held there */
static const double ZERO_STRIP = 14;   /* in units of the picture */
static const double LEAST_DECADES = 1; /* that a logarithmic scale shows */
static const double NEAR = 1e-9;       /* a tick so far beyond an end is still on the scale */
enum { MOST_DECADE_TICKS = 7, MOST_STEPS = 5 };

static double log10_of(double value) {
    return nnt_exact_log(value) / nnt_exact_log(10);
}

/* digit * 10^exponent, correctly rounded. */
static double scientific(int digit, int exponent) {
    char text[32];
    double value = 0;
    const int length = snprintf(text, sizeof text, "%de%d", digit, exponent);
    (void)nnt_number_parse(text, (size_t)length, &value);
    return value;
}

nnt_svg_range nnt_svg_range_create(nnt_svg_kind kind) {
    return (nnt_svg_range){.kind = kind, .is_empty = true};
}

void nnt_svg_range_add(nnt_svg_range *range, double value) {
    if (!isfinite(value)) {
        return;
    }
    if (range->kind == NNT_SVG_LOG && value <= 0) {
        range->has_zero = true;
        return;
    }
    const double held = range->kind == NNT_SVG_LOG ? value : fmax(-LARGEST, fmin(LARGEST, value));
    range->low = range->is_empty ? held : fmin(range->low, held);
    range->high = range->is_empty ? held : fmax(range->high, held);
    range->is_empty = false;
}

void nnt_svg_range_add_all(nnt_svg_range *range, const double *values, size_t n, size_t stride) {
    for (size_t i = 0; i < n; i++) {
        nnt_svg_range_add(range, values[i * stride]);
    }
}

/* A range without extent gets some, and an empty one is 0 … 1 (or 1 … 10). */
static void set_ends(nnt_svg_scale *scale, const nnt_svg_range *range) {
    const bool is_log = range->kind == NNT_SVG_LOG;
    scale->low = range->is_empty ? 0 : is_log ? log10_of(range->low) : range->low;
    scale->high = range->is_empty ? 1 : is_log ? log10_of(range->high) : range->high;
    const double least = is_log ? LEAST_DECADES : fmax(fabs(scale->low), fabs(scale->high)) * 1e-6;
    if (scale->high - scale->low < least || scale->high == scale->low) {
        const double extent = is_log ? LEAST_DECADES : least > 0 ? 1e5 * least : 1;
        const double middle = scale->low + (scale->high - scale->low) / 2;
        scale->low = middle - extent / 2;
        scale->high = middle + extent / 2;
    }
}

nnt_svg_scale nnt_svg_scale_create(const nnt_svg_range *range, double from, double to) {
    nnt_svg_scale scale = {.kind = range->kind, .from = from, .to = to};
    set_ends(&scale, range);
    if (range->has_zero) {
        scale.has_zero = true;
        scale.zero_at = from;
        scale.from = from + (to > from ? ZERO_STRIP : -ZERO_STRIP);
    }
    return scale;
}

static double interpolate(const nnt_svg_scale *scale, double value) {
    const double share = (value - scale->low) / (scale->high - scale->low);
    return scale->from + fmax(0, fmin(1, share)) * (scale->to - scale->from);
}

double nnt_svg_scale_place(const nnt_svg_scale *scale, double value) {
    if (!isfinite(value)) {
        return (double)NAN;
    }
    if (scale->kind != NNT_SVG_LOG) {
        return interpolate(scale, value);
    }
    if (value <= 0) {
        return scale->has_zero ? scale->zero_at : (double)NAN;
    }
    return interpolate(scale, log10_of(value));
}

/* ---- ticks -------------------------------------------------------------------- */

static nnt_svg_tick make_tick(double place, double value) {
    nnt_svg_tick tick = {.place = place};
    snprintf(tick.text, sizeof tick.text, "%s%s", value < 0 ? "−" : "",
             nnt_html_round(fabs(value), NNT_HTML_TICK_DIGITS).text);
    return tick;
}

/* 0.001 … 1000 as they are, others as powers: "10⁻⁸", "2·10⁻⁸". */
static void write_power(int digit, int exponent, char text[NNT_SVG_TICK_ROOM]) {
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (exponent >= -3 && exponent <= 3) {
        strcpy(text, nnt_html_round(scientific(digit, exponent), 1).text);
        return;
    }
    const int size = exponent < 0 ? -exponent : exponent;
    snprintf(text, NNT_SVG_TICK_ROOM, "%s10%s",
             digit == 1   ? ""
             : digit == 2 ? "2·"
                          : "5·",
             exponent < 0 ? "⁻" : "");
    if (size >= 100) {
        strcat(text, raised[size / 100]);
    }
    if (size >= 10) {
        strcat(text, raised[size / 10 % 10]);
    }
    strcat(text, raised[size % 10]);
}

/* Decades from one tick to the next. */
static int choose_decades(double decades) {
    static const int steps[] = {1, 2, 3, 5, 10, 20, 50, 100};
    size_t i = 0;
    while (decades > steps[i] * MOST_DECADE_TICKS && i + 1 < sizeof steps / sizeof steps[0]) {
        i++;
    }
    return steps[i];
}

/* Powers of ten; 1, 2 and 5 times each where the scale shows few of them. */
static size_t log_ticks(const nnt_svg_scale *scale, nnt_svg_tick *ticks) {
    static const int digits[] = {1, 2, 5};
    const double decades = scale->high - scale->low;
    const size_t n_digits = decades <= 2 ? 3 : 1;
    const int step = choose_decades(decades);
    const int first = (int)floor(scale->low / step) * step;
    size_t n = 0;
    for (int exponent = first; exponent <= scale->high + NEAR; exponent += step) {
        for (size_t d = 0; d < n_digits && n < NNT_SVG_MAX_TICKS; d++) {
            const double at = exponent + log10_of(digits[d]);
            if (at >= scale->low - NEAR && at <= scale->high + NEAR) {
                ticks[n].place = interpolate(scale, at);
                write_power(digits[d], exponent, ticks[n++].text);
            }
        }
    }
    return n;
}

/* The least of 1, 2, 5, 10, … times a power of ten that makes at most MOST_STEPS. */
static void choose_step(const nnt_svg_scale *scale, int *digit, int *exponent) {
    static const int digits[] = {1, 2, 5};
    const double extent = scale->high - scale->low;
    *exponent = (int)floor(log10_of(extent / MOST_STEPS));
    if (scale->kind == NNT_SVG_WHOLE && *exponent < 0) {
        *exponent = 0;
    }
    for (;; ++*exponent) {
        for (size_t d = 0; d < sizeof digits / sizeof digits[0]; d++) {
            *digit = digits[d];
            if (extent / scientific(*digit, *exponent) <= MOST_STEPS + NEAR) {
                return;
            }
        }
    }
}

static size_t linear_ticks(const nnt_svg_scale *scale, nnt_svg_tick *ticks) {
    int digit = 0;
    int exponent = 0;
    choose_step(scale, &digit, &exponent);
    const double step = scientific(digit, exponent);
    const double first = ceil(scale->low / step - NEAR);
    const double last = floor(scale->high / step + NEAR);
    size_t n = 0;
    for (double i = first; i <= last && n < NNT_SVG_MAX_TICKS; i++) {
        ticks[n++] = make_tick(interpolate(scale, i * step), i * step);
    }
    return n;
}

size_t nnt_svg_scale_ticks(const nnt_svg_scale *scale, nnt_svg_tick ticks[NNT_SVG_MAX_TICKS]) {
    size_t n = scale->kind == NNT_SVG_LOG ? log_ticks(scale, ticks) : linear_ticks(scale, ticks);
    if (scale->has_zero) {
        n = n < NNT_SVG_MAX_TICKS ? n : NNT_SVG_MAX_TICKS - 1;
        ticks[n++] = (nnt_svg_tick){.place = scale->zero_at, .text = "0"};
    }
    return n;
}
