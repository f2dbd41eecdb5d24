/* The error that is passed down grows on its way to the first layer, or the
 * gradients grow from log to log while the loss rises. */
#include "diagnosis/phrase.h"
#include "diagnosis/profile.h"
#include "diagnosis/rule.h"
#include "diagnosis/slower.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>
#include <string.h>

static const double WARNING_ABOVE = 1e2;
static const double SEVERE_ABOVE = 1e4;

/* Three doublings in each of three logs in a row make five in a row. */
enum { DOUBLINGS = 3 };

static bool has_risen(const nnt_evidence *evidence, size_t log, size_t earlier) {
    const double now = nnt_metric_at_epoch(evidence, "train_loss", nnt_log_epoch(evidence, log));
    return now > nnt_metric_at_epoch(evidence, "train_loss", nnt_log_epoch(evidence, earlier));
}

/* The first layer whose gradient has at least doubled in each of the last logs; 0
 * when there is none or the loss has not risen with it. */
static size_t find_growing_layer(const nnt_evidence *evidence, size_t log) {
    const nnt_trace gradient = nnt_trace_find(evidence, "gradient_norm");
    if (log < DOUBLINGS || !has_risen(evidence, log, log - DOUBLINGS)) {
        return 0;
    }
    for (size_t l = 1; l <= evidence->n_layers; l++) {
        size_t n = 0;
        while (n < DOUBLINGS && nnt_trace_at(&gradient, log - n - 1, l) > 0 &&
               nnt_trace_at(&gradient, log - n, l) >= 2 * nnt_trace_at(&gradient, log - n - 1, l)) {
            n++;
        }
        if (n == DOUBLINGS) {
            return l;
        }
    }
    return 0;
}

static nnt_reading read_log(const void *opaque, size_t log) {
    const nnt_evidence *evidence = opaque;
    const double ratio = nnt_profile_read(evidence, log).delta;
    nnt_reading reading = {.grade =
                               nnt_grade_above(ratio, WARNING_ABOVE, WARNING_ABOVE, SEVERE_ABOVE),
                           .layer = 1,
                           .badness = ratio};
    const size_t growing = reading.grade ? 0 : find_growing_layer(evidence, log);
    if (growing) {
        reading = (nnt_reading){NNT_GRADE_WARNING, growing, 1};
    }
    return reading;
}

static void
describe_profile(const nnt_evidence *evidence, const nnt_streak *streak, nnt_verdict *verdict) {
    const nnt_profile worst = nnt_profile_read(evidence, streak->worst_log);
    nnt_phrase_add(verdict->sentence,
                   "The gradient explodes towards the input: |delta| grows %s times "
                   "from the last hidden layer to layer 1",
                   nnt_brief_number(worst.delta).text);
    nnt_profile_describe(evidence, &worst, verdict->evidence);
    nnt_phrase_add(verdict->remedy,
                   "Start with smaller weights (he_normal for relu, glorot_uniform "
                   "for tanh), or set training.clip_norm.");
    nnt_profile_advise(evidence, true, verdict->remedy);
}

static void
describe_growth(const nnt_evidence *evidence, const nnt_streak *streak, nnt_verdict *verdict) {
    const nnt_trace gradient = nnt_trace_find(evidence, "gradient_norm");
    const size_t l = streak->worst.layer;
    const size_t start = streak->first_log - DOUBLINGS;
    nnt_phrase_add(
        verdict->sentence,
        "The gradient of layer %zu explodes: it doubles from log to log while the loss rises", l);
    nnt_phrase_add(verdict->evidence, "|dL/dW| of layer %zu grew %s times from epoch %zu to %zu.",
                   l,
                   nnt_brief_number(nnt_trace_at(&gradient, streak->last_log, l) /
                                    nnt_trace_at(&gradient, start, l))
                       .text,
                   nnt_log_epoch(evidence, start), nnt_log_epoch(evidence, streak->last_log));
    nnt_phrase_add(verdict->remedy,
                   "Lower the learning rate of %s to a third, or set training.clip_norm.",
                   nnt_brief_number(evidence->learning_rate).text);
    nnt_slower_predict(evidence, streak->first_log, "a third", verdict->remedy);
}

/* A run that ended because a gradient was not finite any more, without logs in
 * which that could be seen coming. */
static bool judge_overflow(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const nnt_divergence *end = &evidence->divergence;
    if (evidence->stop != NNT_STOP_DIVERGED || !end->quantity ||
        (strcmp(end->quantity, "error") != 0 && !strstr(end->quantity, "gradient"))) {
        return false;
    }
    verdict->severity = NNT_SEVERE;
    verdict->layer = end->layer;
    verdict->first_epoch = end->epoch;
    nnt_phrase_add(verdict->sentence, "The gradient of layer %zu is not finite since epoch %zu.",
                   end->layer, end->epoch);
    nnt_phrase_add(verdict->evidence,
                   "First seen at step %llu; the logs before do not show it growing.",
                   (unsigned long long)end->step);
    nnt_phrase_add(verdict->remedy,
                   "Lower the learning rate of %s to a tenth, or set training.clip_norm.",
                   nnt_brief_number(evidence->learning_rate).text);
    nnt_slower_predict(evidence, 1, "a tenth", verdict->remedy);
    return true;
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    nnt_streak streak;
    if (!nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        return judge_overflow(evidence, verdict);
    }
    nnt_verdict_place(verdict, evidence, &streak);
    if (nnt_profile_read(evidence, streak.worst_log).delta > WARNING_ABOVE) {
        describe_profile(evidence, &streak, verdict);
    } else {
        describe_growth(evidence, &streak, verdict);
    }
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ".");
    return true;
}

static const char page[] =
    "The opposite of vanishing: slopes times weights give a factor above 1 per layer, and the "
    "error grows towards the input with the power of the depth. The first layers then get steps "
    "that are far too large, while those of the last ones look right.\n\n"
    "Measured: |delta| of layer 1 over that of the last hidden layer (layers.csv: delta_norm). "
    "Above 1e2 for three logs: warning; above 1e4: severe. Also a warning: a layer's gradient at "
    "least doubles in each of five logs in a row while the training loss rises. A gradient that "
    "is not finite ends the run and is severe.\n\n"
    "Theory: sqrt(chi) per layer, chi = n Var(W) E[f'(z)^2] (Schoenholz et al. 2017, "
    "arXiv:1611.01232). Relu with n Var(W) = 12 gives 2.45: 1e4 after 10 layers. Tanh explodes as "
    "well when its weights are large (n Var(W) = 4: half a decade in 10 layers), but saturates "
    "first.\n\n"
    "What to do: he_normal for relu, glorot_uniform for tanh; training.clip_norm limits the step; "
    "a "
    "lower learning rate when the gradients grow from epoch to epoch.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set network.hidden=[32,32,32,32,32,32,32,32] "
    "--set 'network.init={\"type\":\"he_normal\",\"gain\":3.5}' --set training.epochs=0";

const nnt_rule nnt_rule_exploding_gradient = {
    .name = "exploding_gradient",
    .summary = "the error grows on its way to the first layer, or from log to log",
    .page = page,
    .judge = judge,
};
