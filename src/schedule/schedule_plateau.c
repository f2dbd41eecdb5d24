/* The learning rate falls when a metric stops getting better, as
 * torch.optim.lr_scheduler.ReduceLROnPlateau does it with a relative threshold. PyTorch
 * leaves out falls of less than 1e-8, which are taken here; and below 0, where R² may
 * be, it calls a value better that is no better at all, or worse. */
#include "schedule/schedule.h"

#include <math.h>

enum { MONITOR, FACTOR, PATIENCE, THRESHOLD, LOWEST };

static double factor(const nnt_value *options, const nnt_position *position) {
    (void)options;
    return position->watched;
}

static bool
is_better(const nnt_value *options, const nnt_sight *sight, const nnt_schedule_memory *memory) {
    const double threshold = options[THRESHOLD].number;
    if (!memory->has_best) {
        return !isnan(sight->value);
    }
    const double share = (memory->best < 0) == sight->is_to_rise ? -threshold : threshold;
    const double mark = memory->best * (1 + share); /* a threshold beyond the best */
    return sight->is_to_rise ? sight->value > mark : sight->value < mark;
}

static void watch(const nnt_value *options, const nnt_sight *sight, nnt_schedule_memory *memory) {
    if (is_better(options, sight, memory)) {
        memory->has_best = true;
        memory->best = sight->value;
        memory->waited = 0;
        return;
    }
    memory->waited++;
    if ((double)memory->waited > options[PATIENCE].number) {
        const double lowest = options[LOWEST].number / sight->learning_rate;
        const double fallen = memory->factor * options[FACTOR].number;
        memory->waited = 0;
        memory->factor = fallen > lowest           ? fallen
                         : lowest < memory->factor ? lowest
                                                   : memory->factor;
    }
}

static const nnt_option options[] = {
    {.name = "monitor",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"validation_loss\"",
     .words = NNT_METRIC_WORDS,
     .help = "the metric that is to get better"},
    {.name = "factor",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_BELOW_HIGH,
     .fallback = "0.1",
     .low = 0,
     .high = 1,
     .help = "what the learning rate is multiplied by"},
    {.name = "patience",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "10",
     .low = 0,
     .high = 1e9,
     .help = "epochs without a better value that are borne; after one more it falls"},
    {.name = "threshold",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.0001",
     .low = 0,
     .high = 1,
     .help = "share of the best value by which another one must be better"},
    {.name = "min_learning_rate",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0",
     .low = 0,
     .high = 1e30,
     .help = "below which it does not fall"},
    {0},
};

const nnt_schedule nnt_schedule_plateau = {
    .row = {.name = "plateau",
            .summary = "falls by a factor when a metric has stopped getting better",
            .formula = "factor^k, k the number of times that patience ran out",
            .options = options},
    .factor = factor,
    .watch = watch,
};
