/* Adam (Kingma and Ba 2015); weight decay is added to the gradient. */
#include "optim/adam_step.h"

static void step_adam(const nnt_step *step) {
    nnt_adam_step(step, step->option[NNT_ADAM_WEIGHT_DECAY], 0);
}

static const nnt_option options[] = {
    NNT_ADAM_OPTIONS,
    NNT_COUPLED_DECAY_OPTION,
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_adam) = {
    .row = {.name = "adam",
            .summary = "running mean of the gradient over the root of its running mean square",
            .formula =
                "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= learning_rate m' "
                "/ (sqrt(v') + epsilon), m' and v' corrected for their start at 0",
            .source = "Kingma and Ba 2015, Adam, Algorithm 1",
            .options = options},
    .n_state = 2,
    .couples_decay = true,
    .step = step_adam,
};
