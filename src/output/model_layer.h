/* A trained layer, as model files hold it. */
#ifndef NNT_OUTPUT_MODEL_LAYER_H
#define NNT_OUTPUT_MODEL_LAYER_H

#include <stddef.h>

typedef struct nnt_model_layer {
    size_t inputs, units;
    const double *weight;  /* (units, inputs) */
    const double *bias;    /* (units) */
    size_t n_learned;      /* parameters of the activation; 0: it has none */
    const double *learned; /* (n_learned) */
} nnt_model_layer;

#endif
