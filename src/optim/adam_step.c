/* Adam's moments, bias correction and step. */
#include "optim/adam_step.h"

#include "base/exact_math.h"

void nnt_adam_step(const nnt_step *step, double coupled, double decoupled) {
    const double beta1 = step->option[NNT_ADAM_BETA1];
    const double beta2 = step->option[NNT_ADAM_BETA2];
    const double correction1 = 1 - nnt_exact_power(beta1, step->count);
    const double correction2 = 1 - nnt_exact_power(beta2, step->count);
    const real keep1 = (real)beta1;
    const real keep2 = (real)beta2;
    const real new1 = (real)(1 - beta1);
    const real new2 = (real)(1 - beta2);
    const real rate = (real)(step->learning_rate / correction1);
    const real root = (real)(1 / __builtin_sqrt(correction2));
    const real epsilon = (real)step->option[NNT_ADAM_EPSILON];
    const real add = (real)coupled;
    const real shrink = (real)(1 - step->learning_rate * decoupled);
    real *w = step->parameters;
    real *m = step->state[0];
    real *v = step->state[1];
    for (size_t i = 0; i < step->n; i++) {
        const real g = nnt_fma(add, w[i], step->gradient[i]);
        m[i] = nnt_fma(new1, g, keep1 * m[i]);
        v[i] = nnt_fma(new2 * g, g, keep2 * v[i]);
        w[i] = shrink * w[i] - rate * m[i] / nnt_fma(nnt_sqrt(v[i]), root, epsilon);
    }
}
