/* How a network is to be trained and measured, as the folders above the numeric
 * core say it. */
#ifndef NNT_TRAIN_TRAINING_SPEC_H
#define NNT_TRAIN_TRAINING_SPEC_H

#include "data/dataset.h"
#include "data/scaling.h"
#include "nntrain/option.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A quantity of metrics.csv and the value at which something happens. */
typedef struct nnt_target {
    char metric[40]; /* "train_loss", "validation_accuracy", … */
    double value;    /* losses and rmse: reached from above; accuracy and r2: from below */
} nnt_target;

enum { NNT_MAX_TARGETS = 8 };

typedef struct nnt_training_spec {
    nnt_task task;
    nnt_choice loss;
    nnt_choice optimizer;
    nnt_choice schedule;
    double warmup_epochs; /* learning rate rises linearly over these; 0: none */
    size_t epochs;
    size_t batch_size; /* 0: all rows, in order */
    bool shuffle;
    double clip_norm;  /* 0: off */
    double l1;         /* 0: off */
    double time_limit; /* seconds; 0: off */
    double max_norm;   /* of the incoming weights of a unit; 0: off */
    uint64_t seed;
    struct {
        bool on;
        char monitor[40];
        size_t patience;
        double min_delta;
        bool restore_best;
    } early_stopping;
    nnt_target stop_when[NNT_MAX_TARGETS]; /* any of them */
    size_t n_stop_when;
} nnt_training_spec;

typedef enum nnt_level { NNT_LEVEL_OFF, NNT_LEVEL_STANDARD, NNT_LEVEL_FULL } nnt_level;

typedef struct nnt_instrument_spec {
    nnt_level level;
    size_t every;
    bool per_step; /* `every` counts steps, not epochs */
    size_t probe_rows;
} nnt_instrument_spec;

/* The three parts of the data. */
typedef enum nnt_part { NNT_TRAIN, NNT_VALIDATION, NNT_TEST, NNT_N_PARTS } nnt_part;

/* The data, borrowed; views with n_rows == 0 are absent parts. */
typedef struct nnt_problem {
    nnt_view parts[NNT_N_PARTS];
    const nnt_scaling *features;
    const nnt_scaling *targets; /* NULL in a classification */
} nnt_problem;

#endif
