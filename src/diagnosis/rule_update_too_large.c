/* Steps that change a layer's weights by a large part of their size. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

/* 10^-1.5, 10^-1 and 1. */
static const double NOTE_ABOVE = 0.0316227766016838;
static const double WARNING_ABOVE = 0.1;
static const double SEVERE_ABOVE = 1;

static nnt_reading read_log(const void *opaque, size_t log) {
    const nnt_evidence *evidence = opaque;
    const nnt_trace ratio = nnt_trace_find(evidence, "update_ratio");
    nnt_reading worst = {0};
    for (size_t l = 1; l <= evidence->n_layers; l++) {
        const double value = nnt_trace_at(&ratio, log, l);
        if (value > worst.badness) {
            const nnt_grade grade = nnt_grade_above(value, NOTE_ABOVE, WARNING_ABOVE, SEVERE_ABOVE);
            worst = (nnt_reading){grade, l, value};
        }
    }
    return worst;
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    nnt_streak streak;
    if (evidence->finds_lengths ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        return false;
    }
    const double sharpness = nnt_network_value(evidence, "sharpness_times_rate", streak.worst_log);
    nnt_verdict_place(verdict, evidence, &streak);
    nnt_phrase_add(verdict->sentence, "The steps of layer %zu are large", streak.worst.layer);
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ": one step moves its weights by up to %s of their size.",
                   nnt_brief_percent(streak.worst.badness).text);
    nnt_phrase_add(verdict->evidence,
                   "|step| / |W| of layer %zu is %s at epoch %zu; 0.001 is usual.",
                   streak.worst.layer, nnt_brief_number(streak.worst.badness).text,
                   nnt_log_epoch(evidence, streak.worst_log));
    if (isfinite(sharpness)) {
        nnt_phrase_add(verdict->evidence, " Learning rate times sharpness is %s; 2 is the limit.",
                       nnt_brief_number(sharpness).text);
    }
    const double factor = 0.01 / streak.worst.badness;
    nnt_phrase_add(verdict->remedy,
                   "A learning rate of %s instead of %s would bring the largest step to 1 %%; "
                   "or use a warm-up or clip_norm.",
                   nnt_brief_number(evidence->learning_rate * factor).text,
                   nnt_brief_number(evidence->learning_rate).text);
    return true;
}

static const char page[] =
    "A step should change a layer a little: the gradient is only valid nearby. When one step moves "
    "the "
    "weights by a tenth of their size or more, the loss jumps, units die or saturate, and what was "
    "learnt is "
    "lost again.\n\n"
    "Measured: |W - W before| / |W| of the last step, Frobenius norms, for every layer "
    "(layers.csv: "
    "update_ratio). Above 10^-1.5 for three logs: note; above 0.1: warning; above 1: severe. If it "
    "was so "
    "for less than half of the logs and is over, it is a note. The ratio has no unit: the scale of "
    "the "
    "loss and of the weights plays no part by itself.\n\n"
    "Source: the reference of 10^-3 is a rule of thumb (Karpathy's lecture notes); the limit of "
    "0.1 is "
    "that of TheDeepChecker, which accepts 10^-4 to 10^-1 (Ben Braiek and Khomh 2022).\n\n"
    "What to do: a lower learning rate. With plain gradient descent the ratio is proportional to "
    "it, so the "
    "verdict can name the rate that would give 1 percent. A warm-up helps when only the first "
    "epochs are "
    "concerned.\n\n"
    "To see it: nntrain configs/xor_tanh.json --set training.optimizer.learning_rate=20";

const nnt_rule nnt_rule_update_too_large = {
    .name = "update_too_large",
    .summary = "one step changes a layer's weights by a large part of their size",
    .page = page,
    .judge = judge,
};
