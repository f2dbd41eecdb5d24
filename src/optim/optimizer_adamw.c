/* AdamW (Loshchilov and Hutter 2019): Adam with weight decay kept apart from the
 * gradient, so that it is not divided by the root. */
#include "optim/adam_step.h"

static void step_adamw(const nnt_step *step) {
    nnt_adam_step(step, 0, step->option[NNT_ADAM_WEIGHT_DECAY]);
}

static const nnt_option options[] = {
    NNT_ADAM_OPTIONS,
    {.name = "weight_decay",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.01",
     .low = 0,
     .high = 1e6,
     .help = "share of a weight that is lost per step, times the learning rate; biases included"},
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_adamw) = {
    .row = {.name = "adamw",
            .summary = "adam with weight decay that acts on the weights directly",
            .formula = "w -= learning_rate weight_decay w; then as adam",
            .source =
                "Loshchilov and Hutter 2019, Decoupled weight decay regularization, Algorithm 2",
            .options = options},
    .n_state = 2,
    .step = step_adamw,
};
