/* More units without any gradient than the network's shape explains. */
#include "diagnosis/deaths.h"
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/slower.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

/* What a share must exceed the expected one by: a fixed part, and four standard
 * deviations of the share among n units. */
static const double LEAST_EXCESS = 0.15;
static const double DEVIATIONS = 4;
static const double SEVERE_EXCESS = 0.75;
static const double FEWEST_UNITS = 2;
/* Without biases a unit or its mirror image is on for a row: more is no nature. */
static const double MOST_EXPECTED = 0.5;
/* A solved task does without some units. */
static const double FORGIVEN_SHARE = 0.5;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace dead;
    bool is_solved;
} context;

/* Theory's share or, without one, the share at birth. */
static double get_expected(const nnt_evidence *evidence, const nnt_trace *dead, size_t layer) {
    const double predicted = nnt_theory_at(evidence, "dead_fraction", layer);
    return isfinite(predicted) ? predicted : nnt_trace_at(dead, 0, layer);
}

static nnt_reading read_layer(const context *it, size_t log, size_t layer) {
    const double n = (double)it->evidence->layers[layer - 1].units;
    const double share = nnt_trace_at(&it->dead, log, layer);
    const double p = fmin(get_expected(it->evidence, &it->dead, layer), MOST_EXPECTED);
    const double least = fmax(LEAST_EXCESS, DEVIATIONS * sqrt(p * (1 - p) / n));
    nnt_reading reading = {.layer = layer, .badness = share - p - least};
    if (reading.badness > 0 && share <= 1 && floor(share * n + 0.5) >= FEWEST_UNITS) {
        const bool is_forgiven = it->is_solved && share < FORGIVEN_SHARE;
        const double severe = fmax(SEVERE_EXCESS, least);
        reading.grade =
            is_forgiven ? NNT_GRADE_NOTE : nnt_grade_above(share - p, least, least, severe);
    }
    return reading;
}

static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    nnt_reading worst = {.badness = -(double)INFINITY};
    for (size_t l = 1; l <= nnt_hidden_count(it->evidence); l++) {
        const nnt_reading reading = read_layer(it, log, l);
        if (reading.grade > worst.grade ||
            (reading.grade == worst.grade && reading.badness > worst.badness)) {
            worst = reading;
        }
    }
    return worst;
}

static void describe(const context *it,
                     const nnt_deaths *deaths,
                     const nnt_streak *streak,
                     nnt_verdict *verdict) {
    const nnt_evidence *evidence = it->evidence;
    const size_t l = streak->worst.layer;
    const double share = nnt_trace_at(&it->dead, streak->worst_log, l);
    const bool is_predicted = isfinite(nnt_theory_at(evidence, "dead_fraction", l));
    const bool is_permanent = l == 1 && !evidence->has_momentum && deaths->n_revived == 0;
    nnt_phrase_add(verdict->sentence, "%.0f of the %zu units of layer %zu are dead",
                   share * (double)evidence->layers[l - 1].units, evidence->layers[l - 1].units, l);
    nnt_phrase_add_span(verdict->sentence, evidence, streak);
    nnt_phrase_add(verdict->sentence, ": no row of the data sends a gradient to their weights.");
    if (is_permanent) {
        nnt_phrase_add(verdict->sentence,
                       " This is permanent: in layer 1 the inputs never move, and "
                       "without momentum nothing else moves the units.");
    }
    nnt_phrase_add(verdict->evidence, "%s dead, %s %s.", nnt_brief_percent(share).text,
                   nnt_brief_percent(get_expected(evidence, &it->dead, l)).text,
                   is_predicted ? "expected by theory at birth" : "at birth");
    nnt_deaths_describe(deaths, verdict->evidence);
}

static void advise_born(const nnt_evidence *evidence, size_t layer, char *phrase) {
    nnt_phrase_add(phrase,
                   "They were born dead: %s, start the biases at 0 or a little above, or use "
                   "leaky_relu.",
                   layer == 1 ? "centre the inputs" : "widen the layer");
    nnt_deaths_advise(evidence, phrase);
}

/* first_log: at which they were seen to be dead, so after the steps that killed them. */
static void advise_died(const nnt_evidence *evidence,
                        const nnt_deaths *deaths,
                        size_t first_log,
                        char *phrase) {
    nnt_phrase_add(phrase, deaths->upstream > deaths->weights + deaths->bias
                               ? "The layers below moved their signal away: "
                               : "Their own steps were too large: ");
    if (!evidence->finds_lengths) {
        nnt_phrase_add(phrase, "lower the learning rate of %s to a third, or warm it up; ",
                       nnt_brief_number(evidence->learning_rate).text);
    }
    nnt_phrase_add(phrase, "leaky_relu units cannot die.");
    nnt_slower_predict(evidence, first_log, "a third", phrase);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "dead_fraction"),
                        nnt_is_solved(evidence)};
    nnt_streak streak;
    /* A network that is born dead has its own verdict. */
    if (nnt_trace_largest(&it.dead, 0, NULL) >= 1 ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    const nnt_deaths deaths = nnt_deaths_count(evidence, streak.worst.layer);
    nnt_verdict_place(verdict, evidence, &streak);
    describe(&it, &deaths, &streak, verdict);
    if (deaths.n_died < deaths.n_born) {
        advise_born(evidence, streak.worst.layer, verdict->remedy);
    } else {
        advise_died(evidence, &deaths, streak.first_log, verdict->remedy);
    }
    return true;
}

static const char page[] =
    "A unit is dead while f'(z) is exactly 0 on every row: no gradient reaches its weights. Only "
    "activations that are flat somewhere can have dead units; a leaky unit that is negative on "
    "every row "
    "still learns, and is not counted.\n\n"
    "Measured: the share of dead units per hidden layer (layers.csv: dead_fraction) against the "
    "share that "
    "theory expects at birth (theory.csv). A warning when it is above the expected share p by 0.15 "
    "and by "
    "4 sqrt(p (1 - p) / n), with at least 2 units, for three logs; severe above 0.75; a note when "
    "the "
    "task is solved all the same. A share above one half is never expected: without biases a unit "
    "or its mirror image is on for any row. Dead units are natural in deep relu networks: a "
    "quarter to a "
    "third at layer 12 for two features.\n\n"
    "Theory: p is the chance that a normal vector with the covariance of the data's kernel (Lee et "
    "al. "
    "2018, arXiv:1711.00165) has no positive component. In layer 1 death is permanent without "
    "momentum, "
    "since the inputs never move; further up most units revive. units.csv has every birth, death "
    "and "
    "revival with its cause: own weights, own bias, or layers below.\n\n"
    "What to do: by the cause. Own weights or bias: a lower learning rate. Layers below: the same, "
    "or a "
    "warm-up. Born dead: centre the inputs. Always: leaky_relu.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set training.optimizer.learning_rate=1 --set "
    "training.optimizer.momentum=0";

const nnt_rule nnt_rule_dead_units = {
    .name = "dead_units",
    .summary = "more units without any gradient than the network's shape explains",
    .page = page,
    .judge = judge,
};
