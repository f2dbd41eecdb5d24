/* The learning rate falls along half a cosine, without restarts. */
#include "base/exact_math.h"
#include "schedule/schedule.h"

enum { FINAL };

static double factor(const nnt_value *options, const nnt_position *position) {
    const double pi = 3.14159265358979323846;
    const double low = options[FINAL].number;
    const double done = position->epochs > 0 ? position->epoch / position->epochs : 0;
    return low + (1 - low) * 0.5 * (1 + nnt_exact_cos(pi * done));
}

static const nnt_option options[] = {
    {.name = "final",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0",
     .low = 0,
     .high = 1,
     .help = "factor at the end of training"},
    {0},
};

const nnt_schedule nnt_schedule_cosine = {
    .row = {.name = "cosine",
            .summary = "falls along half a cosine to a final factor",
            .formula = "final + (1 - final) (1 + cos(pi epoch / epochs)) / 2",
            .source = "Loshchilov and Hutter 2017, SGDR, eq. 5",
            .options = options},
    .factor = factor,
};
