/* Numbers that are not finite, or a loss far above where it started. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/slower.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

/* Of the first training loss. */
static const double WARNING_ABOVE = 10;
/* Of learning rate times sharpness, above the edge of stability. */
static const double UNSTABLE_ABOVE = 2.3;

static nnt_reading read_log(const void *opaque, size_t log) {
    const nnt_evidence *evidence = opaque;
    const size_t epoch = nnt_log_epoch(evidence, log);
    const double first = nnt_metric_at_row(evidence, "train_loss", 0);
    const double loss = nnt_metric_at_epoch(evidence, "train_loss", epoch);
    const double before =
        log ? nnt_metric_at_epoch(evidence, "train_loss", nnt_log_epoch(evidence, log - 1))
            : (double)NAN;
    const double sharpness = nnt_network_value(evidence, "sharpness_times_rate", log);
    const bool is_high = first > 0 && loss / first > WARNING_ABOVE;
    const bool is_unstable = sharpness > UNSTABLE_ABOVE && loss > before;
    return (nnt_reading){is_high || is_unstable ? NNT_GRADE_WARNING : NNT_GRADE_NONE, 0,
                         loss / first};
}

/* The last step that was logged, for the evidence. */
static void add_last_step(const nnt_evidence *evidence, char *phrase) {
    const size_t n_logs = nnt_log_count(evidence);
    const double largest = n_logs > 0 ? nnt_slower_largest_step(evidence, n_logs - 1) : 0;
    if (largest > 0) {
        nnt_phrase_add(phrase,
                       " The last finite log, epoch %zu, has steps of %s of the weights' size.",
                       nnt_log_epoch(evidence, n_logs - 1), nnt_brief_percent(largest).text);
    }
}

/* The losses of the steps before, for the evidence. */
static void add_trail(const nnt_evidence *evidence, char *phrase) {
    const nnt_table *trail = &evidence->history->trail;
    const size_t column = nnt_table_column(trail, "loss");
    for (size_t row = 0; column != SIZE_MAX && row + 1 < trail->n_rows; row++) {
        nnt_phrase_add(phrase, "%s %s", row == 0 ? " Losses of the steps before it:" : ",",
                       nnt_brief_number(trail->cells[row * trail->n_columns + column]).text);
    }
    if (trail->n_rows > 1) {
        nnt_phrase_add(phrase, ".");
    }
}

static void advise(const nnt_evidence *evidence, char *phrase) {
    nnt_phrase_add(
        phrase,
        "Lower the learning rate of %s to %s; training.clip_norm or a warm-up also limit "
        "the first steps. With unscaled features, set data.scaling to standard.",
        nnt_brief_number(evidence->learning_rate).text,
        nnt_brief_number(evidence->learning_rate / 10).text);
    nnt_slower_predict(evidence, 1, "a tenth", phrase);
}

static void describe_end(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const nnt_divergence *end = &evidence->divergence;
    char place[NNT_DIVERGENCE_ROOM];
    nnt_divergence_describe(end, place);
    verdict->severity = NNT_SEVERE;
    verdict->layer = end->layer;
    verdict->first_epoch = end->epoch;
    nnt_phrase_add(verdict->sentence, "Training diverged in epoch %zu: %s is %s.", end->epoch,
                   place, nnt_divergence_kind(end));
    nnt_phrase_add(verdict->evidence, "First seen in step %llu.", (unsigned long long)end->step);
    add_trail(evidence, verdict->evidence);
    add_last_step(evidence, verdict->evidence);
}

static void
describe_rise(const nnt_evidence *evidence, const nnt_streak *streak, nnt_verdict *verdict) {
    const double sharpness = nnt_network_value(evidence, "sharpness_times_rate", streak->worst_log);
    nnt_verdict_place(verdict, evidence, streak);
    const char *is = streak->is_over ? "was" : "is";
    if (streak->worst.badness > WARNING_ABOVE) {
        nnt_phrase_add(verdict->sentence,
                       "Training %s diverging: the training loss %s %s times that before step 0",
                       is, is, nnt_brief_number(streak->worst.badness).text);
    } else {
        nnt_phrase_add(verdict->sentence,
                       "Training %s diverging: the loss %s and the steps %s longer than "
                       "its curvature bears",
                       is, streak->is_over ? "rose" : "rises", streak->is_over ? "were" : "are");
    }
    nnt_phrase_add_span(verdict->sentence, evidence, streak);
    nnt_phrase_add(verdict->sentence, ".");
    nnt_phrase_add(verdict->evidence, "Training loss %s at epoch 0.",
                   nnt_brief_number(nnt_metric_at_row(evidence, "train_loss", 0)).text);
    if (isfinite(sharpness)) {
        nnt_phrase_add(verdict->evidence, " Learning rate times sharpness is %s; 2 is the limit.",
                       nnt_brief_number(sharpness).text);
    }
    add_last_step(evidence, verdict->evidence);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    nnt_streak streak;
    if (evidence->stop == NNT_STOP_DIVERGED) {
        describe_end(evidence, verdict);
    } else if (nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        describe_rise(evidence, &streak, verdict);
    } else {
        return false;
    }
    advise(evidence, verdict->remedy);
    return true;
}

static const char page[] =
    "Training diverges when its steps are too large for the curvature of the loss: each one "
    "overshoots by "
    "more than the last, until a number overflows.\n\n"
    "Measured: the first pre-activation, activation, gradient, weight or loss that is not finite "
    "ends the run "
    "(status diverged, exit code 5) and is severe at once; the verdict names epoch, step and "
    "layer. All files "
    "are still written. The last steps are then taken once more to find that number: the verdict "
    "names its unit "
    "and row, and divergence.csv has the five steps before. A warning when the training loss stays "
    "ten times above that before step 0 "
    "for three "
    "logs, or when learning rate times sharpness is above 2.3 while the loss rises.\n\n"
    "Theory: on a parabola of curvature c, gradient descent is stable for a learning rate below 2 "
    "/ c; the "
    "largest eigenvalue of the Hessian takes the part of c (Cohen et al. 2021, "
    "arXiv:2103.00065).\n\n"
    "What to do: a learning rate ten times lower, then up again in steps of 3. Scale the features: "
    "one column "
    "in the thousands makes the curvature a million times larger. clip_norm and a warm-up limit "
    "the "
    "first steps.\n\n"
    "To see it: nntrain configs/sine_regression.json --set "
    "'training.optimizer={\"type\":\"sgd\",\"learning_rate\":100}'";

const nnt_rule nnt_rule_diverged = {
    .name = "diverged",
    .summary = "numbers are not finite, or the loss is far above where it started",
    .page = page,
    .judge = judge,
};
