/* Counting which classes a network takes for which. */
#ifndef NNT_EXPERIMENT_RUN_CONFUSION_H
#define NNT_EXPERIMENT_RUN_CONFUSION_H

#include "engine/engine.h"
#include "output/report_samples.h"

/* A network that predicts, and the scaling of its data; all borrowed. */
typedef struct nnt_predictor {
    const nnt_engine *engine;
    nnt_session *session; /* made by create_predictor */
    const nnt_problem *problem;
} nnt_predictor;

/* Counts `n_counted` rows of a part at equal distances; all when it has no more.
 *   counts  (classes, classes) added to: row is the true class, column the answer */
NNT_MUST_CHECK nnt_status nnt_confusion_tally(const nnt_predictor *predictor,
                                              const nnt_view *view,
                                              size_t n_counted,
                                              size_t *counts,
                                              nnt_error *error);

/* Counts the rows of the test data, else of the validation data, else of the
 * training data; of very many rows some at equal distances.
 *   counts  (classes, classes) zero; borrowed by *confusion */
NNT_MUST_CHECK nnt_status nnt_run_confusion_count(const nnt_predictor *predictor,
                                                  size_t *counts,
                                                  nnt_confusion *confusion,
                                                  nnt_error *error);

#endif
