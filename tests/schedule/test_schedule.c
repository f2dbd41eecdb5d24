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

NNT_TEST(schedule, table) {
    for (size_t i = 0; i < nnt_schedule_count(); i++) {
        cr_assert(nnt_schedule_find(nnt_schedule_get(i)->row.name) == nnt_schedule_get(i));
    }
    cr_assert(nnt_schedule_find("steps") == NULL);
}
