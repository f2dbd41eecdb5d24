/* What theory says of a network before its first step: from its shape, its initial
 * weights' spread and the data alone, nothing measured.
 *
 * The network is taken to be wide, its weights independent with mean 0. Then every
 * pre-activation z of layer l is normal over the draw of the weights, for all rows
 * together, and its covariance K[l] between rows i and j follows from layer to layer:
 *   K[1](i,j)   = Var(W[1]) x_i.x_j + Var(b[1])
 *   K[l+1](i,j) = n[l] Var(W[l+1]) E[f(z_i) f(z_j)] + Var(b[l+1])
 * and backwards, with delta = d(loss of the row)/dz,
 *   E|delta[l]|^2 = n[l] Var(W[l+1]) E[f'(z[l])^2] E|delta[l+1]|^2
 * for any widths n. Every row has its own variance q = K(i,i); what is said of a
 * layer is the mean over the rows, as the instruments measure it.
 * Sources: Poole et al. 2016, arXiv:1606.05340; Schoenholz et al. 2017,
 * arXiv:1611.01232; Lee et al. 2018, arXiv:1711.00165. */
#ifndef NNT_THEORY_THEORY_H
#define NNT_THEORY_THEORY_H

#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

/* a[i] = f(z[i]), slope[i] = f'(z[i]). */
typedef struct nnt_theory_function {
    void (*evaluate)(const void *context, size_t n, const double *z, double *a, double *slope);
    const void *context;
} nnt_theory_function;

/* Initial parameters of one layer. */
typedef struct nnt_theory_layer {
    size_t inputs, units;
    double weight_deviation; /* standard deviation of one weight; its mean is 0 */
    double bias_mean, bias_deviation;
    bool is_uniform;              /* drawn uniformly, else normally; counts where inputs are few */
    nnt_theory_function function; /* of a hidden layer; the last layer is linear */
} nnt_theory_layer;

/* n_layers >= 1; the last one is the output layer, all others are hidden. */
typedef struct nnt_theory_network {
    size_t n_layers;
    const nnt_theory_layer *layers;
} nnt_theory_network;

/* Inputs as the network sees them, scaled, row-major. */
typedef struct nnt_theory_data {
    size_t n_rows, n_features;
    const double *features;
} nnt_theory_data;

/* Rows that the kernel looks at: all, or that many at equal distances. Cost grows with
 * their square. Shares of dead units are carried on to all rows of the data. */
enum { NNT_THEORY_DEFAULT_ROWS = 64, NNT_THEORY_MOST_ROWS = 512 };

/* A hidden layer. Numbers are NaN where nothing is left to compare: when variances
 * overflow, or no signal reaches the last hidden layer. */
typedef struct nnt_theory_row {
    double preactivation_rms; /* root of the mean of z^2 over rows and units */
    /* Root of the mean over rows of |delta|^2, last hidden layer = 1: the root of the
     * expected square; and the range that holds 19 of 20 networks of these widths
     * (band.h). A few networks far above the others make the expectation, so in deep
     * and narrow networks the range lies lower, even below it altogether. */
    double delta_norm, delta_norm_low, delta_norm_high;
    double gradient_norm; /* same of |delta[l]| |a[l-1]|, a row's weight gradient */
    /* |delta[l]| / |delta[l+1]| = slope_factor weight_factor; chi is its square. */
    double slope_factor;  /* root of E[f'^2] */
    double weight_factor; /* root of n[l] Var(W[l+1]) */
    double chi;
    double correlation;   /* of the z of two different rows about 0, mean over pairs */
    double dead_fraction; /* share of units with f'(z) = 0 on every row of the data */
} nnt_theory_row;

typedef struct nnt_theory_prediction {
    size_t n_rows;       /* looked at */
    size_t n_hidden;     /* elements of `layers` */
    size_t merged_layer; /* first hidden layer, from 1, with correlation > 0.99; 0: none */
    nnt_theory_row *layers;
} nnt_theory_prediction;

/* Fills *prediction (nnt_theory_prediction_clear). most_rows 0 means the default.
 * NNT_ERR_USAGE: layers that do not fit each other or the data, deviations that are
 * negative or not finite; NNT_ERR_DATA: no row, or a feature that is not finite. */
NNT_MUST_CHECK nnt_status nnt_theory_predict(const nnt_theory_network *network,
                                             const nnt_theory_data *data,
                                             size_t most_rows,
                                             nnt_theory_prediction *prediction,
                                             nnt_error *error);
void nnt_theory_prediction_clear(nnt_theory_prediction *prediction);

/* One answer to "what if": all hidden layers with this function, all layers with
 * these deviations. */
typedef struct nnt_theory_candidate {
    const char *activation, *initializer; /* names for the caller; not looked at */
    nnt_theory_function function;
    const double *weight_deviations; /* n_layers of them */
} nnt_theory_candidate;

typedef struct nnt_theory_outcome {
    double delta_ratio;   /* delta_norm of the first hidden layer */
    double dead_fraction; /* of the last hidden layer */
    double correlation;   /* of the last hidden layer */
} nnt_theory_outcome;

/* outcomes[i] is what candidates[i] would do to the network. NaN when it has no
 * hidden layer. Errors as nnt_theory_predict, with the candidate's names in front; a
 * candidate whose deviations are not known (NaN) is the caller's to leave out. */
NNT_MUST_CHECK nnt_status nnt_theory_what_if(const nnt_theory_network *network,
                                             const nnt_theory_data *data,
                                             size_t most_rows,
                                             size_t n_candidates,
                                             const nnt_theory_candidate *candidates,
                                             nnt_theory_outcome *outcomes,
                                             nnt_error *error);

#endif
