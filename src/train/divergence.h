/* Where the first number was that is not finite, and what came before it. */
#ifndef NNT_TRAIN_DIVERGENCE_H
#define NNT_TRAIN_DIVERGENCE_H

#include "train/trainer.h"

#define nnt_divergence_create NNT_CORE(nnt_divergence_create)
#define nnt_divergence_trace NNT_CORE(nnt_divergence_trace)
#define nnt_divergence_scan NNT_CORE(nnt_divergence_scan)

/* An empty trainer->trail: epoch, step, learning_rate, loss, gradient_norm,
 * largest_weight, largest_preactivation, each of the batch of that step. False when
 * memory is out. */
bool nnt_divergence_create(nnt_table *trail);

/* Takes the last steps of trainer->epoch once more and looks at every number of them, in
 * the order in which they are computed: trainer->outcome.divergence says where the first
 * was that is not finite, and trainer->trail has that step behind the five before it.
 * Leaves parameters and optimizer state of no use. */
void nnt_divergence_trace(nnt_trainer *trainer);

/* The same for the parameters as they are and all training rows, without steps. */
void nnt_divergence_scan(nnt_trainer *trainer);

#endif
