/* NAdam (Dozat 2016): Adam that looks ahead along its momentum, as torch.optim.NAdam
 * does it since PyTorch 2.0; before, the correction of the mean had the present mu twice.
 * The momentum warms up, mu_t = beta1 (1 - 0.96^(t momentum_decay) / 2), and the
 * corrections for the start at 0 are of the product of all mu so far, which is kept
 * beside the moments. */
#include "optim/adam_step.h"

#include "base/exact_math.h"

enum { MOMENTUM_DECAY = NNT_ADAM_WEIGHT_DECAY + 1 };

static double find_momentum(const nnt_step *step, uint64_t count) {
    const double exponent = (double)count * step->option[MOMENTUM_DECAY];
    const double shrunk = nnt_exact_exp(exponent * nnt_exact_log(0.96));
    return step->option[NNT_ADAM_BETA1] * (1 - 0.5 * shrunk);
}

static void step_nadam(const nnt_step *step) {
    const double beta1 = step->option[NNT_ADAM_BETA1];
    const double beta2 = step->option[NNT_ADAM_BETA2];
    const double mu = find_momentum(step, step->count);
    const double mu_next = find_momentum(step, step->count + 1);
    const real root = (real)(1 / __builtin_sqrt(1 - nnt_exact_power(beta2, step->count)));
    const real epsilon = (real)step->option[NNT_ADAM_EPSILON];
    const real decay = (real)step->option[NNT_ADAM_WEIGHT_DECAY];
    real *w = step->parameters;
    real *m = step->state[0];
    real *v = step->state[1];
    real *product = step->state[2]; /* of mu: equal everywhere */
    for (size_t i = 0; i < step->n; i++) {
        const real before = step->count == 1 ? 1 : product[i];
        const real now = before * (real)mu;
        const real g = nnt_fma(decay, w[i], step->gradient[i]);
        product[i] = now;
        m[i] = nnt_fma((real)(1 - beta1), g, (real)beta1 * m[i]);
        v[i] = nnt_fma((real)(1 - beta2) * g, g, (real)beta2 * v[i]);
        const real scale = nnt_fma(nnt_sqrt(v[i]), root, epsilon);
        const real of_gradient = (real)(step->learning_rate * (1 - mu)) / (1 - now);
        const real of_mean = (real)(step->learning_rate * mu_next) / (1 - now * (real)mu_next);
        w[i] -= nnt_fma(of_mean, m[i], of_gradient * g) / scale;
    }
}

static const nnt_option options[] = {
    NNT_ADAM_OPTIONS,
    NNT_COUPLED_DECAY_OPTION,
    {.name = "momentum_decay",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.004",
     .low = 0,
     .high = 1e6,
     .help = "how fast the momentum rises from beta1 / 2 to beta1"},
    {0},
};

const nnt_optimizer NNT_CORE(nnt_optimizer_nadam) = {
    .row = {.name = "nadam",
            .summary = "adam that looks ahead along its momentum",
            .formula = "m, v as adam; mu = beta1 (1 - 0.96^(t momentum_decay) / 2), P = product of "
                       "mu; w -= learning_rate ((1 - mu) g / (1 - P) + mu' m / (1 - mu' P)) / "
                       "(sqrt(v') + epsilon), mu' the next mu",
            .source = "Dozat 2016, Incorporating Nesterov momentum into Adam, Algorithm 2",
            .options = options},
    .n_state = 3,
    .couples_decay = true,
    .step = step_nadam,
};
