/* How the back-propagated error changes from the last hidden layer to the first,
 * and whether slopes or weights are to blame. */
#ifndef NNT_DIAGNOSIS_PROFILE_H
#define NNT_DIAGNOSIS_PROFILE_H

#include "diagnosis/evidence.h"

/* Of one log, H hidden layers, L = H + 1; NaN where a series is missing. */
typedef struct nnt_profile {
    double delta;    /* |delta| of layer 1 over that of layer H */
    double gradient; /* |dL/dW| of layer 1 over that of layer L */
    double slope;    /* mean factor of a layer's activation on delta, geometric */
    double weight;   /* mean factor of the weights above it, geometric */
} nnt_profile;

/* What reaches layer 1, of the error or of the gradient: the smaller of the two. */
double nnt_profile_share(const nnt_profile *profile);

nnt_profile nnt_profile_read(const nnt_evidence *evidence, size_t log);

/* Whether a hidden layer has no unit left that passes a gradient: what happens
 * below it then has another name. */
bool nnt_has_dead_layer(const nnt_evidence *evidence, size_t log);

/* Appends measured and predicted ratios and the two parts to a verdict's evidence. */
void nnt_profile_describe(const nnt_evidence *evidence, const nnt_profile *profile, char *phrase);

/* Appends what theory says of the best of the what-ifs; nothing when there are
 * none. With `keeps_activation`, another initialiser is preferred. */
void nnt_profile_advise(const nnt_evidence *evidence, bool keeps_activation, char *phrase);

#endif
