/* Stochastic gradient descent with momentum (Polyak 1964), Nesterov's variant and
 * weight decay, as torch.optim.SGD does it: v = momentum v + g, w -= learning_rate v;
 * with nesterov w -= learning_rate (g + momentum v). The decay weight_decay w is
 * added to g first, for weights and biases. */
#include "optim/optimizer.h"

enum { MOMENTUM = NNT_LEARNING_RATE + 1, NESTEROV, WEIGHT_DECAY };

static void step_plain(const nnt_step *step) {
    const real rate = (real)step->learning_rate;
    const real decay = (real)step->option[WEIGHT_DECAY];
    real *w = step->parameters;
    for (size_t i = 0; i < step->n; i++) {
        const real g = nnt_fma(decay, w[i], step->gradient[i]);
        w[i] = nnt_fma(-rate, g, w[i]);
    }
}

static void step_momentum(const nnt_step *step) {
    const real rate = (real)step->learning_rate;
    const real decay = (real)step->option[WEIGHT_DECAY];
    const real momentum = (real)step->option[MOMENTUM];
    const real of_gradient = step->option[NESTEROV] != 0 ? 1 : 0;
    const real of_velocity = step->option[NESTEROV] != 0 ? momentum : 1;
    real *w = step->parameters;
    real *v = step->state[0];
    for (size_t i = 0; i < step->n; i++) {
        const real g = nnt_fma(decay, w[i], step->gradient[i]);
        v[i] = nnt_fma(momentum, v[i], g);
        w[i] = nnt_fma(-rate, nnt_fma(of_velocity, v[i], of_gradient * g), w[i]);
    }
}

static void step_sgd(const nnt_step *step) {
    if (step->option[MOMENTUM] == 0) {
        step_plain(step);
    } else {
        step_momentum(step);
    }
}

static const nnt_option options[] = {
    NNT_LEARNING_RATE_OPTION("0.1"),
    {.name = "momentum",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0",
     .low = 0,
     .high = 1,
     .help = "share of the last step that is kept"},
    {.name = "nesterov",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "false",
     .help = "look ahead along the momentum"},
    NNT_COUPLED_DECAY_OPTION,
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_sgd) = {
    .row = {.name = "sgd",
            .summary = "gradient descent, with momentum, Nesterov's variant and weight decay",
            .formula = "v = momentum v + g; w -= learning_rate v",
            .source = "Polyak 1964; Nesterov 1983; Sutskever et al. 2013",
            .options = options},
    .n_state = 1,
    .couples_decay = true,
    .follows_gradient = true,
    .step = step_sgd,
};
