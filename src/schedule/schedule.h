/* Learning-rate schedules, one descriptor each: the factor on the optimizer's
 * learning rate as a function of the position in training. */
#ifndef NNT_SCHEDULE_SCHEDULE_H
#define NNT_SCHEDULE_SCHEDULE_H

#include "nntrain/option.h"

/* Where training stands before a step. */
typedef struct nnt_position {
    double epoch;  /* epochs done, with the fraction of the present one: 0 at the start */
    double epochs; /* epochs in all */
} nnt_position;

typedef struct nnt_schedule {
    nnt_row row;
    double (*factor)(const nnt_value *options, const nnt_position *position);
} nnt_schedule;

size_t nnt_schedule_count(void);
const nnt_schedule *nnt_schedule_get(size_t index);
const nnt_schedule *nnt_schedule_find(const char *name);
const nnt_row *nnt_schedule_row(size_t index);

#endif
