/* What tests share that train through the engine's table. */
#ifndef NNT_TESTS_SUPPORT_ENGINE_RUNS_H
#define NNT_TESTS_SUPPORT_ENGINE_RUNS_H

#include "nntrain/option.h"
#include <stdlib.h>
#include <string.h>

/* A row with the defaults of its numbers. */
static inline void set_defaults(nnt_choice *choice, const nnt_row *row) {
    choice->name = row->name;
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        choice->values[i] =
            (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(row->options[i].fallback, NULL)};
    }
}

/* Equal to the bit; NaNs, whose sign and payload say nothing, equal each other. */
static inline bool are_equal(const double *a, const double *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const bool both_nan = a[i] != a[i] && b[i] != b[i];
        if (!both_nan && memcmp(&a[i], &b[i], sizeof a[i]) != 0) {
            return false;
        }
    }
    return true;
}

#endif
