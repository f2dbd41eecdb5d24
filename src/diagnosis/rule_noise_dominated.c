/* Batches too small for what is left of the gradient. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/streak.h"
#include "diagnosis/trace.h"
#include <math.h>

static const double LEAST_RATIO = 10;
/* A loss that has not fallen by a twentieth since the middle of the run is stalled. */
static const double STALLED_ABOVE = 0.95;
/* Share of the epochs in which it rises, about a half when it only hovers, and how often. */
static const double LEAST_RISES = 0.25;
static const double FEWEST_RISES = 3;

/* Of the loss of knowing nothing. */
static const double PLATEAU_FROM = 0.9;

typedef struct context {
    const nnt_evidence *evidence;
    nnt_trace noise;
    bool is_stalled;
} context;

static double get_ratio(const context *it, size_t log, size_t layer) {
    return nnt_trace_at(&it->noise, log, layer) / (double)it->evidence->batch_size;
}

/* Most layers must be above; the worst of them is named. */
static nnt_reading read_log(const void *opaque, size_t log) {
    const context *it = opaque;
    size_t n_noisy = 0;
    nnt_reading worst = {0};
    for (size_t l = 1; l <= it->evidence->n_layers; l++) {
        const double ratio = get_ratio(it, log, l);
        n_noisy += ratio > LEAST_RATIO;
        if (ratio > worst.badness) {
            worst.badness = ratio;
            worst.layer = l;
        }
    }
    if (2 * n_noisy > it->evidence->n_layers) {
        worst.grade = it->is_stalled ? NNT_GRADE_WARNING : NNT_GRADE_NOTE;
    }
    return worst;
}

/* What noise holds up has come down before, and goes up and down: a loss that never left
 * its start, or that falls slowly and steadily, has another reason. */
static bool is_stalled(const nnt_evidence *evidence) {
    const size_t n_rows = evidence->history->metrics.n_rows;
    const size_t middle = n_rows / 2;
    const double rises = nnt_share_of_rises(evidence, middle);
    const double n_epochs = n_rows > middle ? (double)(n_rows - middle - 1) : 0;
    const double last =
        n_rows ? nnt_metric_at_row(evidence, "train_loss", n_rows - 1) : (double)NAN;
    return nnt_has_learnt(evidence) && !nnt_is_solved(evidence) &&
           last > STALLED_ABOVE * nnt_metric_at_row(evidence, "train_loss", middle) &&
           rises >= LEAST_RISES && floor(rises * n_epochs + 0.5) >= FEWEST_RISES;
}

/* A mean gradient that is small for want of error, or on a plateau. */
static const char *explain(const context *it, const nnt_streak *streak) {
    const nnt_evidence *evidence = it->evidence;
    const double share =
        nnt_loss_share_at_epoch(evidence, nnt_log_epoch(evidence, streak->worst_log));
    return it->is_stalled         ? ", and the loss has stalled."
           : share < PLATEAU_FROM ? "; usual once the loss is low."
                                  : "; usual on a plateau, where the mean gradient is small.";
}

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const context it = {evidence, nnt_trace_find(evidence, "noise_scale"), is_stalled(evidence)};
    nnt_streak streak;
    if (evidence->batch_size == 0 || evidence->batch_size >= evidence->n_train_rows ||
        !nnt_streak_find(nnt_log_count(evidence), read_log, &it, &streak)) {
        return false;
    }
    nnt_verdict_place(verdict, evidence, &streak);
    nnt_phrase_add(verdict->sentence, "The steps are mostly noise in most layers");
    nnt_phrase_add_span(verdict->sentence, evidence, &streak);
    nnt_phrase_add(verdict->sentence, "%s", explain(&it, &streak));
    nnt_phrase_add(verdict->evidence,
                   "In layer %zu the gradient of a batch of %zu rows has a noise variance %s "
                   "times its squared mean at epoch %zu.",
                   streak.worst.layer, evidence->batch_size,
                   nnt_brief_number(streak.worst.badness).text,
                   nnt_log_epoch(evidence, streak.worst_log));
    nnt_phrase_add(verdict->remedy,
                   "Let the learning rate decay (schedule: cosine), or take larger batches: ");
    if (evidence->batch_size * 10 < evidence->n_train_rows) {
        nnt_phrase_add(verdict->remedy, "with %zu rows the noise variance is a tenth.",
                       evidence->batch_size * 10);
    } else {
        nnt_phrase_add(verdict->remedy, "with all %zu rows there is no such noise.",
                       evidence->n_train_rows);
    }
    return true;
}

static const char page[] =
    "The gradient of a batch is the gradient of all rows plus noise from the choice of rows. When "
    "the noise is "
    "much larger, steps go in random directions, and the loss hovers at a level that the learning "
    "rate sets.\n\n"
    "Measured: per layer, the trace of the covariance of the rows' gradients over the squared mean "
    "gradient "
    "(layers.csv: noise_scale), divided by the batch size. Above 10 in most layers for three logs: "
    "note; "
    "a warning when the training loss has come below 0.9 of that of knowing nothing, but since the "
    "middle of the run has fallen by less than a twentieth and has risen in a quarter of the "
    "epochs. "
    "A run that steps on all rows at once has no such noise.\n\n"
    "Theory: the batch size at which noise and signal are equal is B_simple = tr Cov / |g|^2 "
    "(McCandlish et al. "
    "2018, arXiv:1812.06162). It grows as training succeeds, since the mean gradient goes to 0 and "
    "the "
    "rows' own gradients do not: a small network went from 12 to 2488 in layer 1. It is large as "
    "well on a plateau, before a network has found what to learn.\n\n"
    "What to do: let the learning rate decay, or use larger batches. When the loss is as low as "
    "wanted, "
    "nothing; on a plateau at the start, look for what else holds the gradient up.\n\n"
    "To see it: nntrain configs/spiral_relu.json --set training.batch_size=2";

const nnt_rule nnt_rule_noise_dominated = {
    .name = "noise_dominated",
    .summary = "batches are too small for what is left of the gradient",
    .page = page,
    .judge = judge,
};
