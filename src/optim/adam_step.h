/* The step that Adam and AdamW share; they differ in where weight decay acts. */
#ifndef NNT_OPTIM_ADAM_STEP_H
#define NNT_OPTIM_ADAM_STEP_H

#include "optim/optimizer.h"

enum {
    NNT_ADAM_BETA1 = NNT_LEARNING_RATE + 1,
    NNT_ADAM_BETA2,
    NNT_ADAM_EPSILON,
    NNT_ADAM_WEIGHT_DECAY
};

#define nnt_adam_step NNT_CORE(nnt_adam_step)

/* Kingma and Ba 2015, Algorithm 1; epsilon is added outside the root, as printed
 * there. Powers of beta come from repeated squaring, the same on every machine.
 *   coupled    added to the gradient as coupled w (Adam's weight decay)
 *   decoupled  w shrinks by learning_rate decoupled w before the step (AdamW) */
void nnt_adam_step(const nnt_step *step, double coupled, double decoupled);

/* The rows of both, but for weight decay, whose meaning differs. */
#define NNT_ADAM_OPTIONS                                                                           \
    NNT_LEARNING_RATE_OPTION("0.001"),                                                             \
        {.name = "beta1",                                                                          \
         .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,                                            \
         .fallback = "0.9",                                                                        \
         .low = 0,                                                                                 \
         .high = 1,                                                                                \
         .help = "memory of the mean gradient"},                                                   \
        {.name = "beta2",                                                                          \
         .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,                                            \
         .fallback = "0.999",                                                                      \
         .low = 0,                                                                                 \
         .high = 1,                                                                                \
         .help = "memory of the mean square"},                                                     \
    {                                                                                              \
        .name = "epsilon", .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW, .fallback = "1e-8",       \
        .low = 0, .high = 1, .help = "added to the root"                                           \
    }

#endif
