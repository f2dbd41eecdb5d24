/* The learning rate falls by the same factor every epoch. */
#include "schedule/schedule.h"

#include <math.h>
#include <stdint.h>

enum { DECAY };

static double factor(const nnt_value *options, const nnt_position *position) {
    /* By squaring: exact to a few ulp and the same on every machine. */
    uint64_t exponent = (uint64_t)floor(position->epoch);
    double base = options[DECAY].number;
    double product = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            product *= base;
        }
        base *= base;
    }
    return product;
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
