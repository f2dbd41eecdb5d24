/* The passes of nn/propagate.h on the threads of workspace->pool, to the same bits: an
 * element of a product is computed by one thread, and sums over many elements stay with
 * the caller's. For propagate.c. */
#ifndef NNT_NN_SHARED_PASS_H
#define NNT_NN_SHARED_PASS_H

#include "nn/network.h"
#include "nn/workspace.h"

#define nnt_shared_forward NNT_CORE(nnt_shared_forward)
#define nnt_shared_backward NNT_CORE(nnt_shared_backward)

/* As nnt_forward and nnt_backward_measured. */
void nnt_shared_forward(const nnt_network *network,
                        size_t n,
                        const real *x,
                        nnt_workspace *workspace);
void nnt_shared_backward(const nnt_network *network,
                         size_t n,
                         const real *x,
                         nnt_workspace *workspace,
                         real *gradient,
                         double *arriving);

#endif
