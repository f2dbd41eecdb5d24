/* A trained model: read from a file that holds all that prediction needs. */
#ifndef NNTRAIN_MODEL_H
#define NNTRAIN_MODEL_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_model nnt_model;

/* Reads model.safetensors; a run folder may be given instead of the file. A file
 * that is damaged, or is no model of this program, is NNT_ERR_MODEL. `isa` as in
 * nnt_run_options. */
NNT_API NNT_MUST_CHECK nnt_status nnt_model_load(const char *path,
                                                 const char *isa,
                                                 nnt_model **model,
                                                 nnt_error *error);
NNT_API void nnt_model_free(nnt_model *model);

typedef struct nnt_prediction_options {
    bool activations;   /* of the hidden units in place of the answers */
    size_t layer;       /* of this hidden layer alone, from 1; 0: of all */
    const char *output; /* file, written whole or not at all; NULL: `write` gets the text */
    bool force;         /* the file may be there already */
    void (*write)(void *context, const char *text, size_t length); /* a block after another */
    void *context;
} nnt_prediction_options;

/* Predicts each row of a CSV, IDX or NPY file, which its content tells apart; the last
 * two hold features in the model's order, row by row. The text is a CSV: of answers as
 * below, or of activations, "layer1_unit1,layer1_unit2,…" with numbers from 1. Blocks
 * that were written before an error stay so. */
NNT_API NNT_MUST_CHECK nnt_status nnt_model_predict(const nnt_model *model,
                                                    const char *data_path,
                                                    const nnt_prediction_options *options,
                                                    nnt_messages *notes,
                                                    nnt_error *error);

/* Predicts each row of such a file, or of a CSV on standard input ("-"). Columns are found by
 * name when the file has a header with the model's names, else by position; a
 * target column may be there and is passed over. *csv gets the text (freed with
 * nnt_string_free), a row per row: "class,p_<label>,…" for a classification, the
 * target columns in their original units for a regression. */
NNT_API NNT_MUST_CHECK nnt_status nnt_model_predict_csv(const nnt_model *model,
                                                        const char *data_path,
                                                        char **csv,
                                                        nnt_messages *notes,
                                                        nnt_error *error);

/* ---- rows in memory --------------------------------------------------------------- */

/* What goes into the model and comes out of it, in order; names are the model's own.
 * Features are those of the training: a column of words is one for each word,
 * "city=Oslo", 1 or 0. Outputs are classes, or the targets of a regression. */
NNT_API size_t nnt_model_count_features(const nnt_model *model);
NNT_API const char *nnt_model_feature_name(const nnt_model *model, size_t feature);
NNT_API size_t nnt_model_count_outputs(const nnt_model *model);
NNT_API const char *nnt_model_output_name(const nnt_model *model, size_t output);

/* The numbers that nnt_model_predict writes, of rows that are in memory:
 *   features (n_rows, features) row-major, in the units of the training data
 *   answers  (n_rows, outputs) probabilities of the classes, or targets in their units
 * A feature or an answer that is not finite is NNT_ERR_DATA with its row. Allocates
 * nothing, and works in the model: one thread at a time may use it. */
NNT_API NNT_MUST_CHECK nnt_status nnt_model_answer(const nnt_model *model,
                                                   size_t n_rows,
                                                   const double *features,
                                                   double *answers,
                                                   nnt_error *error);

#ifdef __cplusplus
}
#endif
#endif
