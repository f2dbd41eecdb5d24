/* The sharpness: the largest curvature of the loss, which is the largest eigenvalue of its
 * Hessian; of the piece it is on, where activations have kinks. Gradient descent with a
 * learning rate r is stable along a direction of curvature c while r c < 2. */
#ifndef NNT_INSTRUMENTS_SHARPNESS_H
#define NNT_INSTRUMENTS_SHARPNESS_H

#include "nn/network.h"
#include "nntrain/status.h"
#include "train/training_spec.h"

/* Memory is made before training starts. */
typedef struct nnt_sharpness {
    real *shifted;        /* block: parameters a little further on */
    real *direction;      /* block */
    real *ahead, *behind; /* blocks: gradients */
    double *factors;      /* (n_layers) root of what a layer's steps are multiplied by */
} nnt_sharpness;

/* Writes the gradient of the loss, a block, at the parameters of `network`. */
typedef void nnt_gradient_finder(void *context, const nnt_network *network, real *gradient);

#define nnt_sharpness_create NNT_CORE(nnt_sharpness_create)
#define nnt_sharpness_clear NNT_CORE(nnt_sharpness_clear)
#define nnt_sharpness_find NNT_CORE(nnt_sharpness_find)

/* No memory below level full, where it is not to be asked. */
NNT_MUST_CHECK nnt_status nnt_sharpness_create(nnt_level level,
                                               const nnt_network *network,
                                               nnt_sharpness *sharpness,
                                               nnt_error *error);
void nnt_sharpness_clear(nnt_sharpness *sharpness);

/* By power iteration on products of the Hessian with a vector, which are differences of two
 * gradients; at most 64 of them. Accurate to about a percent, from below. Layers
 * count with their learning_rate_factor, frozen ones not at all. NaN when a gradient is
 * not finite. The same start every time, so that nothing lives between two calls. */
double nnt_sharpness_find(nnt_sharpness *sharpness,
                          const nnt_network *network,
                          nnt_gradient_finder *find_gradient,
                          void *context);

#endif
