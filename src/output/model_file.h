/* What a model file of this program holds: all that prediction needs. Writing and
 * reading are inverse to each other, to the bit.
 *
 * Tensors layers.<l>.weight (units, inputs) and layers.<l>.bias (units), l from 0, and
 * layers.<l>.activation.weight (n) where an activation has parameters; of one type.
 * Metadata, each a string: "format" ("nntrain-1"), "config", "task", "features" (JSON list
 * of names), "classes" or "targets" (likewise), "scaling" and in a regression "target_scaling" ({"offset": […], "scale": […]}); "means" (JSON list of
 * numbers, one a feature, for missing values) where the training asked for them.
 *
 * A checkpoint is such a file with arrays of state beside its tensors. */
#ifndef NNT_OUTPUT_MODEL_FILE_H
#define NNT_OUTPUT_MODEL_FILE_H

#include "base/state_list.h"
#include "base/text.h"
#include "data/scaling.h"
#include "output/model_layer.h"

/* Its name in a run folder. */
#define NNT_MODEL_FILE "model.safetensors"
#define NNT_CHECKPOINT_FILE "checkpoint.safetensors"

typedef struct nnt_model_file {
    const char *config; /* resolved; its paths mean nothing any more */
    nnt_task task;
    bool is_float32;
    size_t n_layers;
    const nnt_model_layer *layers; /* (n_layers) */
    size_t n_features, n_outputs;
    const char **feature_names; /* (n_features) */
    const char **output_names;  /* (n_outputs) class labels, or target columns */
    nnt_scaling features;
    nnt_scaling targets;             /* n_columns 0 in a classification */
    const double *means;             /* (n_features) for missing values; NULL: none are known */
    const nnt_state_list *state;     /* a checkpoint's; NULL or empty in a model */
    struct nnt_model_memory *memory; /* of a file that was read; NULL: all is borrowed */
} nnt_model_file;

/* Appends the file's bytes; memory failures show in text->failed. */
void nnt_model_file_write(const nnt_model_file *model, nnt_text *text);

/* Reads and checks a file whole: every tensor and text there, layers that fit
 * each other and the names, scalings of the right length without a scale of 0.
 * What the config says is not looked at. NNT_ERR_MODEL with `name` and what is
 * wrong; *model is then empty. */
NNT_MUST_CHECK nnt_status nnt_model_file_read(
    const char *bytes, size_t length, const char *name, nnt_model_file *model, nnt_error *error);

/* The same of a file in its place; NNT_ERR_IO when it cannot be read. */
NNT_MUST_CHECK nnt_status nnt_model_file_load(const char *path,
                                              nnt_model_file *model,
                                              nnt_error *error);

/* The same, and also a file whose metadata are not of this program: then it is its layers
 * alone, any number of them whose tensors fit each other; config and names are NULL, the
 * scalings empty, n_features and n_outputs what goes into the first layer and comes out
 * of the last, and the task means nothing. */
NNT_MUST_CHECK nnt_status nnt_model_file_load_weights(const char *path,
                                                      nnt_model_file *model,
                                                      nnt_error *error);

/* Frees a model that was read. */
void nnt_model_file_clear(nnt_model_file *model);

#endif
