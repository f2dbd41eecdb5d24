/* The learning rate falls by a factor at regular epochs. */
#include "schedule/schedule.h"

#include <math.h>

enum { EVERY, FACTOR };

static double factor(const nnt_value *options, const nnt_position *position) {
    const double falls = floor(floor(position->epoch) / options[EVERY].number);
    double product = 1;
    for (double i = 0; i < falls && product > 0; i++) {
        product *= options[FACTOR].number;
    }
    return product;
}

static const nnt_option options[] = {
    {.name = "every",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "30",
     .low = 1,
     .high = 1e9,
     .help = "epochs between two falls"},
    {.name = "factor",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_BELOW_HIGH,
     .fallback = "0.1",
     .low = 0,
     .high = 1,
     .help = "what the learning rate is multiplied by"},
    {0},
};

const nnt_schedule nnt_schedule_step = {
    .row = {.name = "step",
            .summary = "falls by a factor every so many epochs",
            .formula = "factor^floor(epoch / every)",
            .options = options},
    .factor = factor,
};
