/* How well a trained model does on data with known answers. */
#ifndef NNTRAIN_EVALUATION_H
#define NNTRAIN_EVALUATION_H

#include "nntrain/messages.h"
#include "nntrain/run.h"
#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One class among the rows of a part; NaN where nothing is divided by. */
typedef struct nnt_class_score {
    size_t n_rows;      /* that are of this class */
    size_t n_predicted; /* that the network takes for it */
    double precision;   /* right ones among those predicted */
    double recall;      /* right ones among those that are of it */
    double f1;          /* harmonic mean of both: 2 right / (rows + predicted) */
} nnt_class_score;

/* One target over the rows of a part, which count by their weights. */
typedef struct nnt_target_score {
    double rmse, mae; /* in the target's own units */
    double r2;        /* NaN when all rows have the same value */
} nnt_target_score;

typedef struct nnt_evaluated_part {
    const char *name; /* "train", "validation", "test"; "data" for data that were given */
    nnt_scores scores;
    /* Of a classification, else NULL. */
    const size_t *confusion;        /* (n_classes, n_classes) rows by their class, then by answer */
    const nnt_class_score *classes; /* (n_classes) */
    /* Of a regression, else NaN and NULL. */
    double mae;                      /* mean over the targets */
    const nnt_target_score *targets; /* (n_targets) */
} nnt_evaluated_part;

typedef struct nnt_evaluation {
    const char *task; /* "classification", "regression" */
    const char *loss; /* its name */
    size_t n_classes; /* 0 in a regression */
    const char *const *class_names;
    size_t n_parts;
    const nnt_evaluated_part *parts; /* (n_parts) */
    size_t n_targets;                /* 0 in a classification */
    const char *const *target_names;
} nnt_evaluation;

/* Scores the model at `path`, which is a model file or a run folder, on a CSV file
 * ("-": standard input) with the model's features and targets; on an IDX or NPY file of
 * features with one of labels or targets, `labels_path` (else NULL); or, when `data_path`
 * is NULL, on the data of the run folder's config. Scores of a run's own data are the
 * bits of its summary. `isa` and `notes` as for nnt_run_config. Freed with
 * nnt_evaluation_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_evaluation_create(const char *path,
                                                        const char *data_path,
                                                        const char *labels_path,
                                                        const char *isa,
                                                        nnt_evaluation **evaluation,
                                                        nnt_messages *notes,
                                                        nnt_error *error);
NNT_API void nnt_evaluation_free(nnt_evaluation *evaluation);

#ifdef __cplusplus
}
#endif
#endif
