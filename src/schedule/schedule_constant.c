/* The learning rate stays as it is. */
#include "schedule/schedule.h"

static double factor(const nnt_value *options, const nnt_position *position) {
    (void)options;
    (void)position;
    return 1;
}

const nnt_schedule nnt_schedule_constant = {
    .row = {.name = "constant",
            .summary = "the learning rate stays as it is",
            .formula = "factor = 1"},
    .factor = factor,
    .is_constant = true,
};
