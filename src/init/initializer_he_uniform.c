/* He's rule: keeps the size of the signal through a rectifier that passes only half
 * of it, or the rest with slope a: Var(W) = 2 / ((1 + a^2) fan_in), eq. 15 of the paper. */
#include "init/draw.h"

#include <math.h>

static double deviation(const nnt_value *options, const nnt_fan *fan) {
    const double a = fan->negative_slope;
    return options[NNT_GAIN].number * sqrt(2 / ((1 + a * a) * (double)fan->in));
}

static void
fill(const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values) {
    nnt_draw_uniform(rng, deviation(options, fan), n, values);
}

const nnt_initializer nnt_initializer_he_uniform = {
    .row = {.name = "he_uniform",
            .summary = "uniform draws, for relu and leaky_relu (a: the negative slope)",
            .formula = "W ~ U with variance gain^2 2 / ((1 + a^2) fan_in)",
            .source = "He, Zhang, Ren and Sun 2015, Delving deep into rectifiers",
            .options = nnt_gain_options},
    .is_uniform = true,
    .deviation = deviation,
    .fill = fill,
};
