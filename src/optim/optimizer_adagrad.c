/* AdaGrad: the gradient over the root of the sum of its squares so far, epsilon
 * added outside the root, as torch.optim.Adagrad does it. */
#include "optim/optimizer.h"

enum { EPSILON = NNT_LEARNING_RATE + 1 };

static void step_adagrad(const nnt_step *step) {
    const real rate = (real)step->learning_rate;
    const real epsilon = (real)step->option[EPSILON];
    real *w = step->parameters;
    real *s = step->state[0];
    for (size_t i = 0; i < step->n; i++) {
        const real g = step->gradient[i];
        s[i] = nnt_fma(g, g, s[i]);
        w[i] -= rate * g / (nnt_sqrt(s[i]) + epsilon);
    }
}

static const nnt_option options[] = {
    NNT_LEARNING_RATE_OPTION("0.01"),
    {.name = "epsilon",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,
     .fallback = "1e-10",
     .low = 0,
     .high = 1,
     .help = "added to the root"},
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_adagrad) = {
    .row = {.name = "adagrad",
            .summary = "divides by the root of the sum of all squared gradients",
            .formula = "s = s + g^2; w -= learning_rate g / (sqrt(s) + epsilon)",
            .source = "Duchi, Hazan and Singer 2011, Adaptive subgradient methods",
            .options = options},
    .n_state = 1,
    .step = step_adagrad,
};
