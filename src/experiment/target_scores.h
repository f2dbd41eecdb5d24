/* How far the answers of a regression are from each of its targets. */
#ifndef NNT_EXPERIMENT_TARGET_SCORES_H
#define NNT_EXPERIMENT_TARGET_SCORES_H

#include "experiment/run_confusion.h"
#include "nntrain/evaluation.h"

/* Scores of all rows of a part, at least one.
 *   scaling  of the targets
 *   scores   (outputs) in the targets' own units */
NNT_MUST_CHECK nnt_status nnt_target_scores_find(const nnt_predictor *predictor,
                                                 const nnt_scaling *scaling,
                                                 const nnt_view *view,
                                                 nnt_target_score *scores,
                                                 nnt_error *error);

#endif
