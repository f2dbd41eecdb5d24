/* Comparing: a config's variants, each with several seeds, carried out side by
 * side and summed up. */
#ifndef NNTRAIN_COMPARE_H
#define NNTRAIN_COMPARE_H

#include "nntrain/config.h"
#include "nntrain/experiment.h"
#include "nntrain/messages.h"
#include "nntrain/progress.h"
#include "nntrain/run.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Every number that is kept of a run, and its column in compare.csv. The scores
 * are those of summary.json. "First" is layer 1, "last" the last hidden layer;
 * "start" is epoch 0, "end" the last logged epoch. A delta ratio is
 * log10(D_1 / D_H) of the delta norms, in decades; the slope is that by layer,
 * divided by H - 1. */
#define NNT_COMPARE_NUMBER_LIST(X)                                                                 \
    X(EPOCHS, "epochs")                                                                            \
    X(STEPS, "steps")                                                                              \
    X(PARAMETERS, "parameters")                                                                    \
    X(TRAIN_LOSS, "train_loss")                                                                    \
    X(TRAIN_ACCURACY, "train_accuracy")                                                            \
    X(TRAIN_RMSE, "train_rmse")                                                                    \
    X(TRAIN_R2, "train_r2")                                                                        \
    X(VALIDATION_LOSS, "validation_loss")                                                          \
    X(VALIDATION_ACCURACY, "validation_accuracy")                                                  \
    X(VALIDATION_RMSE, "validation_rmse")                                                          \
    X(VALIDATION_R2, "validation_r2")                                                              \
    X(TEST_LOSS, "test_loss")                                                                      \
    X(TEST_ACCURACY, "test_accuracy")                                                              \
    X(TEST_RMSE, "test_rmse")                                                                      \
    X(TEST_R2, "test_r2")                                                                          \
    X(FIRST_GRADIENT_START, "first_gradient_norm_start")                                           \
    X(FIRST_GRADIENT_END, "first_gradient_norm_end")                                               \
    X(LAST_GRADIENT_START, "last_gradient_norm_start")                                             \
    X(LAST_GRADIENT_END, "last_gradient_norm_end")                                                 \
    X(DELTA_RATIO_PREDICTED, "delta_ratio_predicted")                                              \
    X(DELTA_RATIO_START, "delta_ratio_start")                                                      \
    X(DELTA_RATIO_END, "delta_ratio_end")                                                          \
    X(DELTA_SLOPE_START, "delta_slope_start")                                                      \
    X(DELTA_SLOPE_END, "delta_slope_end")                                                          \
    X(HIDDEN_UNITS, "hidden_units")                                                                \
    X(DEAD_UNITS, "dead_units")                                                                    \
    X(BORN_DEAD, "born_dead")                                                                      \
    X(DIED, "died")                                                                                \
    X(REVIVED, "revived")                                                                          \
    X(PERMANENT, "permanent")                                                                      \
    X(N_VERDICTS, "n_verdicts")

typedef enum nnt_compare_number {
#define NNT_COMPARE_ENUM(name, text) NNT_COMPARE_##name,
    NNT_COMPARE_NUMBER_LIST(NNT_COMPARE_ENUM)
#undef NNT_COMPARE_ENUM
        NNT_N_COMPARE_NUMBERS
} nnt_compare_number;

NNT_API const char *nnt_compare_number_name(nnt_compare_number number);

/* True for the losses and metrics of the three parts of the data. */
NNT_API bool nnt_compare_number_is_score(nnt_compare_number number);

/* Most runs of one comparison. */
enum { NNT_MAX_COMPARE_RUNS = 10000 };

/* How a run of a comparison ended, beyond the ends of a training. */
#define NNT_COMPARE_FAILED "failed"   /* it could not be carried out: see its message */
#define NNT_COMPARE_NOT_RUN "not_run" /* the comparison was interrupted before */

/* One run: a variant with a seed, and in cross-validation the fold that validates. */
typedef struct nnt_compare_row {
    size_t variant; /* index of its variant */
    uint64_t seed;
    size_t fold;                           /* from 1; 0: no cross-validation */
    const char *folder;                    /* below the comparison's folder */
    const char *outcome;                   /* as in the run's summary.json, or one of the above */
    nnt_status status;                     /* NNT_OK, or why the run failed */
    const char *message;                   /* of a failed run; "" else */
    bool is_kept;                          /* an earlier call had carried it out */
    double numbers[NNT_N_COMPARE_NUMBERS]; /* NaN: does not apply, or is not known */
    size_t n_verdicts;
    const char *const *verdicts; /* (n_verdicts) rules above a note, worst first */
} nnt_compare_row;

/* What a variant changes: a value by its path. */
typedef struct nnt_setting {
    const char *path;
    const char *value; /* for people: JSON without quotes: "tanh", "[8,8]" */
    const char *json;  /* as JSON */
} nnt_setting;

/* Mean, standard deviation (n - 1) and half the 95 % interval of the mean by
 * Student's t; NaN where n is too small for them. */
typedef struct nnt_statistic {
    size_t n;
    double mean, sd, ci95;
} nnt_statistic;

/* How often a verdict above a note was reached among a variant's runs. */
typedef struct nnt_verdict_count {
    const char *rule;
    size_t n;
} nnt_verdict_count;

