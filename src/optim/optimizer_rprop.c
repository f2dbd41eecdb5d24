/* Resilient back-propagation: every weight has a step size of its own that grows
 * while the gradient keeps its sign and shrinks when it turns; the gradient's size
 * is not used. Meant for full batches. As torch.optim.Rprop: after a turn the step
 * is left out (the variant without weight backtracking, Rprop-). What a schedule or a
 * layer's factor makes of the learning rate scales the steps, and not the sizes that are
 * kept, so that it lasts; torch.optim.Rprop looks at the rate before the first step only. */
#include "optim/optimizer.h"

enum { ETA_MINUS = NNT_LEARNING_RATE + 1, ETA_PLUS, STEP_MIN, STEP_MAX };

static void step_rprop(const nnt_step *step) {
    const real eta_minus = (real)step->option[ETA_MINUS];
    const real eta_plus = (real)step->option[ETA_PLUS];
    const real low = (real)step->option[STEP_MIN];
    const real high = (real)step->option[STEP_MAX];
    const real first = (real)step->option[NNT_LEARNING_RATE];
    const real share = (real)(step->learning_rate / step->option[NNT_LEARNING_RATE]);
    real *w = step->parameters;
    real *last = step->state[0]; /* gradient of the step before, 0 after a turn */
    real *size = step->state[1];
    for (size_t i = 0; i < step->n; i++) {
        const real g = step->gradient[i];
        const real now = step->count == 1 ? first : size[i];
        const real turn = g * last[i];
        const real factor = turn > 0 ? eta_plus : turn < 0 ? eta_minus : 1;
        const real scaled = now * factor;
        const real bounded = scaled < low ? low : scaled > high ? high : scaled;
        const real used = turn < 0 ? 0 : g;
        size[i] = bounded;
        last[i] = used;
        const real move = bounded * share;
        w[i] -= used > 0 ? move : used < 0 ? -move : 0;
    }
}

static const nnt_option options[] = {
    NNT_LEARNING_RATE_OPTION("0.01"),
    {.name = "eta_minus",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_BELOW_HIGH,
     .fallback = "0.5",
     .low = 0,
     .high = 1,
     .help = "factor on a step size when the gradient turns"},
    {.name = "eta_plus",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1.2",
     .low = 1,
     .high = 100,
     .help = "factor on a step size while the gradient keeps its sign"},
    {.name = "step_min",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1e-6",
     .low = 0,
     .high = 1e6,
     .help = "smallest step size"},
    {.name = "step_max",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "50",
     .low = 0,
     .high = 1e6,
     .help = "largest step size"},
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_rprop) = {
    .row = {.name = "rprop",
            .summary = "step sizes per weight from the gradient's sign alone; for full batches",
            .formula =
                "step grows by eta_plus or shrinks by eta_minus; w -= sign(g) step, times the "
                "schedule's factor",
            .source = "Riedmiller and Braun 1993, A direct adaptive method for faster "
                      "backpropagation learning",
            .options = options},
    .n_state = 2,
    .step = step_rprop,
};
