/* Where the first number was that is not finite. */
#ifndef NNT_TRAIN_DIVERGENCE_H
#define NNT_TRAIN_DIVERGENCE_H

#include "train/trainer.h"

#define nnt_divergence_find NNT_CORE(nnt_divergence_find)

/* The first place, from the input upwards, that holds a number which is not
 * finite after a forward pass over n rows; layer 0 and "loss" when it is the loss
 * alone. */
nnt_divergence nnt_divergence_find(const nnt_trainer *trainer, size_t epoch, size_t n);

#endif
