/* What a model file holds, and what its run left beside it. */
#ifndef NNTRAIN_INSPECTION_H
#define NNTRAIN_INSPECTION_H

#include "nntrain/run.h"
#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The values of a tensor. */
typedef struct nnt_inspected_tensor {
    const char *part; /* "weight", "bias", "activation.weight" */
    size_t n_values;
    size_t n_zeros;
    double mean, deviation, lowest, highest; /* deviation: divisor n */
} nnt_inspected_tensor;

enum { NNT_MOST_LAYER_TENSORS = 3 };

typedef struct nnt_inspected_layer {
    size_t inputs, units;
    const char *activation; /* of the output layer "softmax" or "linear" */
    size_t n_parameters;
    size_t n_tensors;
    nnt_inspected_tensor tensors[NNT_MOST_LAYER_TENSORS];
} nnt_inspected_layer;

/* x' = (x - offset) / scale on the way into the network. */
typedef struct nnt_inspected_column {
    const char *name;
    double offset, scale;
} nnt_inspected_column;

typedef struct nnt_inspection {
    const char *name, *description;
    const char *task;      /* "classification", "regression" */
    const char *precision; /* "float32", "float64" */
    const char *loss;
    const char *config; /* as JSON */
    size_t n_parameters;
    size_t n_layers;
    const nnt_inspected_layer *layers; /* (n_layers) */
    size_t n_features;
    const nnt_inspected_column *features; /* (n_features) */
    size_t n_outputs;
    const nnt_inspected_column *outputs; /* (n_outputs) targets, or classes with 0 and 1 */
    const nnt_run *run;                  /* what the run folder says; NULL: a model alone */
} nnt_inspection;

/* Reads a model file, or a run folder with its model, summary and tables. Freed with
 * nnt_inspection_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_inspection_create(const char *path,
                                                        nnt_inspection **inspection,
                                                        nnt_error *error);
NNT_API void nnt_inspection_free(nnt_inspection *inspection);

#ifdef __cplusplus
}
#endif
#endif
