/* The names inside a model file, for its writer and its reader. */
#ifndef NNT_OUTPUT_MODEL_KEYS_H
#define NNT_OUTPUT_MODEL_KEYS_H

#include "data/dataset.h"
#include <stdio.h>

#define NNT_MODEL_FORMAT "nntrain-1"

#define NNT_KEY_FORMAT "format"
#define NNT_KEY_CONFIG "config"
#define NNT_KEY_TASK "task"
#define NNT_KEY_FEATURES "features"
#define NNT_KEY_CLASSES "classes"
#define NNT_KEY_TARGETS "targets"
#define NNT_KEY_SCALING "scaling"
#define NNT_KEY_TARGET_SCALING "target_scaling"
#define NNT_KEY_MEANS "means"
#define NNT_KEY_OFFSET "offset"
#define NNT_KEY_SCALE "scale"

#define NNT_CLASSIFICATION "classification"
#define NNT_REGRESSION "regression"

static inline const char *nnt_model_names_key(nnt_task task) {
    return task == NNT_TASK_REGRESSION ? NNT_KEY_TARGETS : NNT_KEY_CLASSES;
}

/* Kinds of a layer's tensors; the last only where the activation has parameters. */
#define NNT_TENSOR_WEIGHT "weight"
#define NNT_TENSOR_BIAS "bias"
#define NNT_TENSOR_LEARNED "activation.weight"

/* The name of a layer's tensor; layer from 0. */
enum { NNT_TENSOR_NAME_ROOM = 48 };
static inline void
nnt_tensor_name_print(size_t layer, const char *kind, char name[NNT_TENSOR_NAME_ROOM]) {
    snprintf(name, NNT_TENSOR_NAME_ROOM, "layers.%zu.%s", layer, kind);
}

#endif
