/* Units that are copies of each other and stay so. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"

static const double FEWEST_TWINS = 2;

static nnt_reading read_log(const void *opaque, size_t log) {
    const nnt_evidence *evidence = opaque;
    const nnt_trace twins = nnt_trace_find(evidence, "twin_units");
    nnt_reading worst = {0};
    for (size_t l = 1; l <= nnt_hidden_count(evidence); l++) {
        const double n = nnt_trace_at(&twins, log, l);
        const double share = n / (double)evidence->layers[l - 1].units;
        if (n >= FEWEST_TWINS && share <= 1 && share > worst.badness) {
            worst = (nnt_reading){share >= 1 ? NNT_GRADE_SEVERE : NNT_GRADE_WARNING, l, share};
        }
    }
    return worst;
}

/* First hidden layer of several units whose weights are all 0 at the start, or 0.
 * Such units begin as copies, whatever is measured later. */
static size_t find_zero_layer(const nnt_evidence *evidence) {
    const nnt_trace weight = nnt_trace_find(evidence, "weight_norm");
    if (nnt_log_count(evidence) == 0 || nnt_log_epoch(evidence, 0) != 0) {
        return 0;
    }
    for (size_t l = 1; l <= nnt_hidden_count(evidence); l++) {
        if (nnt_trace_at(&weight, 0, l) <= 0 && evidence->layers[l - 1].units >= 2) {
            return l;
        }
    }
    return 0;
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const size_t zero_layer = find_zero_layer(evidence);
    nnt_streak streak;
    if (zero_layer) {
        verdict->severity = NNT_SEVERE;
        verdict->layer = zero_layer;
        nnt_phrase_add(verdict->sentence,
                       "The units of layer %zu start as copies of each other: all their "
                       "weights are 0.",
                       zero_layer);
        nnt_phrase_add(verdict->evidence,
                       "|W| of layer %zu is 0 at epoch 0, so its %zu units get the same input "
                       "and, with equal weights above, the same gradient.",
                       zero_layer, evidence->layers[zero_layer - 1].units);
    } else if (nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        const size_t l = streak.worst.layer;
        nnt_verdict_place(verdict, evidence, &streak);
        nnt_phrase_add(verdict->sentence, "%s of the units of layer %zu are copies of another unit",
                       nnt_brief_percent(streak.worst.badness).text, l);
        nnt_phrase_add_span(verdict->sentence, evidence, &streak);
        nnt_phrase_add(verdict->sentence, ": same weights, same gradient.");
        nnt_phrase_add(verdict->evidence, "%.0f of %zu units have a twin at epoch %zu.",
                       streak.worst.badness * (double)evidence->layers[l - 1].units,
                       evidence->layers[l - 1].units, nnt_log_epoch(evidence, streak.worst_log));
    } else {
        return false;
    }
    nnt_phrase_add(verdict->remedy,
                   "Copies move together for ever and count as one unit. Draw the weights at "
                   "random (network.init: auto): then no unit has a twin.");
    return true;
}

static const char page[] =
    "Two units of a layer with the same weights in and out get the same gradient, so they make the "
    "same step "
    "and stay the same for ever: together they are worth one unit. Weights that all start with one "
    "value, 0 for "
    "instance, make the whole layer one unit. Only a random start breaks this symmetry.\n\n"
    "Measured: hidden units with identical weights and gradients (series twin_units). Two or more "
    "for three "
    "logs: warning; all units of a layer: severe. Also severe at once: a hidden layer of several "
    "units whose "
    "weights are all 0 at epoch 0 (layers.csv: weight_norm).\n\n"
    "Theory: gradient descent commutes with exchanging two units, so equal units stay equal "
    "(Rumelhart, Hinton "
    "and Williams 1986, Learning internal representations by error propagation, call it the "
    "symmetry "
    "breaking problem). Dropout and noise per unit would break it as well, slowly.\n\n"
    "What to do: any random initialiser; \"auto\" takes the one that suits the activation. Biases "
    "may be equal.\n\n"
    "To see it: nntrain configs/xor_tanh.json --set network.init=zeros";

const nnt_rule nnt_rule_symmetry = {
    .name = "symmetry",
    .summary = "units are copies of each other and stay so",
    .page = page,
    .judge = judge,
};
