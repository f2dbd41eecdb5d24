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

/* The column that held the classes in the training file; NULL when the config
 * gives no name, or there was no file. */
const char *nnt_model_class_column(const nnt_plan *plan);

#endif
