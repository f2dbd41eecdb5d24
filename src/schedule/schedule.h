/* Learning-rate schedules, one descriptor each: the factor on the optimizer's
 * learning rate as a function of the position in training. */
#ifndef NNT_SCHEDULE_SCHEDULE_H
#define NNT_SCHEDULE_SCHEDULE_H

#include "nntrain/option.h"
#include <stdbool.h>

/* Where training stands before a step. */
typedef struct nnt_position {
    double epoch;   /* epochs done, with the fraction of the present one: 0 at the start */
    double epochs;  /* epochs in all */
    double step;    /* steps done */
    double steps;   /* steps in all */
    double watched; /* factor of the schedule's memory; 1 when it has none */
} nnt_position;

/* What a schedule that watches a metric remembers; at the start the factor is 1 and all
 * else 0. */
typedef struct nnt_schedule_memory {
    bool has_best;
    double best;
    double factor;
    size_t waited; /* epochs since the best, or since it fell */
} nnt_schedule_memory;

/* The metric after an epoch. */
typedef struct nnt_sight {
    double value;
    bool is_to_rise;      /* whether more is better */
    double learning_rate; /* the optimizer's, without factors */
} nnt_sight;

/* Metrics that a run may record, in the order of their columns. */
#define NNT_METRIC_WORDS                                                                           \
    "train_loss|train_accuracy|train_rmse|train_r2|validation_loss|validation_accuracy|"           \
    "validation_rmse|validation_r2"

typedef struct nnt_schedule {
    nnt_row row;
    double (*factor)(const nnt_value *options, const nnt_position *position);
    bool is_constant; /* the factor is 1 everywhere */
    /* Takes in the metric that its first option names. NULL: it watches none. */
    void (*watch)(const nnt_value *options, const nnt_sight *sight, nnt_schedule_memory *memory);
} nnt_schedule;

size_t nnt_schedule_count(void);
const nnt_schedule *nnt_schedule_get(size_t index);
const nnt_schedule *nnt_schedule_find(const char *name);
const nnt_row *nnt_schedule_row(size_t index);

#endif
