/* One step of training: the gradient of a batch, what is added to it, and what
 * the optimizer makes of it. */
#ifndef NNT_TRAIN_STEP_H
#define NNT_TRAIN_STEP_H

#include "train/trainer.h"

#define nnt_step_learning_rate NNT_CORE(nnt_step_learning_rate)
#define nnt_step_weight_decay NNT_CORE(nnt_step_weight_decay)
#define nnt_step_find_gradient NNT_CORE(nnt_step_find_gradient)
#define nnt_step_add_penalties NNT_CORE(nnt_step_add_penalties)
#define nnt_step_apply NNT_CORE(nnt_step_apply)
#define nnt_step_rests NNT_CORE(nnt_step_rests)
#define nnt_step_stable_rate NNT_CORE(nnt_step_stable_rate)

/* The learning rate of the step that begins at row `first` of an epoch (from 1):
 * the optimizer's, times the schedule's factor and the warm-up's. */
double nnt_step_learning_rate(const nnt_trainer *trainer, size_t epoch, size_t first);

/* Forward, loss and backward over a batch: the gradient of its mean loss is in
 * trainer->gradient, its loss in the tally of the training rows. False when the
 * loss is not finite. */
bool nnt_step_find_gradient(nnt_trainer *trainer, const nnt_batch *batch);

/* The weight decay that the optimizer adds to the gradient, as its key says; 0 when it
 * does not. */
double nnt_step_weight_decay(const nnt_trainer *trainer);

/* Adds the gradient of the penalties to trainer->gradient. */
void nnt_step_add_penalties(nnt_trainer *trainer);

/* Adds the penalties to the gradient, clips it, moves the parameters, and limits the
 * norms of the weights. */
void nnt_step_apply(nnt_trainer *trainer, double learning_rate);

/* Whether a parameter stays where it is once its gradient is 0 in every batch: no
 * momentum carries it on, and no penalty or limit pulls at it. */
bool nnt_step_rests(const nnt_trainer *trainer);

/* The rate of plain gradient descent that is stable up to the same curvature as the last
 * step's: momentum m allows 1 + m times as much, Nesterov's (1 + m) / (1 + 2 m) times
 * (Cohen et al. 2021, arXiv:2103.00065). 0 when steps are no multiple of the gradient. */
double nnt_step_stable_rate(const nnt_trainer *trainer);

#endif
