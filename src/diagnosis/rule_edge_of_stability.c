/* Curvature that has settled where the learning rate is just stable. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"

static const double ABOVE = 1.8;
static const double BELOW = 2.3;
static const double LEAST_RISES = 0.1;

static nnt_reading read_log(const void *opaque, size_t log) {
    const double value = nnt_network_value(opaque, "sharpness_times_rate", log);
    const bool is_near = value > ABOVE && value < BELOW;
    return (nnt_reading){is_near ? NNT_GRADE_NOTE : NNT_GRADE_NONE, 0, value};
}

static double get_loss(const nnt_evidence *evidence, size_t row) {
    return nnt_metric_at_row(evidence, "train_loss", row);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    nnt_streak streak;
    if (evidence->finds_lengths ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, evidence, &streak)) {
        return false;
    }
    const size_t first = nnt_log_epoch(evidence, streak.first_log);
    const size_t n_rows = evidence->history->metrics.n_rows;
    const double rises = nnt_share_of_rises(evidence, first);
    if (!(rises > LEAST_RISES) || !(get_loss(evidence, n_rows - 1) < get_loss(evidence, first))) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    nnt_phrase_add(verdict->sentence, "Training runs at the edge of stability");
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, ": the loss goes up and down, and falls all the same.");
    nnt_phrase_add(verdict->evidence,
                   "Learning rate times sharpness is %s (theory: it settles at 2); the loss "
                   "rose in %s of the epochs since.",
                   nnt_brief_number(streak.worst.badness).text, nnt_brief_percent(rises).text);
    nnt_phrase_add(
        verdict->remedy,
        "Nothing has to be done. Half the learning rate of %s halves the product to %s and "
        "gives a smooth curve, until the sharpness has grown again.",
        nnt_brief_number(evidence->learning_rate).text,
        nnt_brief_number(streak.worst.badness / 2).text);
    return true;
}

static const char page[] =
    "With the whole data in one step, gradient descent makes the loss steeper until the largest "
    "curvature "
    "(the sharpness, the largest eigenvalue of the Hessian) reaches 2 / learning rate, and then "
    "hovers "
    "there. The loss goes up and down from step to step, and still falls over the long run. An "
    "oscillating loss "
    "curve is then normal, not an alarm.\n\n"
    "Measured: learning rate times sharpness (series sharpness_times_rate) between 1.8 and 2.3 for "
    "three logs, "
    "while the training loss rises in more than a tenth of the epochs and ends lower than it was. "
    "It is always "
    "a note. Runs in which the sharpness was not measured are not judged.\n\n"
    "Theory: Cohen et al. 2021, arXiv:2103.00065. Above 2 a parabola would diverge; the higher "
    "derivatives of "
    "the loss push the sharpness back.\n\n"
    "What to do: nothing; or half the learning rate for a smooth curve. A value above 2.3 with a "
    "rising loss "
    "is another matter: see diverged.\n\n"
    "To see it: nntrain configs/edge_of_stability.json";

const nnt_rule nnt_rule_edge_of_stability = {
    .name = "edge_of_stability",
    .summary = "the curvature has settled where the learning rate is just stable",
    .page = page,
    .judge = judge,
};
