/* A model file while it is read: what the files that read it share. */
#ifndef NNT_OUTPUT_MODEL_READING_H
#define NNT_OUTPUT_MODEL_READING_H

#include "base/json.h"
#include "output/model_file.h"
#include "output/safetensors.h"

struct nnt_model_memory {
    nnt_safetensors container;           /* the tensors' values and the metadata */
    nnt_json_document features, outputs; /* the texts of the names */
    nnt_model_layer *layers;
    double *means;
};

typedef struct model_reading {
    const char *name; /* of the file, for messages */
    nnt_model_file *model;
    nnt_error *error;
} model_reading;

nnt_status nnt_model_fail_memory(const model_reading *reading);

/* A tensor of a layer from 0; NNT_ERR_MODEL when it is not there, or has another rank. */
nnt_status nnt_model_find_tensor(const model_reading *reading,
                                 size_t layer,
                                 const char *kind,
                                 size_t rank,
                                 const nnt_tensor **tensor);

/* Layers from 0 as long as there are some; all tensors must belong to one. n_features of
 * the model go into the first. */
nnt_status nnt_model_read_layers(const model_reading *reading);

#endif
