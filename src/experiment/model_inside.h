/* What a loaded model consists of. */
#ifndef NNT_EXPERIMENT_MODEL_INSIDE_H
#define NNT_EXPERIMENT_MODEL_INSIDE_H

#include "experiment/plan.h"
#include "nntrain/model.h"
#include "output/model_file.h"

struct nnt_model {
    nnt_model_file file;
    nnt_config *config;
    nnt_plan plan; /* its layers are complete */
    const nnt_engine *engine;
    nnt_session *session; /* made by create_predictor, with the file's weights */
};

/* The path itself, or that of the model in a run folder; new string (nnt_free), NULL when
 * memory is out. */
char *nnt_model_find_file(const char *path);

/* After a model `file` could not be read: says it where its folder is that of a comparison. */
void nnt_model_explain_missing(const char *file, nnt_error *error);

/* The config in a model file and its plan. One that is wrong was damaged, or is of another
 * version: NNT_ERR_MODEL with `path`. */
NNT_MUST_CHECK nnt_status nnt_model_read_config(
    const char *path, const char *text, nnt_config **config, nnt_plan *plan, nnt_error *error);

/* The column that held the classes in the training file; NULL when the config
 * gives no name, or there was no file. */
const char *nnt_model_class_column(const nnt_plan *plan);

#endif
