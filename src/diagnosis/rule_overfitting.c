/* The validation loss rises while the training loss falls. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double LEAST_RISE = 1.15;
static const double SEVERE_RISE = 4;
static const double MOST_TRAIN = 0.9;
/* A validation loss of this share of the first one is good whatever it was before. */
static const double SOLVED_UP_TO = 0.05;

typedef struct context {
    const nnt_evidence *evidence;
    size_t best; /* row of the lowest validation loss */
} context;

static double get_validation(const nnt_evidence *evidence, size_t row) {
    return nnt_metric_at_row(evidence, "validation_loss", row);
}

static double get_train(const nnt_evidence *evidence, size_t row) {
    return nnt_metric_at_row(evidence, "train_loss", row);
}

static size_t find_best(const nnt_evidence *evidence) {
    size_t best = 0;
    for (size_t row = 1; row < evidence->history->metrics.n_rows; row++) {
        if (get_validation(evidence, row) < get_validation(evidence, best)) {
            best = row;
        }
    }
    return best;
}

/* A log is a row of the metrics here. */
static nnt_reading read_row(const void *opaque, size_t row) {
    const context *it = opaque;
    const nnt_evidence *evidence = it->evidence;
    const double rise = get_validation(evidence, row) / get_validation(evidence, it->best);
    const double share = get_validation(evidence, row) / get_validation(evidence, 0);
    const double train = get_train(evidence, row) / get_train(evidence, it->best);
    nnt_reading reading = {.badness = rise};
    if (row > it->best && train < MOST_TRAIN) {
        reading.grade = nnt_grade_above(rise, LEAST_RISE, LEAST_RISE, SEVERE_RISE);
    }
    if (reading.grade && share <= SOLVED_UP_TO) {
        reading.grade = NNT_GRADE_NOTE;
    }
    return reading;
}

static void describe(const context *it, const nnt_streak *streak, nnt_verdict *verdict) {
    const nnt_evidence *evidence = it->evidence;
    nnt_phrase_add(verdict->sentence,
                   "The network overfits since epoch %zu: the validation loss is up to %s "
                   "times its best, while the training loss falls.",
                   verdict->first_epoch, nnt_brief_number(streak->worst.badness).text);
    nnt_phrase_add(verdict->evidence,
                   "Validation loss %s at epoch %.0f, %s at epoch %.0f; training loss %s "
                   "and %s.",
                   nnt_brief_number(get_validation(evidence, it->best)).text,
                   nnt_metric_at_row(evidence, "epoch", it->best),
                   nnt_brief_number(get_validation(evidence, streak->worst_log)).text,
                   nnt_metric_at_row(evidence, "epoch", streak->worst_log),
                   nnt_brief_number(get_train(evidence, it->best)).text,
                   nnt_brief_number(get_train(evidence, streak->worst_log)).text);
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, find_best(evidence)};
    const size_t n_rows = evidence->history->metrics.n_rows;
    nnt_streak streak;
    if (!isfinite(get_validation(evidence, it.best)) ||
        !nnt_streak_find(n_rows, read_row, &it, &streak)) {
        return false;
    }
    const double best = nnt_metric_at_row(evidence, "epoch", it.best);
    const double first = nnt_metric_at_row(evidence, "epoch", streak.first_log);
    const bool is_kept = (double)evidence->kept_epoch == best;
    verdict->severity = is_kept ? NNT_NOTE : streak.severity;
    verdict->first_epoch = first > 0 ? (size_t)first : 0;
    describe(&it, &streak, verdict);
    if (is_kept) {
        nnt_phrase_add(verdict->remedy,
                       "The weights of epoch %.0f were kept, so nothing was lost but time. ", best);
    } else {
        nnt_phrase_add(verdict->remedy,
                       "Keep the weights of epoch %.0f (training.early_stopping): a validation "
                       "loss of %s instead of %s. ",
                       best, nnt_brief_number(get_validation(evidence, it.best)).text,
                       nnt_brief_number(get_validation(evidence, streak.last_log)).text);
    }
    nnt_phrase_add(verdict->remedy, "To get further: more rows, weight_decay, or fewer units.");
    return true;
}

static const char page[] =
    "A network that goes on fitting its training rows after it has learnt what they have in common "
    "learns "
    "their noise: the training loss falls, that on other rows rises.\n\n"
    "Measured: metrics.csv. The validation loss is above 1.15 times its lowest value for three "
    "epochs, while "
    "the training loss is below 0.9 times what it was at that lowest point: warning; above 4 "
    "times: severe. It "
    "is a note when the weights of the best epoch were kept, or when the validation loss is still "
    "below a "
    "twentieth of the first one. Needs validation data.\n\n"
    "Keep in mind: cross-entropy punishes wrong answers that are given with confidence. It can "
    "rise while the "
    "accuracy still gets better.\n\n"
    "Theory: the gap between both losses grows with the number of weights that the data do not "
    "determine (Geman, "
    "Bienenstock and Doursat 1992, Neural networks and the bias/variance dilemma).\n\n"
    "What to do: early_stopping with restore_best keeps the best weights. More rows, weight_decay, "
    "l1, or "
    "a smaller network move the best point further down.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set data.train.samples=90 --set "
    "data.train.noise=0.3 --set "
    "training.epochs=1000";

const nnt_rule nnt_rule_overfitting = {
    .name = "overfitting",
    .summary = "the validation loss rises while the training loss falls",
    .page = page,
    .judge = judge,
};
