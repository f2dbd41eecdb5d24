/* The map q -> weight_gain E[f^2] + bias_variance grows with q, so iterating it from 1
 * runs in one direction to the nearest fixed point. Doubling and then halving the
 * interval finds the same point where the iteration itself would crawl. */
#include "theory/fixed_point.h"

#include "base/exact_math.h"
#include "base/memory.h"
#include "theory/moments.h"
#include <math.h>

/* 2^±36: beyond, q counts as 0 or infinite. There the map of tanh at weight gain 1
 * differs from q by 3e-11 of it, quadrature by 1e-14. */
enum { MOST_DOUBLINGS = 36, HALVINGS = 60 };
static const double equal_enough = 1e-13;

typedef struct map {
    const nnt_theory_function *function;
    double weight_gain, bias_variance;
    nnt_theory_scratch *scratch;
} map;

static nnt_theory_moments find_moments(const map *it, double variance) {
    nnt_theory_moments moments;
    nnt_theory_moments_find(it->function, 0, variance, it->scratch, &moments, NULL);
    return moments;
}

/* +1 when the map leads up from q, -1 when down, 0 when q stays. */
static int find_direction(const map *it, double q) {
    const double next = it->weight_gain * find_moments(it, q).square + it->bias_variance;
    if (fabs(next - q) <= equal_enough * q) {
        return 0;
    }
    return next > q ? 1 : -1;
}

/* The fixed point between low, from where the map leads up, and high. */
static double halve(const map *it, double low, double high) {
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        const int direction = find_direction(it, middle);
        if (direction == 0) {
            return middle;
        }
        low = direction > 0 ? middle : low;
        high = direction > 0 ? high : middle;
    }
    return 0.5 * (low + high);
}

static double find_variance(const map *it) {
    const int direction = find_direction(it, 1);
    double q = 1;
    if (direction == 0) {
        return q;
    }
    for (int i = 0; i < MOST_DOUBLINGS; i++) {
        const double next = direction > 0 ? 2 * q : 0.5 * q;
        const int there = find_direction(it, next);
        if (there == 0) {
            return next;
        }
        if (there != direction) {
            return halve(it, fmin(q, next), fmax(q, next));
        }
        q = next;
    }
    return direction > 0 ? (double)INFINITY : 0;
}

static double find_depth(double chi) {
    if (fabs(chi - 1) <= 1e-9) {
        return (double)INFINITY;
    }
    return chi > 0 ? -1 / nnt_exact_log(chi) : 0;
}

nnt_status nnt_fixed_point_find(const nnt_theory_function *function,
                                double weight_gain,
                                double bias_variance,
                                nnt_fixed_point *point,
                                nnt_error *error) {
    if (!(isfinite(weight_gain) && weight_gain >= 0 && isfinite(bias_variance) &&
          bias_variance >= 0)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "fixed point: weight gain %g and bias variance %g; allowed: finite "
                             "numbers of at least 0",
                             weight_gain, bias_variance);
    }
    nnt_theory_scratch *scratch = nnt_allocate(1, sizeof *scratch);
    if (!scratch) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a fixed point");
    }
    const map it = {function, weight_gain, bias_variance, scratch};
    point->variance = find_variance(&it);
    /* Slopes at both ends are those next to it. */
    const double q = fmin(fmax(point->variance, 0x1p-60), 0x1p+60);
    point->chi = weight_gain * find_moments(&it, q).slope_square;
    point->depth = find_depth(point->chi);
    nnt_free(scratch);
    return NNT_OK;
}
