/* The learning rate falls by the same factor every epoch. */
#include "base/exact_math.h"
#include "schedule/schedule.h"

#include <math.h>

enum { DECAY };

static double factor(const nnt_value *options, const nnt_position *position) {
    return nnt_exact_power(options[DECAY].number, (uint64_t)floor(position->epoch));
}

static const nnt_option options[] = {
    {.name = "decay",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "0.95",
     .low = 0,
     .high = 1,
     .help = "what the learning rate is multiplied by after each epoch"},
    {0},
};

const nnt_schedule nnt_schedule_exponential = {
    .row = {.name = "exponential",
            .summary = "falls by the same factor every epoch",
            .formula = "decay^floor(epoch)",
            .options = options},
    .factor = factor,
};
