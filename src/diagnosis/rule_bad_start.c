/* A first answer that is worse than knowing nothing. */
#include "base/exact_math.h"
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/trace.h"
#include <math.h>

/* Of the loss over that of a network that knows nothing. */
static const double CLASSIFIER_ABOVE = 1.5;
static const double REGRESSION_ABOVE = 2;
static const double WARNING_ABOVE = 4;

/* There is one first loss, so nothing can be waited for. */
static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const double excess = nnt_loss_share(evidence, 0);
    const double limit = evidence->is_regression ? REGRESSION_ABOVE : CLASSIFIER_ABOVE;
    if (!(excess > limit) || !isfinite(excess)) {
        return false;
    }
    /* A run that has learnt since has lost some epochs and no more. */
    verdict->severity =
        excess > WARNING_ABOVE && !nnt_has_learnt(evidence) ? NNT_WARNING : NNT_NOTE;
    verdict->layer = evidence->n_layers;
    nnt_phrase_add(verdict->sentence,
                   "Training starts badly: before step 0 the %s is %s times that of knowing "
                   "nothing.",
                   evidence->is_regression ? "squared error" : "loss",
                   nnt_brief_number(excess).text);
    if (evidence->is_regression) {
        nnt_phrase_add(verdict->evidence, "R^2 is %s at epoch 0; always answering the mean has 0.",
                       nnt_brief_number(1 - excess).text);
    } else {
        nnt_phrase_add(verdict->evidence,
                       "The loss is %s at epoch 0; equal chances for %zu classes have ln %zu = "
                       "%s.",
                       nnt_brief_number(nnt_metric_at_row(evidence, "train_loss", 0)).text,
                       evidence->n_classes, evidence->n_classes,
                       nnt_brief_number(nnt_exact_log((double)evidence->n_classes)).text);
    }
    nnt_phrase_add(verdict->remedy,
                   "The first epochs go into unlearning it. Draw smaller weights, of the output "
                   "layer above all%s, and scale the inputs (data.scaling: standard). With output "
                   "weights near 0 the first %s.",
                   evidence->is_regression ? ", scale the targets (target_scaling: standard)" : "",
                   evidence->is_regression ? "R^2 of scaled targets is 0"
                                           : "loss is that of equal chances");
    return true;
}

static const char page[] =
    "A fresh network knows nothing, and its answers should say so: equal chances for all classes, "
    "or the mean "
    "target. When its first loss is far above that, large output weights or unscaled data make it "
    "give wrong "
    "answers with confidence, and the first epochs are spent on unlearning them.\n\n"
    "Measured: the loss at epoch 0 (row 0 of metrics.csv). Classification: above 1.5 ln K for K "
    "classes, note; "
    "above 4 ln K, warning. Regression: a squared error above 2 times that of always answering the "
    "mean, "
    "that is R^2 below -1, note; above 4 times, warning. It is a note when the last loss is below "
    "0.9 of that of knowing nothing. A loss below ln K is no harm: the weights "
    "may come "
    "from an earlier run.\n\n"
    "Theory: softmax of equal logits has the cross-entropy ln K exactly: 0.693 for two classes, "
    "2.303 for ten. "
    "Logits of standard deviation s add about s^2 / 2 while s is small.\n\n"
    "What to do: smaller output weights, scaled inputs, scaled targets.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set "
    "'network.init={\"type\":\"he_normal\",\"gain\":5}' --set "
    "training.epochs=0";

const nnt_rule nnt_rule_bad_start = {
    .name = "bad_start",
    .summary = "the first answer is worse than knowing nothing",
    .page = page,
    .judge = judge,
};
