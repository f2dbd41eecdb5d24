/* The numbers that are kept of a run, by their names. */
#include "nntrain/compare.h"

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
