/* Bracketing a minimum along a direction, then closing in on it. */
#include "optim/line_search.h"

#include "optim/vector64.h"

static const double DECREASE = 1e-4;
static const double CURVATURE = 0.9;
static const double GROWTH_LOW = 1.1, GROWTH_HIGH = 10; /* from one length to the next */
static const double MARGIN = 0.1;                       /* of a bracket, at its ends */

static nnt_line_point look(nnt_line_search *it, double length) {
    const size_t n = it->objective->n;
    nnt_line_point point = {.length = length};
    for (size_t i = 0; i < n; i++) {
        it->trial[i] = it->x[i] + length * it->direction[i];
    }
    point.value = it->objective->evaluate(it->objective->context, it->trial, it->other_gradient);
    point.slope = nnt_dot64(n, it->other_gradient, it->direction);
    it->evaluations_left--;
    return point;
}

/* The point looked at last is the best so far: its gradient is kept. */
static void keep(nnt_line_search *it) {
    double *const gradient = it->gradient;
    it->gradient = it->other_gradient;
    it->other_gradient = gradient;
}

static bool is_finite(const nnt_line_point *point) {
    return isfinite(point->value) && isfinite(point->slope);
}

static double slack(const nnt_line_search *it) {
    return it->objective->rounding * fabs(it->start.value);
}

static bool decreases(const nnt_line_search *it, const nnt_line_point *point) {
    const double bound = it->start.value + DECREASE * point->length * it->start.slope;
    return is_finite(point) && point->value <= bound + slack(it);
}

static bool is_flat(const nnt_line_search *it, const nnt_line_point *point) {
    return fabs(point->slope) <= -CURVATURE * it->start.slope;
}

/* Where the cubic through values and slopes of two points has its minimum, held within
 * low … high; their middle when there is none. */
static double
interpolate(const nnt_line_point *a, const nnt_line_point *b, double low, double high) {
    double found = (double)NAN;
    if (is_finite(a) && is_finite(b)) {
        const double d1 = a->slope + b->slope - 3 * (a->value - b->value) / (a->length - b->length);
        const double root = sqrt(d1 * d1 - a->slope * b->slope);
        const double d2 = b->length > a->length ? root : -root;
        found = b->length -
                (b->length - a->length) * (b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2);
    }
    if (isnan(found)) {
        return (low + high) / 2;
    }
    return found < low ? low : found > high ? high : found;
}

/* Between the lowest point so far and one on the other side of a minimum. */
static nnt_line_point close_in(nnt_line_search *it, nnt_line_point low, nnt_line_point high) {
    while (it->evaluations_left > 0) {
        const double left = low.length < high.length ? low.length : high.length;
        const double width = fabs(high.length - low.length);
        const double length =
            interpolate(&low, &high, left + MARGIN * width, left + (1 - MARGIN) * width);
        const nnt_line_point now = look(it, length);
        if (!decreases(it, &now) || now.value > low.value + slack(it)) {
            high = now;
            continue;
        }
        keep(it);
        if (is_flat(it, &now)) {
            return now;
        }
        if (now.slope * (high.length - low.length) >= 0) {
            high = low;
        }
        low = now;
    }
    return low;
}

/* Longer and longer steps, until a minimum has been passed. */
static nnt_line_point search(nnt_line_search *it) {
    nnt_line_point before = it->start;
    double length = it->first_length;
    while (it->evaluations_left > 0) {
        const nnt_line_point now = look(it, length);
        if (!decreases(it, &now) || (before.length > 0 && now.value > before.value + slack(it))) {
            return close_in(it, before, now);
        }
        keep(it);
        if (is_flat(it, &now)) {
            return now;
        }
        if (now.slope >= 0) {
            return close_in(it, now, before);
        }
        length = interpolate(&before, &now, GROWTH_LOW * now.length, GROWTH_HIGH * now.length);
        before = now;
    }
    return before;
}

bool nnt_line_search_run(nnt_line_search *it, nnt_line_point *found) {
    *found = search(it);
    const bool is_wolfe = found->length > 0 && is_flat(it, found);
    return is_wolfe || (found->length > 0 && found->value < it->start.value);
}
