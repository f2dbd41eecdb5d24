/* Steps so small that the layers stay as they were drawn, with work left to do. */
#include "diagnosis/phrase.h"
#include "diagnosis/profile.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double NOTE_BELOW = 1e-4;
static const double WARNING_BELOW = 1e-5;
/* Of the step of layer 1 against that of the last hidden layer. */
static const double LEAST_SHARE = 1e-2;
/* Share of the first loss, and of that of knowing nothing, that is left to be learnt. */
static const double UNSOLVED_ABOVE = 0.1;
/* Of what reaches layer 1, of the error or the gradient: below it the steps are small
 * because the gradient is. */
static const double LEAST_REACH = 1e-2;
/* What R of the largest step a better learning rate should give. */
static const double USUAL_RATIO = 1e-3;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace ratio;
} context;

static double find_largest(const context *it, size_t log) {
    double largest = 0;
    for (size_t l = 1; l <= it->evidence->n_layers; l++) {
        const double value = nnt_trace_at(&it->ratio, log, l);
        largest = value > largest ? value : largest;
    }
    return largest;
}

static bool is_falling(const nnt_evidence *evidence, size_t log) {
    const double now = nnt_metric_at_epoch(evidence, "train_loss", nnt_log_epoch(evidence, log));
    return now < nnt_metric_at_epoch(evidence, "train_loss", nnt_log_epoch(evidence, log - 1));
}

/* R of layer 1 over R of the last hidden layer. */
static double get_share(const context *it, size_t log) {
    return nnt_trace_at(&it->ratio, log, 1) /
           nnt_trace_at(&it->ratio, log, nnt_hidden_count(it->evidence));
}

/* Whether the gradient does not reach the first layers, which has its own verdict. */
static bool is_starved(const nnt_evidence *evidence, size_t log) {
    const nnt_profile now = nnt_profile_read(evidence, log);
    return nnt_profile_share(&now) < LEAST_REACH || nnt_has_dead_layer(evidence, log);
}

static bool is_unsolved(const nnt_evidence *evidence) {
    const size_t n_rows = evidence->history->metrics.n_rows;
    return nnt_loss_left(evidence) > UNSOLVED_ABOVE &&
           !(n_rows > 0 && nnt_loss_share(evidence, n_rows - 1) <= UNSOLVED_ABOVE);
}

/* All layers are slow, or only the first. What has a cause with a verdict of its own is
 * a note. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    nnt_reading reading = {0};
    const double largest = find_largest(it, log);
    if (log == 0 || !(largest > 0)) {
        return reading;
    }
    if (is_falling(it->evidence, log)) {
        const double warning = is_starved(it->evidence, log) ? -(double)INFINITY : WARNING_BELOW;
        reading.grade = nnt_grade_below(largest, NOTE_BELOW, warning, -(double)INFINITY);
        reading.badness = 1 / largest;
    }
    const double share = nnt_hidden_count(it->evidence) >= 2 ? get_share(it, log) : (double)NAN;
    if (!reading.grade && share > 0 && share < LEAST_SHARE) {
        reading = (nnt_reading){NNT_GRADE_NOTE, 1, 1 / share};
    }
    return reading;
}

static void describe_layer_one(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const size_t top = nnt_hidden_count(it->evidence);
    nnt_phrase_add(verdict->sentence, "Layer 1 stands still while the last hidden layer learns");
    nnt_phrase_add(verdict->evidence, "|step| / |W| at epoch %zu: %s in layer 1, %s in layer %zu.",
                   nnt_log_epoch(it->evidence, streak->worst_log),
                   nnt_brief_number(nnt_trace_at(&it->ratio, streak->worst_log, 1)).text,
                   nnt_brief_number(nnt_trace_at(&it->ratio, streak->worst_log, top)).text, top);
    nnt_phrase_add(verdict->remedy,
                   "Not the learning rate, but what keeps the gradient from layer 1: see "
                   "vanishing_gradient; adam gives every layer steps of one size.");
    nnt_profile_advise(it->evidence, true, verdict->remedy);
}

static void describe_all(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const double largest = find_largest(it, streak->worst_log);
    nnt_phrase_add(verdict->sentence, "The steps are tiny although the loss still falls");
    nnt_phrase_add(verdict->evidence,
                   "The largest |step| / |W| is %s at epoch %zu: %s steps to move a layer "
                   "by 10 %%. %s of the first training loss is left.",
                   nnt_brief_number(largest).text, nnt_log_epoch(it->evidence, streak->worst_log),
                   nnt_brief_number(0.1 / largest).text,
                   nnt_brief_percent(nnt_loss_left(it->evidence)).text);
    if (is_starved(it->evidence, streak->worst_log)) {
        nnt_phrase_add(verdict->remedy,
                       "Not the learning rate, but what keeps the gradient from the layers: see "
                       "vanishing_gradient.");
        nnt_profile_advise(it->evidence, true, verdict->remedy);
        return;
    }
    nnt_phrase_add(verdict->remedy,
                   "Raise the learning rate: %s instead of %s would make the largest step "
                   "0.001 of the weights. Go there in steps of 3.",
                   nnt_brief_number(it->evidence->learning_rate * USUAL_RATIO / largest).text,
                   nnt_brief_number(it->evidence->learning_rate).text);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "update_ratio")};
    nnt_streak streak;
    if (evidence->finds_lengths || !is_unsolved(evidence) ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    (streak.worst.layer == 1 ? describe_layer_one : describe_all)(&it, &streak, verdict);
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ".");
    return true;
}

static const char page[] =
    "A network whose steps are a hundred-thousandth of its weights needs as many steps to change. "
    "If its loss "
    "still falls, it is not done but slow.\n\n"
    "Measured: |W - W before| / |W| of the last step (layers.csv: update_ratio). Below 1e-4 in "
    "every layer "
    "for three logs while the training loss falls and more than a tenth is left of the first loss "
    "and of that of knowing nothing (ln K for K classes, the variance of the targets): note; below "
    "1e-5: warning, unless the gradient does not reach the layers, which is another verdict's "
    "matter. Also a note: layer 1 moves by less than a hundredth of what the last hidden layer "
    "does. A run that has learnt its task may make steps as small as it likes.\n\n"
    "Evidence: the number of such steps that would move a layer by a tenth, 0.1 / ratio. The "
    "reference of "
    "10^-3 is a rule of thumb (Karpathy's lecture notes).\n\n"
    "What to do: when all layers are slow, raise the learning rate in steps of 3 until the ratio "
    "is near "
    "10^-3. When only layer 1 is slow, the rate is not the cause: see vanishing_gradient. Adam "
    "divides by "
    "the gradient's size and hides the difference between layers.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set training.optimizer.learning_rate=1e-6";

const nnt_rule nnt_rule_update_too_small = {
    .name = "update_too_small",
    .summary = "the layers hardly move although there is work left",
    .page = page,
    .judge = judge,
};
