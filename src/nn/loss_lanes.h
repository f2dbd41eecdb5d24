/* Losses of several networks at once, in the lanes of kernel/lanes.h. */
#ifndef NNT_NN_LOSS_LANES_H
#define NNT_NN_LOSS_LANES_H

#include "nn/loss.h"

#define nnt_loss_lanes_cross_entropy NNT_CORE(nnt_loss_lanes_cross_entropy)
#define nnt_loss_lanes_mse NNT_CORE(nnt_loss_lanes_mse)

/* nnt_loss.evaluate_lanes of the losses with these names. */
void nnt_loss_lanes_cross_entropy(const nnt_lanes_evaluation *it, double *loss);
void nnt_loss_lanes_mse(const nnt_lanes_evaluation *it, double *loss);

#endif
