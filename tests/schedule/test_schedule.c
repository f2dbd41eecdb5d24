/* Schedules against their formulas at chosen epochs. */
#include "schedule/schedule.h"
#include "support/nnt_test.h"
#include <math.h>

static double at(const char *name, double first, double second, double epoch) {
    const nnt_value values[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = first},
                                               {.kind = NNT_VALUE_NUMBER, .number = second}};
    const nnt_position position = {.epoch = epoch, .epochs = 100};
    return nnt_schedule_find(name)->factor(values, &position);
}

NNT_TEST(schedule, constant) {
    cr_assert(at("constant", 0, 0, 0) == 1 && at("constant", 0, 0, 99.9) == 1);
}

NNT_TEST(schedule, step_falls_at_whole_multiples) {
    cr_assert(at("step", 10, 0.5, 0) == 1);
    cr_assert(at("step", 10, 0.5, 9.99) == 1);
    cr_assert(at("step", 10, 0.5, 10) == 0.5);
    cr_assert(at("step", 10, 0.5, 35) == 0.125);
    cr_assert(at("step", 1, 0.1, 1e9) == 0);
}

NNT_TEST(schedule, exponential_falls_every_epoch) {
    cr_assert(at("exponential", 0.5, 0, 0.5) == 1);
    cr_assert(at("exponential", 0.5, 0, 3.5) == 0.125);
    cr_assert(fabs(at("exponential", 0.95, 0, 60) - pow(0.95, 60)) < 1e-15);
}

NNT_TEST(schedule, cosine_goes_from_one_to_final) {
    cr_assert(at("cosine", 0.1, 0, 0) == 1);
    cr_assert(fabs(at("cosine", 0.1, 0, 50) - 0.55) < 1e-15);
    cr_assert(fabs(at("cosine", 0.1, 0, 100) - 0.1) < 1e-15);
    cr_assert(fabs(at("cosine", 0, 0, 25) - (1 + sqrt(0.5)) / 2) < 1e-15);
}

/* Learning rates that torch.optim.lr_scheduler.OneCycleLR 1.13 gave for max_lr 1 and 12
 * steps, with the defaults and with pct_start 0.5, div_factor 10, final_div_factor 100. */
static const double one_cycle[2][12] = {
#include "one_cycle.inc"
};

NNT_TEST(schedule, one_cycle_is_that_of_pytorch) {
    const nnt_value options[2][3] = {{{.number = 0.3}, {.number = 25}, {.number = 1e4}},
                                     {{.number = 0.5}, {.number = 10}, {.number = 100}}};
    for (size_t i = 0; i < 2; i++) {
        for (size_t s = 0; s < 12; s++) {
            const nnt_position position = {.step = (double)s, .steps = 12};
            const double factor = nnt_schedule_find("one_cycle")->factor(options[i], &position);
            cr_assert(fabs(factor - one_cycle[i][s]) < 1e-15, "step %zu: %.17g", s, factor);
        }
    }
}

/* So few steps that there is no rise: the peak comes first. */
NNT_TEST(schedule, one_cycle_of_one_or_two_steps) {
    const nnt_value options[3] = {{.number = 0.3}, {.number = 25}, {.number = 1e4}};
    for (double steps = 1; steps <= 3; steps++) {
        for (double s = 0; s < steps; s++) {
            const nnt_position position = {.step = s, .steps = steps};
            const double factor = nnt_schedule_find("one_cycle")->factor(options, &position);
            cr_assert(factor > 0 && factor <= 1);
        }
    }
}

/* Metric after each epoch; factors that torch.optim.lr_scheduler.ReduceLROnPlateau 1.13
 * gave for factor 0.5, patience 1, threshold 0.1, min_lr 0.2 and a learning rate of 1. */
static const struct {
    double value, to_fall, to_rise;
} plateau[] = {
#include "plateau.inc"
};

NNT_TEST(schedule, plateau_is_that_of_pytorch) {
    const nnt_schedule *it = nnt_schedule_find("plateau");
    const nnt_value options[5] = {
        {.text = "train_loss"}, {.number = 0.5}, {.number = 1}, {.number = 0.1}, {.number = 0.2}};
    nnt_schedule_memory falls = {.factor = 1}, rises = {.factor = 1};
    for (size_t i = 0; i < sizeof plateau / sizeof plateau[0]; i++) {
        const nnt_sight low = {plateau[i].value, false, 1};
        const nnt_sight high = {plateau[i].value, true, 1};
        it->watch(options, &low, &falls);
        it->watch(options, &high, &rises);
        cr_assert(falls.factor == plateau[i].to_fall, "epoch %zu: %g", i + 1, falls.factor);
        cr_assert(rises.factor == plateau[i].to_rise, "epoch %zu: %g", i + 1, rises.factor);
        const nnt_position position = {.watched = falls.factor};
        cr_assert(it->factor(options, &position) == falls.factor);
    }
}

/* Half of -4 nearer to 0 is better by the threshold; what stays, or sinks by less than that,
 * is not. */
NNT_TEST(schedule, plateau_below_zero) {
    const nnt_schedule *it = nnt_schedule_find("plateau");
    const nnt_value options[5] = {
        {.text = "train_r2"}, {.number = 0.5}, {.number = 1}, {.number = 0.5}, {.number = 0}};
    const double values[] = {-4, -4, -4, -4.5, -2.5, -1.9, -1.9, -1.9};
    const double factors[] = {1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125};
    nnt_schedule_memory memory = {.factor = 1};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const nnt_sight sight = {values[i], true, 1};
        it->watch(options, &sight, &memory);
        cr_assert(memory.factor == factors[i], "epoch %zu: %g", i + 1, memory.factor);
    }
}

NNT_TEST(schedule, table) {
    for (size_t i = 0; i < nnt_schedule_count(); i++) {
        cr_assert(nnt_schedule_find(nnt_schedule_get(i)->row.name) == nnt_schedule_get(i));
    }
    cr_assert(nnt_schedule_find("steps") == NULL);
}
