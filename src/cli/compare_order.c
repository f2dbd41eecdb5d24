/* Sorts the variants of a comparison. */
#include "compare_order.h"

#include <math.h>
#include <stdlib.h>

/* Every variant that was trained has a validation part: else nothing is common to all. */
/* True when the first is better; NaN is last. */
static bool is_better(const nnt_compare_order *order, const nnt_variant *a, const nnt_variant *b) {
    const nnt_compare_focus *focus = &order->focus;
    const double sign = focus->is_best_high ? -1 : 1;
    const double x = sign * a->statistics[focus->main].mean;
    const double y = sign * b->statistics[focus->main].mean;
    if (isnan(x) || isnan(y)) {
        return isnan(y) && !isnan(x);
    }
    return x < y || (x == y && a->statistics[focus->loss].mean < b->statistics[focus->loss].mean);
}

/* By insertion, which leaves equals in their order. */
bool nnt_compare_order_init(nnt_compare_order *order, const nnt_comparison *comparison) {
    *order = (nnt_compare_order){.focus = nnt_compare_focus_of(comparison)};
    order->variants = calloc(comparison->n_variants, sizeof *order->variants);
    for (size_t v = 0; order->variants != NULL && v < comparison->n_variants; v++) {
        size_t place = v;
        while (place > 0 &&
               is_better(order, &comparison->variants[v], order->variants[place - 1])) {
            order->variants[place] = order->variants[place - 1];
            place--;
        }
        order->variants[place] = &comparison->variants[v];
    }
    return order->variants != NULL;
}

void nnt_compare_order_clear(nnt_compare_order *order) {
    free(order->variants);
    order->variants = NULL;
}