typedef struct nnt_variant {
    const char *label; /* "activation=tanh" */
    size_t n_settings;
    const nnt_setting *settings;
    size_t n_runs;     /* that gave numbers */
    size_t n_failed;   /* that failed */
    size_t n_diverged; /* that gave numbers but diverged */
    nnt_statistic statistics[NNT_N_COMPARE_NUMBERS];
    /* This variant minus the first one, over the seeds and folds that both have. */
    nnt_statistic differences[NNT_N_COMPARE_NUMBERS];
    size_t n_verdict_counts;
    const nnt_verdict_count *verdict_counts; /* in the order of their first appearance */
} nnt_variant;

/* A comparison that was carried out. */
typedef struct nnt_comparison {
    const char *name;
    const char *description;
    const char *directory;
    size_t n_columns;           /* paths that are varied */
    const char *const *paths;   /* (n_columns) "network.activation" */
    const char *const *columns; /* (n_columns) their short names: "activation" */
    size_t n_variants;
    nnt_variant *variants; /* in the order of the config, the last path changing fastest */
    size_t n_rows;
    nnt_compare_row *rows; /* variant after variant, each with its seeds in their
                              order, each of them with its folds */
    bool has_folds;        /* some variant is cross-validated */
    bool has_classes;      /* some variant is a classification */
    bool has_targets;      /* some variant is a regression */
    bool was_interrupted;
    bool has_report; /* report.html is among its files */
} nnt_comparison;

/* Where a comparison stands. */
typedef struct nnt_compare_progress {
    size_t row;                   /* the run that has news, index into rows */
    const nnt_progress *progress; /* its news; NULL when it has ended */
    const nnt_run *run;           /* for describe_run, else NULL */
    const nnt_compare_row *ended; /* when it has ended, else NULL */
    const char *label;            /* of its variant */
    size_t n_done, n_rows;
    double fraction;   /* of all training, 0 … 1 */
    double train_loss; /* of the run that has news; NaN when there is none yet */
} nnt_compare_progress;

typedef struct nnt_compare_options {
    const char *directory; /* NULL: as the first config says, numbered when taken */
    bool force;            /* write over an earlier comparison */
    bool resume;           /* carry an earlier one on: keep its runs that are complete, and
                              go on with others from their checkpoints */
    const char *isa;       /* as in nnt_run_options */
    size_t n_threads;      /* runs side by side, at least 1 */
    /* Called from any thread, by one at a time; NULL: nobody listens. */
    void (*on_progress)(void *context, const nnt_compare_progress *progress);
    void *context;
    /* Called like on_progress when news->run has been written, to fill what its run.json
     * is to say; NULL: there is none. */
    void (*describe_run)(void *context, const nnt_compare_progress *news, nnt_run_info *info);
    const volatile int *interrupt; /* as in nnt_run_options: ends all runs */
    double (*clock)(void);         /* as in nnt_run_options */
    size_t memory;                 /* bytes for all runs; as in nnt_run_options */
} nnt_compare_options;

/* What the config's "compare" block asks for; 0 when it does not. */
NNT_API size_t nnt_config_count_variants(const nnt_config *config); /* 0: there is no block */
NNT_API size_t nnt_config_count_seeds(const nnt_config *config);

/* Carries out every variant of every config with every seed, in cross-validation once
 * for every fold, and writes the folder:
 * a run folder for each, compare.csv, summary.json and, with one config, config.json.
 *
 * A config without a "compare" block is one variant. Its seeds are its own
 * compare.seeds, else those of the first config that has some, else its seed. Runs
 * that fail or diverge are rows like the others, and the status is NNT_OK; so it
 * is after an interruption. Results do not depend on the number of threads. */
NNT_API NNT_MUST_CHECK nnt_status nnt_compare_run(const nnt_config *const *configs,
                                                  size_t n_configs,
                                                  const nnt_compare_options *options,
                                                  nnt_comparison **comparison,
                                                  nnt_messages *notes,
                                                  nnt_error *error);
NNT_API void nnt_comparison_free(nnt_comparison *comparison);

/* The scores by which a comparison is read: those of the validation rows when all
 * variants have some, accuracy or rmse when all variants have it. */
typedef struct nnt_compare_focus {
    nnt_compare_number main, loss; /* the same when only the loss can be compared */
    const char *part;              /* "validation" or "training" */
    const char *metric;            /* of the main number: "accuracy", "rmse", "loss" */
    bool is_best_high;             /* more is better */
} nnt_compare_focus;

NNT_API nnt_compare_focus nnt_compare_focus_of(const nnt_comparison *comparison);

/* What the variants are told apart by: the values of what is varied, "relu, 0.1", or
 * their names when `variant` is NULL: "activation, learning_rate". The variant's own
 * label where the variants do not all set the same. What does not fit is cut. */
enum { NNT_COMPARE_NAME_ROOM = 512 };
NNT_API void nnt_compare_name(const nnt_comparison *comparison,
                              const nnt_variant *variant,
                              char name[NNT_COMPARE_NAME_ROOM]);

/* Statistics of the finite ones among n numbers. */
NNT_API nnt_statistic nnt_statistic_of(const double *numbers, size_t n);

#ifdef __cplusplus
}
#endif
#endif
