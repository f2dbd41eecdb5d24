/* All pre-activations so small that the network is linear. */
#include "base/exact_math.h"
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double NOTE_BELOW = 0.1;
static const double WARNING_BELOW = 0.01;
static const double BENDS_AT = 0.5;

static double reach(const nnt_evidence *evidence, size_t layer) {
    return evidence->layers[layer - 1].straight_to;
}

/* What counts is the layer with the largest z beside what its activation bears: that of
 * sine with a large omega bends early. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const nnt_evidence *evidence = opaque;
    const nnt_trace rms = nnt_trace_find(evidence, "preactivation_rms");
    size_t layer = 0;
    double largest = (double)NAN;
    for (size_t l = 1; l <= nnt_hidden_count(evidence); l++) {
        const double z = nnt_trace_at(&rms, log, l) / reach(evidence, l);
        if (z > largest || isnan(largest)) {
            largest = z;
            layer = l;
        }
    }
    const nnt_grade grade = nnt_grade_below(largest, NOTE_BELOW, WARNING_BELOW, -(double)INFINITY);
    return (nnt_reading){largest > 0 ? grade : NNT_GRADE_NONE, layer, -largest};
}

/* As relu and its kin, selu, or elu with another alpha than 1: however small z is. */
static bool has_bend_at_zero(const nnt_evidence *evidence) {
    for (size_t l = 0; l < nnt_hidden_count(evidence); l++) {
        if (evidence->layers[l].is_homogeneous || reach(evidence, l + 1) == 0) {
            return true;
        }
    }
    return false;
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    nnt_streak streak;
    if (has_bend_at_zero(evidence) ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        return false;
    }
    const double expected = nnt_theory_at(evidence, "preactivation_rms", streak.worst.layer);
    const double straight_to = reach(evidence, streak.worst.layer);
    const nnt_brief bend = nnt_brief_number(BENDS_AT * straight_to);
    nnt_verdict_place(verdict, evidence, &streak);
    nnt_phrase_add(verdict->sentence, "Every hidden layer works where %s is a straight line",
                   evidence->layers[0].activation);
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ": the whole network is close to a linear model.");
    nnt_phrase_add(verdict->evidence, "The largest rms z is %s, in layer %zu",
                   nnt_brief_number(-streak.worst.badness * straight_to).text, streak.worst.layer);
    if (isfinite(expected)) {
        nnt_phrase_add(verdict->evidence, " (theory, before step 0: %s)",
                       nnt_brief_number(expected).text);
    }
    nnt_phrase_add(verdict->evidence, "; the line bends from about %s on.", bend.text);
    /* While the layers are linear, a gain on all weights counts once for each of them. */
    nnt_phrase_add(verdict->remedy,
                   "Draw larger weights (glorot_uniform), or scale the inputs (data.scaling: "
                   "standard). Weights %s times as large would bring this rms z to %s.",
                   nnt_brief_number(nnt_exact_exp(nnt_exact_log(BENDS_AT / -streak.worst.badness) /
                                                  (double)streak.worst.layer))
                       .text,
                   bend.text);
    return true;
}

static const char page[] =
    "Smooth activations are straight lines close to 0. When every hidden layer sees only tiny z, "
    "the layers "
    "merge into one linear map, and depth and units are wasted until the weights have grown.\n\n"
    "Measured: rms z per hidden layer (layers.csv: preactivation_rms). Below 0.1 in all of them "
    "for three "
    "logs: note; below 0.01: warning; less in proportion where the activation bends closer to 0, "
    "as sine with "
    "a large omega. Relu, leaky_relu and linear layers are never judged, which look the same at "
    "every scale, "
    "nor others that bend at 0: selu, relu6, elu with another alpha than 1.\n\n"
    "Theory: q, the mean of z^2, goes from layer to layer as q' = n Var(W) E[f(z)^2] + Var(b) "
    "(Poole et al. "
    "2016, arXiv:1606.05340), starting with n Var(W) |x|^2 / n. tanh z differs from z by z^3 / 3: "
    "0.3 "
    "percent at z = 0.1.\n\n"
    "What to do: larger initial weights (glorot_uniform, a gain) or inputs scaled to standard "
    "deviation 1. "
    "When training leaves this regime by itself after a few epochs, only time was lost.\n\n"
    "To see it: nntrain configs/spiral_tanh.json --set "
    "'network.init={\"type\":\"normal\",\"std\":0.001}' --set training.epochs=0";

const nnt_rule nnt_rule_linear_regime = {
    .name = "linear_regime",
    .summary = "all pre-activations are so small that the network is linear",
    .page = page,
    .judge = judge,
};
