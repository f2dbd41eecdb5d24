/* What the trainer announces to whoever measures. */
#ifndef NNT_TRAIN_OBSERVER_H
#define NNT_TRAIN_OBSERVER_H

#include "nn/network.h"
#include <stdbool.h>

typedef struct nnt_moment {
    const nnt_network *network;
    const real *update; /* block: parameters now minus those before the last step; NULL before
                           the first step */
    /* Gradient descent at the pace of the last step is stable up to a curvature of 2 / rate:
     * the learning rate, over 1 + momentum. 0: the optimizer scales its steps itself. */
    double rate;
    size_t epoch;
    uint64_t step;
} nnt_moment;

/* Called with epoch 0 before the first step, then after every `every` epochs or
 * steps, and at the end of training in any case. */
typedef struct nnt_observer {
    size_t every;
    bool per_step; /* `every` counts steps */
    void (*observe)(void *context, const nnt_moment *moment);
    void *context;
} nnt_observer;

#endif
