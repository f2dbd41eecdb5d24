/* What torch.nn.Linear does by default: U(-1/sqrt(fan_in), 1/sqrt(fan_in)), so
 * Var(W) = 1 / (3 fan_in). Meant for weights and biases alike. */
#include "init/draw.h"

#include <math.h>

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    return options[NNT_GAIN].number / sqrt(3 * (double)fan->in);
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_uniform(rng, deviation(options, fan), n, values);
}

const nnt_initializer nnt_initializer_pytorch = {
    .row = {.name = "pytorch",
            .summary = "the default of torch.nn.Linear; too small for deep relu networks",
            .formula = "W ~ U(-gain / sqrt(fan_in), gain / sqrt(fan_in))",
            .source = "PyTorch, torch.nn.Linear.reset_parameters",
            .options = nnt_gain_options},
    .is_uniform = true,
    .deviation = deviation,
    .fill = fill,
};
