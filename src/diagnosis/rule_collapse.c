/* The last hidden layer sees all rows alike, or has come to spread them along few
 * directions. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double CORRELATION_ABOVE = 0.99;
static const double SEVERE_ABOVE = 0.9999;

/* An effective rank below these shares of the units, of what it was before the first step,
 * and of what the answers need. */
static const double LEAST_OF_UNITS = 0.1;
static const double LEAST_OF_FIRST = 0.5;
static const double LEAST_OF_NEEDED = 0.5;

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

/* Directions along which the answers differ: a classifier that is trained to the end keeps
 * these and no others (Papyan, Han and Donoho 2020), so that few are no flaw by themselves. */
static double count_needed(const nnt_evidence *evidence) {
    return evidence->is_regression ? (double)evidence->layers[evidence->n_layers - 1].units
                                   : (double)evidence->n_classes - 1;
}

/* What is low from the start is the data's: two features span few directions. */
static bool has_lost_rank(const context *it, size_t log, size_t layer) {
    const double rank = nnt_trace_at(&it->rank, log, layer);
    return rank < LEAST_OF_UNITS * (double)it->evidence->layers[layer - 1].units &&
           rank < LEAST_OF_FIRST * nnt_trace_at(&it->rank, 0, layer) &&
           rank < LEAST_OF_NEEDED * count_needed(it->evidence);
}

/* The badness is the correlation or, where that is in order, the rank with a minus. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    const size_t top = nnt_hidden_count(it->evidence);
    const double c = nnt_trace_at(&it->correlation, log, top);
    nnt_reading reading = {nnt_grade_above(c, CORRELATION_ABOVE, CORRELATION_ABOVE, SEVERE_ABOVE),
                           top, c};
    if (reading.grade && is_expected(it->evidence, c, top)) {
        reading.grade = NNT_GRADE_NOTE;
    } else if (!reading.grade && has_lost_rank(it, log, top)) {
        reading.grade = NNT_GRADE_NOTE;
        reading.badness = -nnt_trace_at(&it->rank, log, top);
    }
    return reading;
}

static bool is_of_rank(const nnt_streak *streak) {
    return streak->worst.badness <= 0;
}

static void describe_rank(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const size_t top = streak->worst.layer;
    const double rank = -streak->worst.badness;
    nnt_phrase_add(verdict->sentence, "Layer %zu spreads the rows along few directions%s", top,
                   rank > 0 ? "" : " or none");
    nnt_phrase_add_span(verdict->sentence, it->evidence, streak);
    nnt_phrase_add(verdict->sentence, ", by which the output layer has to tell them apart.");
    nnt_phrase_add(verdict->evidence, "Effective rank %s of %zu units, before step 0: %s;",
                   nnt_brief_number(rank).text, it->evidence->layers[top - 1].units,
                   nnt_brief_number(nnt_trace_at(&it->rank, 0, top)).text);
    if (it->evidence->is_regression) {
        nnt_phrase_add(verdict->evidence, " there are %.0f targets.", count_needed(it->evidence));
    } else {
        nnt_phrase_add(verdict->evidence, " %zu classes differ along %.0f.",
                       it->evidence->n_classes, count_needed(it->evidence));
    }
}

static void
describe_correlation(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const size_t top = streak->worst.layer;
    const double predicted = nnt_theory_at(it->evidence, "correlation", top);
    const double rank = nnt_trace_at(&it->rank, streak->worst_log, top);
    nnt_phrase_add(verdict->sentence, "Layer %zu sees all rows nearly alike", top);
    nnt_phrase_add_span(verdict->sentence, it->evidence, streak);
    nnt_phrase_add(verdict->sentence, ", so the output layer can hardly tell them apart.");
    nnt_phrase_add(verdict->evidence, "Mean correlation of two rows is 1 - %s",
                   nnt_brief_number(1 - streak->worst.badness).text);
    if (isfinite(predicted)) {
        nnt_phrase_add(verdict->evidence, " (theory, before step 0: 1 - %s)",
                       nnt_brief_number(1 - predicted).text);
    }
    nnt_phrase_add(verdict->evidence, ".");
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
    if (is_of_rank(&streak)) {
        describe_rank(&it, &streak, verdict);
        nnt_phrase_add(verdict->remedy,
                       "Lower the learning rate, or what shrinks weights or drops units; see which "
                       "units are dead or saturated.");
    } else {
        describe_correlation(&it, &streak, verdict);
        advise(evidence, verdict->remedy);
    }
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
    "correlation), above 0.99 for three logs: warning; above 0.9999: severe. It is a note where "
    "theory "
    "expects as much of depth and activation before the first step: while 1 - c is not below the "
    "predicted one by more than the scatter of networks of these widths, which is that of theory's "
    "band of |delta|, squared.\n\n"
    "Rows may also come to lie along few directions without being alike. With instruments.level "
    "\"full\" the effective rank of the last hidden layer counts them (series effective_rank: exp "
    "of the entropy of the spectrum, Roy and Vetterli 2007). A note says when it is below a tenth "
    "of the units, below half of what it was before the first step, and below half of what the "
    "answers need: classes less one, or the targets of a regression. All three, since a low rank "
    "alone is no flaw: two features span few directions, and a classifier trained to the end "
    "keeps one direction less than it has classes (Papyan, Han and Donoho 2020, "
    "arXiv:2008.08186). Runs without these series are not judged.\n\n"
    "Theory: the correlation follows a map from layer to layer (Poole et al. 2016, "
    "arXiv:1606.05340; theory.csv: "
    "correlation). Relu with He weights, from rows at right angles: 0.32, 0.49, ... 0.87 at layer "
    "10, 0.95 at "
    "layer 20. Sigmoid gets above 0.99 within a few layers, because its outputs have a mean of "
    "1/2.\n\n"
    "What to do: fewer or wider layers, centred inputs, tanh with glorot weights instead of "
    "sigmoid. Against a rank that was lost in training: smaller steps, or less of what shrinks "
    "weights or drops units; dead and saturated units often are the cause.\n\n"
    "To see it: nntrain configs/spiral_tanh.json --set network.activation=sigmoid --set "
    "network.hidden=[32,32,32,32,32,32,32,32] --set training.epochs=0, or, for a rank that is "
    "lost, "
    "nntrain configs/digits.json --set network.hidden=[64,64,64] --set "
    "training.optimizer.learning_rate=0.05 --set training.epochs=15 --set instruments.level=full";

const nnt_rule nnt_rule_collapse = {
    .name = "collapse",
    .summary = "the last hidden layer sees all rows alike",
    .page = page,
    .judge = judge,
};
