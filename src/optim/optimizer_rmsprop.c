/* RMSprop: the gradient over the root of its running mean square, epsilon added
 * outside the root, as torch.optim.RMSprop does it. */
#include "optim/optimizer.h"

enum { DECAY = NNT_LEARNING_RATE + 1, EPSILON };

static void step_rmsprop(const nnt_step *step) {
    const real rate = (real)step->learning_rate;
    const real decay = (real)step->option[DECAY];
    const real rest = (real)(1 - step->option[DECAY]);
    const real epsilon = (real)step->option[EPSILON];
    real *w = step->parameters;
    real *s = step->state[0];
    for (size_t i = 0; i < step->n; i++) {
        const real g = step->gradient[i];
        s[i] = nnt_fma(rest * g, g, decay * s[i]);
        w[i] -= rate * g / (nnt_sqrt(s[i]) + epsilon);
    }
}

static const nnt_option options[] = {
    NNT_LEARNING_RATE_OPTION("0.01"),
    {.name = "decay",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0.99",
     .low = 0,
     .high = 1,
     .help = "memory of the mean square"},
    {.name = "epsilon",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1e-8",
     .low = 0,
     .high = 1,
     .help = "added to the root"},
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_rmsprop) = {
    .row = {.name = "rmsprop",
            .summary = "divides by the root of the running mean square of the gradient",
            .formula = "s = decay s + (1 - decay) g^2; w -= learning_rate g / (sqrt(s) + epsilon)",
            .source = "Tieleman and Hinton 2012, Coursera lecture 6.5",
            .options = options},
    .n_state = 1,
    .step = step_rmsprop,
};
