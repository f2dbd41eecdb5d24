/* The last hidden layer sees all rows alike. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double CORRELATION_ABOVE = 0.99;
static const double SEVERE_ABOVE = 0.9999;
static const double LEAST_RANK_SHARE = 0.1;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace correlation, rank;
} context;

/* By how much chance may bring rows closer than theory expects: 1 - c goes with the square
 * of sizes, whose scatter over the layers is that of |delta|. */
static double get_scatter(const nnt_evidence *evidence) {
    const double width = nnt_theory_at(evidence, "delta_norm_high", 1) /
                         nnt_theory_at(evidence, "delta_norm_low", 1);
    return width > 1 ? width : 1;
}

/* What theory expects of this depth is a note: the design does it, not training. Where it
 * expects the worst, there is nothing that could be worse. */
static bool is_expected(const nnt_evidence *evidence, double correlation, size_t layer) {
    const double predicted = nnt_theory_at(evidence, "correlation", layer);
    return predicted > SEVERE_ABOVE || 1 - correlation >= (1 - predicted) / get_scatter(evidence);
}

static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    const size_t top = nnt_hidden_count(it->evidence);
    const double c = nnt_trace_at(&it->correlation, log, top);
    const double share =
        nnt_trace_at(&it->rank, log, top) / (double)it->evidence->layers[top - 1].units;
    nnt_reading reading = {nnt_grade_above(c, CORRELATION_ABOVE, CORRELATION_ABOVE, SEVERE_ABOVE),
                           top, c};
    if (reading.grade ? is_expected(it->evidence, c, top) : share < LEAST_RANK_SHARE) {
        reading.grade = NNT_GRADE_NOTE;
    }
    return reading;
}

static void describe(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const size_t top = streak->worst.layer;
    const double predicted = nnt_theory_at(it->evidence, "correlation", top);
    const double rank = nnt_trace_at(&it->rank, streak->worst_log, top);
    nnt_phrase_add(verdict->sentence, "Layer %zu sees all rows nearly alike", top);
    nnt_phrase_add_span(verdict->sentence, it->evidence, streak);
    nnt_phrase_add(verdict->sentence, ", so the output layer can hardly tell them apart.");
    if (isfinite(streak->worst.badness)) {
        nnt_phrase_add(verdict->evidence, "Mean correlation of two rows is 1 - %s",
                       nnt_brief_number(1 - streak->worst.badness).text);
        if (isfinite(predicted)) {
            nnt_phrase_add(verdict->evidence, " (theory, before step 0: 1 - %s)",
                           nnt_brief_number(1 - predicted).text);
        }
        nnt_phrase_add(verdict->evidence, ".");
    }
    if (isfinite(rank)) {
        nnt_phrase_add(verdict->evidence, " Effective rank %s of %zu units.",
                       nnt_brief_number(rank).text, it->evidence->layers[top - 1].units);
    }
}

/* The what-if whose rows stay furthest apart. */
static void advise(const nnt_evidence *evidence, char *phrase) {
    const nnt_what_if *best = NULL;
    for (size_t i = 0; i < evidence->n_what_ifs; i++) {
        const nnt_what_if *candidate = &evidence->what_ifs[i];
        if (candidate->delta_ratio >= 0.1 && candidate->delta_ratio <= 10 &&
            candidate->correlation < (best ? best->correlation : CORRELATION_ABOVE)) {
            best = candidate;
        }
    }
    nnt_phrase_add(phrase, "Use fewer layers, or wider ones; centre the inputs.");
    if (best) {
        nnt_phrase_add(phrase, " Predicted with %s and %s: a correlation of %s.", best->activation,
                       best->initializer, nnt_brief_number(best->correlation).text);
    }
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "correlation"),
                        nnt_trace_find(evidence, "effective_rank")};
    nnt_streak streak;
    if (nnt_hidden_count(evidence) < 1 ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    describe(&it, &streak, verdict);
    advise(evidence, verdict->remedy);
    return true;
}

static const char page[] =
    "In a deep network the layers can bring all rows ever closer together, until the last one sees "
    "the same "
    "pattern for each of them. What tells the rows apart has then shrunk to a small rest, and the "
    "gradient of "
    "whatever could enlarge it with it.\n\n"
    "Measured: the mean correlation of z between two different rows in the last hidden layer "
    "(series "
    "correlation), above 0.99 for three logs: warning; above 0.9999: severe. An effective rank of "
    "less than a "
    "tenth of the units (series effective_rank): note. It is a note as well where theory expects "
    "as "
    "much of depth and activation before the first step: while 1 - c is not below the predicted "
    "one "
    "by more than the scatter of networks of these widths, which is that of theory's band of "
    "|delta|, squared. Runs without these series are not judged.\n\n"
    "Theory: the correlation follows a map from layer to layer (Poole et al. 2016, "
    "arXiv:1606.05340; theory.csv: "
    "correlation). Relu with He weights, from rows at right angles: 0.32, 0.49, ... 0.87 at layer "
    "10, 0.95 at "
    "layer 20. Sigmoid gets above 0.99 within a few layers, because its outputs have a mean of "
    "1/2.\n\n"
    "What to do: fewer or wider layers, centred inputs, tanh with glorot weights instead of "
    "sigmoid.\n\n"
    "To see it: nntrain configs/spiral_tanh.json --set network.activation=sigmoid --set "
    "network.hidden=[32,32,32,32,32,32,32,32] --set training.epochs=0";

const nnt_rule nnt_rule_collapse = {
    .name = "collapse",
    .summary = "the last hidden layer sees all rows alike",
    .page = page,
    .judge = judge,
};
