/* Inputs that lie to one side of 0, so that first-layer units are born dead. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"

static const double NOTE_FROM = 0.05;
static const double WARNING_FROM = 0.4;
/* A feature whose |mean| is below this part of its standard deviation is centred. */
static const double CENTRED_BELOW = 0.1;

/* A prediction about the start, so there is one number and nothing to wait for. */
static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const nnt_trace dead = nnt_trace_find(evidence, "dead_fraction");
    const double predicted = nnt_theory_at(evidence, "dead_fraction", 1);
    if (nnt_hidden_count(evidence) < 1 || !(predicted >= NOTE_FROM) ||
        evidence->input_offset < CENTRED_BELOW) {
        return false;
    }
    verdict->severity = predicted >= WARNING_FROM ? NNT_WARNING : NNT_NOTE;
    verdict->layer = 1;
    nnt_phrase_add(verdict->sentence,
                   "The inputs lie to one side of 0: %s of the first layer's units are dead "
                   "before training starts, by theory.",
                   nnt_brief_percent(predicted).text);
    nnt_phrase_add(verdict->evidence, "Dead units of layer 1: %s predicted",
                   nnt_brief_percent(predicted).text);
    if (nnt_trace_exists(&dead) && nnt_log_count(evidence) > 0) {
        nnt_phrase_add(verdict->evidence, ", %s measured at epoch %zu",
                       nnt_brief_percent(nnt_trace_at(&dead, 0, 1)).text,
                       nnt_log_epoch(evidence, 0));
    }
    if (evidence->input_offset >= CENTRED_BELOW) {
        nnt_phrase_add(verdict->evidence,
                       "; the worst feature's mean is %s of its standard deviation from 0",
                       nnt_brief_percent(evidence->input_offset).text);
    }
    nnt_phrase_add(verdict->evidence, ".");
    nnt_phrase_add(verdict->remedy,
                   "Centre the inputs (data.scaling: standard). With means and biases of 0 the z "
                   "of a unit add up to 0 over the rows, so none is negative on all of them: "
                   "0 %% dead.");
    return true;
}

static const char page[] = "When all features are positive, all rows lie in one corner as seen "
                           "from 0, and a random line through 0 "
                           "often leaves all of them on one side. A relu unit with this line is "
                           "off for every row from the start, and "
                           "in layer 1 it stays so.\n\n"
                           "Measured: nothing; theory predicts the share of dead first-layer units "
                           "from the scaled features and the "
                           "initialiser (theory.csv: dead_fraction of layer 1). From 5 percent: "
                           "note; from 40 percent: warning. "
                           "Features whose means are within a tenth of a standard deviation from 0 "
                           "are not reported: then the biases "
                           "are the cause.\n\n"
                           "Theory: the chance that a normal vector with covariance Var(W) x_i x_j "
                           "has no positive component. The "
                           "four points of xor written with 0 and 1: exactly 1/4; written with -1 "
                           "and 1: 0. Features scaled to 0 ... 1: "
                           "50 percent for one, 25 for two, 12 for four.\n\n"
                           "What to do: data.scaling standard. With features of mean 0 and biases "
                           "of 0, the z of a unit add up to 0 "
                           "over the rows, so it is on for at least one of them.\n\n"
                           "To see it: nntrain configs/iris.json --set network.activation=relu "
                           "--set data.scaling=none";

const nnt_rule nnt_rule_input_off_centre = {
    .name = "input_off_centre",
    .summary = "inputs lie to one side of 0, so that first-layer units are born dead",
    .page = page,
    .judge = judge,
};
