/* How far a network of finite width strays from the expectation. */
#ifndef NNT_THEORY_BAND_H
#define NNT_THEORY_BAND_H

#include "theory/moments.h"

/* Relative fluctuations that one hidden layer adds, from its n units, to
 *   |delta[l]|^2 / |delta[l+1]|^2   ("backward", variance per unit: 5 for relu), and to
 *   Var(z[l+1])                     ("forward"),
 * and how fluctuations of Var(z[l]) act on both. */
typedef struct nnt_layer_noise {
    double units;
    double backward, forward, mixed; /* variances and covariance, times the units */
    double carry;                    /* d ln Var(z[l+1]) / d ln Var(z[l]) */
    double slope_growth;             /* d ln E f'^2 / d ln Var(z[l]) */
} nnt_layer_noise;

/* From the moments of the layer. forward_share: part of Var(z[l+1]) that comes
 * through the weights; the rest is the biases'. */
nnt_layer_noise
nnt_layer_noise_find(const nnt_theory_moments *moments, double units, double forward_share);

/* ln of |delta[first]| / |delta[last]|, less that of the root of the expected square:
 * about normal. noise[0] is the first hidden layer. */
typedef struct nnt_band {
    double median, deviation;
} nnt_band;
nnt_band nnt_band_find(const nnt_layer_noise *noise, size_t first, size_t last);

#endif
