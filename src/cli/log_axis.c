/* Chooses and labels ticks. */
#include "log_axis.h"

#include <math.h>

/* Which numbers of a decade, and of which decades, finest first. */
typedef struct tick_scale {
    size_t n;
    double digits[3];
    double decades;
} tick_scale;

static const tick_scale scales[] = {{3, {1, 2, 5}, 1}, {2, {1, 3}, 1}, {1, {1}, 1},  {1, {1}, 2},
                                    {1, {1}, 3},       {1, {1}, 5},    {1, {1}, 10}, {1, {1}, 20},
                                    {1, {1}, 50},      {1, {1}, 100},  {1, {1}, 200}};
enum { N_SCALES = sizeof scales / sizeof scales[0], FEWEST_ROUND = 3 };

/* A range that is short of an end by a rounding error still has its tick. */
static const double SLACK = 1e-9;

/* Numbers of a scale; counts on beyond `most`, but keeps no more. */
static size_t collect(const tick_scale *scale, double low, double high, nnt_log_ticks *ticks) {
    const double first = floor(low / scale->decades) * scale->decades;
    size_t n = 0;
    for (double decade = first; decade <= high + SLACK; decade += scale->decades) {
        for (size_t i = 0; i < scale->n; i++) {
            const double exponent = decade + log10(scale->digits[i]);
            if (exponent < low - SLACK || exponent > high + SLACK) {
                continue;
            }
            if (n < NNT_MAX_TICKS) {
                ticks->exponents[n] = exponent;
            }
            n++;
        }
    }
    return n;
}

/* Multiples of a round step, for ranges in which a number hardly changes. */
static void space_evenly(double low, double high, size_t most, nnt_log_ticks *ticks) {
    const double start = pow(10, low);
    const double end = pow(10, high);
    double step = pow(10, floor(log10((end - start) / (double)most)));
    const double factors[] = {2, 2.5, 2}; /* 1, 2, 5, 10 */
    for (size_t i = 0; i < 3 && (end - start) / step > (double)(most - 1); i++) {
        step *= factors[i];
    }
    ticks->n = 0;
    ticks->n_digits = (int)fmax(3, floor(log10(end)) - floor(log10(step)) + 1);
    for (double at = ceil(start / step - SLACK); at * step <= end * (1 + SLACK); at++) {
        if (ticks->n < most) {
            ticks->exponents[ticks->n++] = log10(at * step);
        }
    }
}

nnt_log_ticks nnt_log_ticks_choose(double low, double high, size_t most) {
    nnt_log_ticks ticks = {.n_digits = 3};
    const size_t limit = most < NNT_MAX_TICKS ? most : NNT_MAX_TICKS;
    for (size_t i = 0; i < N_SCALES; i++) {
        ticks.n = collect(&scales[i], low, high, &ticks);
        if (ticks.n <= limit) {
            if (i == 0 && ticks.n < FEWEST_ROUND && pow(10, low) < pow(10, high)) {
                space_evenly(low, high, limit, &ticks);
            }
            return ticks;
        }
    }
    ticks.n = limit;
    return ticks;
}

const char *nnt_log_ticks_label(const nnt_log_ticks *ticks, size_t i, char text[NNT_FIGURE_SIZE]) {
    return nnt_figure_number(text, pow(10, ticks->exponents[i]), ticks->n_digits);
}
