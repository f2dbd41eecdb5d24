/* One cycle (Smith and Topin 2017): up to the learning rate and down again, far below
 * where it began, along half cosines and step by step, as torch.optim.lr_scheduler
 * .OneCycleLR does it with cycle_momentum off. */
#include "base/exact_math.h"
#include "schedule/schedule.h"

enum { RISE, DIVISOR, FINAL_DIVISOR };

/* From `start` to `end` when `done` goes from 0 to 1. */
static double bend(double start, double end, double done) {
    const double pi = 3.14159265358979323846;
    return end + (start - end) / 2 * (1 + nnt_exact_cos(pi * done));
}

static double factor(const nnt_value *options, const nnt_position *position) {
    const double low = 1 / options[DIVISOR].number;
    const double final = low / options[FINAL_DIVISOR].number;
    const double last = position->steps - 1;
    const double top = options[RISE].number * position->steps - 1; /* where the peak is */
    if (position->step <= top && top > 0) {
        return bend(low, 1, position->step / top);
    }
    return position->step < last ? bend(1, final, (position->step - top) / (last - top)) : final;
}

static const nnt_option options[] = {
    {.name = "rise",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0.3",
     .low = 0,
     .high = 1,
     .help = "share of all steps in which it rises"},
    {.name = "divisor",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "25",
     .low = 1,
     .high = 1e12,
     .help = "it begins with the learning rate divided by this"},
    {.name = "final_divisor",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "10000",
     .low = 1,
     .high = 1e12,
     .help = "and ends with where it began, divided by this"},
    {0},
};

const nnt_schedule nnt_schedule_one_cycle = {
    .row = {.name = "one_cycle",
            .summary = "rises to the learning rate and falls far below where it began, by steps",
            .formula = "from 1 / divisor to 1 in rise of all steps, then to 1 / (divisor "
                       "final_divisor), along half cosines",
            .source = "Smith and Topin 2017, Super-convergence, arXiv:1708.07120",
            .options = options},
    .factor = factor,
};
