/* The table of schedules. */
#include "schedule/schedule.h"

#include <string.h>

#define NNT_SCHEDULE(name) extern const nnt_schedule nnt_schedule_##name;
#include "schedule/schedule_list.inc"
#undef NNT_SCHEDULE

static const nnt_schedule *const schedules[] = {
#define NNT_SCHEDULE(name) &nnt_schedule_##name,
#include "schedule/schedule_list.inc"
#undef NNT_SCHEDULE
};

size_t nnt_schedule_count(void) {
    return sizeof schedules / sizeof schedules[0];
}

const nnt_schedule *nnt_schedule_get(size_t index) {
    return schedules[index];
}

const nnt_schedule *nnt_schedule_find(const char *name) {
    for (size_t i = 0; i < nnt_schedule_count(); i++) {
        if (strcmp(schedules[i]->row.name, name) == 0) {
            return schedules[i];
        }
    }
    return NULL;
}

const nnt_row *nnt_schedule_row(size_t index) {
    return &schedules[index]->row;
}
