/* The numbers that are kept of a run, by their names. */
#include "output/compare_files.h"

static const char *const names[] = {
#define NNT_COMPARE_NAME(name, text) [NNT_COMPARE_##name] = text,
    NNT_COMPARE_NUMBER_LIST(NNT_COMPARE_NAME)
#undef NNT_COMPARE_NAME
};

const char *nnt_compare_number_name(nnt_compare_number number) {
    return names[number];
}

bool nnt_compare_number_is_score(nnt_compare_number number) {
    return number >= NNT_COMPARE_TRAIN_LOSS && number <= NNT_COMPARE_TEST_R2;
}

/* Parts are compared only where every variant that has run has them. */
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

nnt_compare_focus nnt_compare_focus_of(const nnt_comparison *comparison) {
    const bool is_validated = has_validation(comparison);
    nnt_compare_focus focus = {.part = is_validated ? "validation" : "training", .metric = "loss"};
    focus.loss = is_validated ? NNT_COMPARE_VALIDATION_LOSS : NNT_COMPARE_TRAIN_LOSS;
    focus.main = focus.loss;
    if (!comparison->has_targets) {
        focus.main = is_validated ? NNT_COMPARE_VALIDATION_ACCURACY : NNT_COMPARE_TRAIN_ACCURACY;
        focus.metric = "accuracy";
        focus.is_best_high = true;
    } else if (!comparison->has_classes) {
        focus.main = is_validated ? NNT_COMPARE_VALIDATION_RMSE : NNT_COMPARE_TRAIN_RMSE;
        focus.metric = "rmse";
    }
    return focus;
}

nnt_row_range nnt_compare_find_rows(const nnt_comparison *comparison, size_t variant) {
    size_t start = 0;
    while (start < comparison->n_rows && comparison->rows[start].variant != variant) {
        start++;
    }
    size_t end = start;
    while (end < comparison->n_rows && comparison->rows[end].variant == variant) {
        end++;
    }
    return (nnt_row_range){start, end - start};
}
