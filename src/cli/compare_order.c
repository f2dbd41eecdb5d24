/* Sorts the variants of a comparison. */
#include "compare_order.h"

#include <math.h>
#include <stdlib.h>

/* Every variant that was trained has a validation part: else nothing is common to all. */
static bool has_validation(const nnt_comparison *comparison) {
    bool is_validated = false;
    for (size_t v = 0; v < comparison->n_variants; v++) {
        const nnt_statistic *statistics = comparison->variants[v].statistics;
        if (statistics[NNT_COMPARE_VALIDATION_LOSS].n > 0) {
            is_validated = true;
        } else if (statistics[NNT_COMPARE_TRAIN_LOSS].n > 0) {
            return false;
        }
    }
    return is_validated;
}

static void choose_numbers(nnt_compare_order *order, const nnt_comparison *comparison) {
    const bool is_validated = has_validation(comparison);
    order->part = is_validated ? "validation" : "training";
    order->loss = is_validated ? NNT_COMPARE_VALIDATION_LOSS : NNT_COMPARE_TRAIN_LOSS;
    order->main = order->loss;
    order->metric = "loss";
    if (!comparison->has_targets) {
        order->main = is_validated ? NNT_COMPARE_VALIDATION_ACCURACY : NNT_COMPARE_TRAIN_ACCURACY;
        order->metric = "accuracy";
    } else if (!comparison->has_classes) {
        order->main = is_validated ? NNT_COMPARE_VALIDATION_RMSE : NNT_COMPARE_TRAIN_RMSE;
        order->metric = "rmse";
    }
}

/* True when the first is better: lower, unless it is an accuracy; NaN is last. */
static bool is_better(const nnt_compare_order *order, const nnt_variant *a, const nnt_variant *b) {
    const bool is_accuracy = order->main != order->loss && order->metric[0] == 'a';
    const double sign = is_accuracy ? -1 : 1;
    const double x = sign * a->statistics[order->main].mean;
    const double y = sign * b->statistics[order->main].mean;
    if (isnan(x) || isnan(y)) {
        return isnan(y) && !isnan(x);
    }
    return x < y || (x == y && a->statistics[order->loss].mean < b->statistics[order->loss].mean);
}

/* By insertion, which leaves equals in their order. */
bool nnt_compare_order_init(nnt_compare_order *order, const nnt_comparison *comparison) {
    *order = (nnt_compare_order){.part = ""};
    choose_numbers(order, comparison);
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
