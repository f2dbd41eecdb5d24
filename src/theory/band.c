/* The band of |delta|: log-normal, from the fluctuations that every layer adds.
 *
 * Given the layers around it, |delta[l]|^2 is a sum of n terms f'(z_j)^2 y_j^2, with
 * y_j = (W^T delta)_j normal: its relative variance is (3 E f'^4/(E f'^2)^2 - 1) / n.
 * For relu that is 5/n, the constant of Hanin 2018, arXiv:1801.03744, and Hanin and
 * Nica 2018, arXiv:1812.05994. Functions that are not homogeneous have another source:
 * |a[l]|^2 fluctuates by (E f^4/(E f^2)^2 - 1) / n, and with it the slopes of all later
 * layers. Both come from the same units, hence the covariance.
 *
 * Logarithms of such factors are near normal, with a median below the expectation. For
 * u = variance of a factor / n, mean and variance of the log are -u/2 and u to first
 * order; the higher ones were fitted to simulated relu networks of widths 4 to 64 and
 * checked against other functions (tests/theory/test_band.c). Fluctuations of |a|^2 are
 * followed to first order; where a function makes them grow without end (gelu and silu
 * on their way to 0), that order is no longer true and their effect is cut off. */
#include "theory/band.h"

#include <math.h>

nnt_layer_noise
nnt_layer_noise_find(const nnt_theory_moments *moments, double units, double forward_share) {
    return (nnt_layer_noise){
        .units = units,
        .backward = fmax(0, 3 * moments->slope_fourth - 1),
        .forward = fmax(0, moments->fourth - 1) * forward_share * forward_share,
        .mixed = (moments->mixed - 1) * forward_share,
        .carry = moments->growth * forward_share,
        .slope_growth = moments->slope_growth,
    };
}

static double limit(double value, double most) {
    return fmin(most, fmax(-most, value));
}

nnt_band nnt_band_find(const nnt_layer_noise *noise, size_t first, size_t last) {
    const double most_effect = 2;
    double mean = 0, variance = 0;
    /* What a relative change of Var(z[l+1]) does to ln |delta[first]|^2/|delta[last]|^2. */
    double effect = 0;
    for (size_t l = last; l-- > 0;) {
        const nnt_layer_noise *layer = &noise[l];
        const double u = layer->backward / layer->units;
        variance += effect * effect * layer->forward / layer->units;
        if (l >= first) {
            mean -= 0.5 * u * (1 + u * (0.3 + 0.35 * u));
            variance += u * (1 + u * (0.5 + 2.2 * u)) + 2 * effect * layer->mixed / layer->units;
        }
        effect = effect * layer->carry + (l >= first ? layer->slope_growth : 0);
        effect = limit(effect, most_effect);
    }
    /* Half, because the norm is the root of the square. */
    return (nnt_band){.median = 0.5 * mean, .deviation = 0.5 * sqrt(fmax(0, variance))};
}
