/* The error that is passed down dies away before it reaches the first layer. */
#include "diagnosis/phrase.h"
#include "diagnosis/profile.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double NOTE_BELOW = 1e-2;
static const double WARNING_BELOW = 1e-3;
static const double SEVERE_BELOW = 1e-5;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_profile initial;
    bool is_harmful;
} context;

/* A network that had no trouble at the start and whose ratios have moved by less
 * than a decade since has converged: all its gradients fell together. */
static bool has_converged(const nnt_profile *now, const nnt_profile *initial) {
    return nnt_profile_share(initial) >= NOTE_BELOW && !(now->delta < initial->delta / 10) &&
           !(now->gradient < initial->gradient / 10);
}

/* Whether the signal shrinks on its way up as the error does on its way down: the
 * products of both, the weight gradients, then look level, and all of them are too small,
 * not only those of the first layers. */
static bool is_hidden(const nnt_evidence *evidence, const nnt_profile *now, size_t log) {
    const nnt_trace gradient = nnt_trace_find(evidence, "gradient_norm");
    const nnt_trace activation = nnt_trace_find(evidence, "activation_rms");
    const size_t top = nnt_hidden_count(evidence);
    const double ratio = nnt_trace_at(&gradient, log, 1) / nnt_trace_at(&gradient, log, top);
    const double kept = nnt_trace_at(&activation, log, top) / nnt_trace_at(&activation, log, 1);
    return now->delta < NOTE_BELOW && ratio > 0.1 && ratio < 10 && kept < 0.1;
}

/* Theory foresaw that the gradient would vanish, and nothing was learnt. */
static bool is_harmful(const nnt_evidence *evidence) {
    const double delta = nnt_theory_at(evidence, "delta_norm", 1);
    const double gradient = nnt_theory_at(evidence, "gradient_norm", 1);
    return fmin(delta, gradient) < NOTE_BELOW && evidence->steps > 0 && !nnt_has_learnt(evidence);
}

/* Whether the error arrives as theory foresaw, or less of it. */
static bool is_as_foreseen(const nnt_evidence *evidence, const nnt_profile *now) {
    return now->delta <= nnt_theory_at(evidence, "delta_norm_high", 1);
}

static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    const nnt_profile now = nnt_profile_read(it->evidence, log);
    const double share = nnt_profile_share(&now);
    nnt_reading reading = {.layer = 1, .badness = -share};
    if (nnt_has_dead_layer(it->evidence, log) || has_converged(&now, &it->initial)) {
        return reading;
    }
    reading.grade = nnt_grade_below(share, NOTE_BELOW, WARNING_BELOW, SEVERE_BELOW);
    const bool is_felt = (it->is_harmful && is_as_foreseen(it->evidence, &now)) ||
                         is_hidden(it->evidence, &now, log);
    if (is_felt && reading.grade < NNT_GRADE_WARNING) {
        reading.grade = NNT_GRADE_WARNING;
    }
    return reading;
}

static void advise(const nnt_evidence *evidence, const nnt_profile *now, char *phrase) {
    const bool weights = evidence->layers[0].is_homogeneous || !(now->slope < now->weight);
    if (weights) {
        nnt_phrase_add(phrase, "The weights are too small: start them larger (he_normal for relu "
                               "and its kin, glorot_uniform for tanh, or a gain).");
    } else {
        nnt_phrase_add(phrase,
                       "The slopes of %s are too small: use relu, leaky_relu or elu with "
                       "he_normal, or fewer layers.",
                       evidence->layers[0].activation);
    }
    nnt_profile_advise(evidence, weights, phrase);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_profile_read(evidence, 0), is_harmful(evidence)};
    nnt_streak streak;
    if (nnt_hidden_count(evidence) < 2 ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    const nnt_profile worst = nnt_profile_read(evidence, streak.worst_log);
    nnt_verdict_place(verdict, evidence, &streak);
    nnt_phrase_add(verdict->sentence,
                   "The gradient vanishes towards the input: layer 1 gets %s of "
                   "what the top gets",
                   nnt_brief_number(nnt_profile_share(&worst)).text);
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ".");
    if (is_hidden(evidence, &worst, streak.worst_log)) {
        nnt_phrase_add(verdict->sentence, " The weight gradients hide it: they are level, because "
                                          "the activations shrink on the way up as the error does "
                                          "on the way down.");
    }
    nnt_profile_describe(evidence, &worst, verdict->evidence);
    advise(evidence, &worst, verdict->remedy);
    return true;
}

static const char page[] =
    "Back-propagation multiplies the error, layer by layer, by the slopes of the activations and "
    "by the weights. When the product is below 1, the first layers learn slower than the last "
    "ones by that factor to the power of the depth.\n\n"
    "Measured: |delta| of layer 1 over that of the last hidden layer, and |dL/dW| of layer 1 over "
    "that of the output layer (layers.csv: delta_norm, gradient_norm). The smaller one counts. "
    "Below 1e-2 for three logs: note; 1e-3: warning; 1e-5: severe. It is a warning from 1e-2 on "
    "when theory foresaw it, the error arrives as foreseen and the loss has not come below 0.9 of "
    "that of knowing nothing; and when the activations shrink as well, so that no layer gets its "
    "gradient. All are ratios, so the unit "
    "of the loss plays no part. A network that started well and whose gradients all fell together "
    "has converged, and is not reported.\n\n"
    "Theory: the factor per layer is sqrt(chi), chi = n Var(W) E[f'(z)^2] (Schoenholz et al. "
    "2017, arXiv:1611.01232): 0.236 for sigmoid with Glorot weights, 0.408 for relu with weights "
    "of +-1/sqrt(n), 1 for relu with He weights. With small relu weights the "
    "activations shrink on the way up as well, and the weight gradients stay level (Glorot and "
    "Bengio "
    "2010): look at delta_norm.\n\n"
    "What to do: look whether slopes or weights cause it (transfer_slope, transfer_weight). "
    "Slopes: "
    "relu, leaky_relu or elu. Weights: he_normal, glorot_uniform, a gain.\n\n"
    "To see it: nntrain configs/spiral_tanh.json --set network.activation=sigmoid --set "
    "network.hidden=[32,32,32,32,32,32]";

const nnt_rule nnt_rule_vanishing_gradient = {
    .name = "vanishing_gradient",
    .summary = "the error dies away before it reaches the first layer",
    .page = page,
    .judge = judge,
};
