/* Units that sit where their activation is flat. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double LEAST_SHARE = 0.25;
static const double SEVERE_SHARE = 0.75;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace saturated;
    bool is_solved;
} context;

/* Relu and its kin are flat on one side by design: dead_units judges those. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    nnt_reading worst = {0};
    for (size_t l = 1; l <= nnt_hidden_count(it->evidence); l++) {
        const double share = nnt_trace_at(&it->saturated, log, l);
        if (!it->evidence->layers[l - 1].is_homogeneous && share >= LEAST_SHARE &&
            share > worst.badness) {
            worst = (nnt_reading){share > SEVERE_SHARE ? NNT_GRADE_SEVERE : NNT_GRADE_WARNING, l,
                                  share};
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
    const nnt_trace rms = nnt_trace_find(evidence, "preactivation_rms");
    const nnt_trace retention = nnt_trace_find(evidence, "slope_retention");
    const double expected = nnt_theory_at(evidence, "preactivation_rms", l);
    nnt_phrase_add(verdict->sentence, "%s of the units of layer %zu (%s) are saturated",
                   nnt_brief_percent(streak->worst.badness).text, l,
                   evidence->layers[l - 1].activation);
    nnt_phrase_add_span(verdict->sentence, evidence, streak);
    nnt_phrase_add(verdict->sentence, ": less than 5 %% of their slope is left.");
    nnt_phrase_add(verdict->evidence, "rms z of layer %zu is %s", l,
                   nnt_brief_number(nnt_trace_at(&rms, streak->worst_log, l)).text);
    if (isfinite(expected)) {
        nnt_phrase_add(verdict->evidence, " (theory, before step 0: %s)",
                       nnt_brief_number(expected).text);
    }
    if (nnt_trace_exists(&retention)) {
        nnt_phrase_add(verdict->evidence, "; the layer keeps %s of its largest slope",
                       nnt_brief_percent(nnt_trace_at(&retention, streak->worst_log, l)).text);
    }
    nnt_phrase_add(verdict->evidence, ".");
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "saturated_fraction"),
                        nnt_is_solved(evidence)};
    nnt_streak streak;
    if (!nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    describe(&it, &streak, verdict);
    if (streak.first_log == 0) {
        nnt_phrase_add(verdict->remedy,
                       "It starts this way: draw smaller weights (glorot_uniform, a gain "
                       "below 1), and scale the inputs (data.scaling: standard).");
    } else {
        nnt_phrase_add(verdict->remedy,
                       "It came with training: lower the learning rate of %s to a third, "
                       "or add weight_decay.",
                       nnt_brief_number(evidence->learning_rate).text);
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
    "quarter of such units for three logs (layers.csv: saturated_fraction): warning; more than "
    "three "
    "quarters: severe; a note when the training loss has come down to a twentieth all the same, "
    "since "
    "a classifier that is sure of its answers saturates. Relu and leaky_relu are not judged "
    "here.\n\n"
    "Theory: rms z follows from the weights and the data (theory.csv: preactivation_rms; Poole et "
    "al. 2016, "
    "arXiv:1606.05340). With n Var(W) = 1, tanh stays in its middle.\n\n"
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
