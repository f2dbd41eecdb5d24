/* One pass forward, one pass backward. */
#ifndef NNT_NN_PROPAGATE_H
#define NNT_NN_PROPAGATE_H

#include "nn/loss.h"
#include "nn/network.h"
#include "nn/workspace.h"

#define nnt_forward NNT_CORE(nnt_forward)
#define nnt_backward NNT_CORE(nnt_backward)
#define nnt_backward_measured NNT_CORE(nnt_backward_measured)

/* Fills z of every layer and a of the hidden ones for n rows x (n, n_inputs);
 * n <= workspace->capacity. */
void nnt_forward(const nnt_network *network, size_t n, const real *x, nnt_workspace *workspace);

/* From delta of the output layer, which the loss has written, to delta of every
 * layer and the gradient: a block laid out like the parameters, of which every
 * parameter is overwritten. */
void nnt_backward(
    const nnt_network *network, size_t n, const real *x, nnt_workspace *workspace, real *gradient);

/* The same, and tells how large the error arriving at each hidden layer was before
 * its activation's slopes acted on it.
 *   arriving  (n_layers) out: norm over all rows of d(loss)/d(a); 0 for the output
 *             layer. NULL: not wanted */
void nnt_backward_measured(const nnt_network *network,
                           size_t n,
                           const real *x,
                           nnt_workspace *workspace,
                           real *gradient,
                           double *arriving);

#endif
