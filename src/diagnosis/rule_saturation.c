/* Units that sit where their activation is flat. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double LEAST_SHARE = 0.25;
static const double SEVERE_SHARE = 0.75;
/* Of its largest slope, what a layer keeps on average. With z normal about 0, tanh keeps
 * this at a standard deviation of 5.3, when z is on the flat part on two rows of three. */
static const double LEAST_SLOPE = 0.15;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace saturated, retention;
    bool is_solved;
} context;

/* Units that are flat on nearly all rows, or a layer that is flat on most of them. The
 * badness is the share of slope that is lost. */
static nnt_reading read_layer(const context *it, size_t log, size_t layer) {
    const double share = nnt_trace_at(&it->saturated, log, layer);
    const double slope = nnt_trace_at(&it->retention, log, layer);
    nnt_reading reading = {NNT_GRADE_NONE, layer, isfinite(slope) ? 1 - slope : share};
    if (share >= LEAST_SHARE || slope < LEAST_SLOPE) {
        reading.grade = share > SEVERE_SHARE ? NNT_GRADE_SEVERE : NNT_GRADE_WARNING;
    }
    return reading;
}

/* Relu and its kin are flat on one side by design: dead_units judges those. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    nnt_reading worst = {0};
    for (size_t l = 1; l <= nnt_hidden_count(it->evidence); l++) {
        const nnt_reading reading = read_layer(it, log, l);
        if (!it->evidence->layers[l - 1].is_homogeneous &&
            (reading.grade > worst.grade ||
             (reading.grade == worst.grade && reading.badness > worst.badness))) {
            worst = reading;
        }
    }
    if (worst.grade && it->is_solved) {
        worst.grade = NNT_GRADE_NOTE;
    }
    return worst;
}

static void describe(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const nnt_evidence *evidence = it->evidence;
    const size_t l = streak->worst.layer;
    const char *activation = evidence->layers[l - 1].activation;
    const double share = nnt_trace_at(&it->saturated, streak->worst_log, l);
    const nnt_brief slope = nnt_brief_percent(nnt_trace_at(&it->retention, streak->worst_log, l));
    const nnt_trace rms = nnt_trace_find(evidence, "preactivation_rms");
    const double expected = nnt_theory_at(evidence, "preactivation_rms", l);
    if (share >= LEAST_SHARE) {
        nnt_phrase_add(verdict->sentence, "%s of the units of layer %zu (%s) are saturated",
                       nnt_brief_percent(share).text, l, activation);
    } else {
        nnt_phrase_add(verdict->sentence, "Layer %zu (%s) is saturated", l, activation);
    }
    nnt_phrase_add_span(verdict->sentence, evidence, streak);
    if (share >= LEAST_SHARE) {
        nnt_phrase_add(verdict->sentence, ": less than 5 %% of their slope is left.");
    } else {
        nnt_phrase_add(verdict->sentence, ": on average %s of its largest slope is left.",
                       slope.text);
    }
    nnt_phrase_add(verdict->evidence, "rms z of layer %zu is %s", l,
                   nnt_brief_number(nnt_trace_at(&rms, streak->worst_log, l)).text);
    if (isfinite(expected)) {
        nnt_phrase_add(verdict->evidence, " (theory, before step 0: %s)",
                       nnt_brief_number(expected).text);
    }
    if (nnt_trace_exists(&it->retention)) {
        nnt_phrase_add(verdict->evidence, "; the layer keeps %s of its largest slope", slope.text);
    }
    nnt_phrase_add(verdict->evidence, ".");
}

/* rms z is proportional to the layer's weights: those of the start, which are drawn. */
static void advise_start(const nnt_evidence *evidence, const nnt_streak *streak, char *phrase) {
    const nnt_trace rms = nnt_trace_find(evidence, "preactivation_rms");
    const double size = nnt_trace_at(&rms, 0, streak->worst.layer);
    nnt_phrase_add(phrase, "It starts this way: draw smaller weights (glorot_uniform, a gain "
                           "below 1), and scale the inputs (data.scaling: standard).");
    if (size > 1) {
        nnt_phrase_add(phrase, " Weights of layer %zu times %s bring its rms z to 1.",
                       streak->worst.layer, nnt_brief_number(1 / size).text);
    }
}

static void advise_training(const context *it, const nnt_streak *streak, char *phrase) {
    const double before = nnt_trace_at(&it->retention, 0, streak->worst.layer);
    nnt_phrase_add(phrase, "It came with training: ");
    if (!it->evidence->finds_lengths) {
        nnt_phrase_add(phrase, "lower the learning rate of %s to a third, or ",
                       nnt_brief_number(it->evidence->learning_rate).text);
    }
    nnt_phrase_add(phrase, "add weight_decay.");
    if (isfinite(before)) {
        nnt_phrase_add(phrase,
                       " With weights of the first size layer %zu keeps %s of its largest slope.",
                       streak->worst.layer, nnt_brief_percent(before).text);
    }
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "saturated_fraction"),
                        nnt_trace_find(evidence, "slope_retention"), nnt_is_solved(evidence)};
    nnt_streak streak;
    if (!nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    describe(&it, &streak, verdict);
    if (read_layer(&it, 0, streak.worst.layer).grade) {
        advise_start(evidence, &streak, verdict->remedy);
    } else {
        advise_training(&it, &streak, verdict->remedy);
    }
    return true;
}

static const char page[] =
    "Sigmoid, tanh and other bounded activations are flat for large |z|. A unit that is there on "
    "almost "
    "every row passes almost no gradient, although it is not dead: it answers, but hardly "
    "learns.\n\n"
    "Measured: slope retention of a unit, the mean over rows of |f'(z)| / max |f'|; one definition "
    "for all "
    "activations. A unit below 0.05 is saturated (tanh: |z| above 2.2; sigmoid: 4.4). A hidden "
    "layer with a "
    "quarter of such units for three logs (layers.csv: saturated_fraction), or one that keeps less "
    "than 0.15 of its largest slope (slope_retention): warning; more than "
    "three "
    "quarters of the units: severe; a note when the training loss has come down to a twentieth all "
    "the same, "
    "since "
    "a classifier that is sure of its answers saturates. Relu and leaky_relu are not judged "
    "here.\n\n"
    "Theory: rms z follows from the weights and the data (theory.csv: preactivation_rms; Poole et "
    "al. 2016, "
    "arXiv:1606.05340). With n Var(W) = 1, tanh stays in its middle. With z normal about 0 it "
    "keeps "
    "0.61 of its slope at rms z = 1 and 0.15 at 5.3, when z is on the flat part on two rows of "
    "three.\n\n"
    "What to do: smaller initial weights and scaled inputs when it starts this way; a lower "
    "learning rate or "
    "weight decay when it came with training.\n\n"
    "To see it: nntrain configs/spiral_tanh.json --set "
    "'network.init={\"type\":\"glorot_uniform\",\"gain\":20}' --set training.epochs=0";

const nnt_rule nnt_rule_saturation = {
    .name = "saturation",
    .summary = "units sit where their activation is flat",
    .page = page,
    .judge = judge,
};
