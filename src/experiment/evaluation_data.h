/* The data on which a model is scored. */
#ifndef NNT_EXPERIMENT_EVALUATION_DATA_H
#define NNT_EXPERIMENT_EVALUATION_DATA_H

#include "experiment/model_inside.h"
#include "experiment/run_data.h"
#include "nntrain/messages.h"

/* Starts with all fields zero. */
typedef struct nnt_evaluation_data {
    const char *names[NNT_N_PARTS]; /* of the parts that there are */
    nnt_problem problem;            /* with the model's scaling */
    nnt_dataset given;              /* a file's rows … */
    nnt_config *config;             /* … or a run's config, its plan and its data */
    nnt_plan plan;
    nnt_run_data run;
} nnt_evaluation_data;

/* A file as the one part "data": a CSV, or features in IDX or NPY whose answers are in
 * the file `labels` (else NULL). Weights of classes that balance the training
 * data are not known from a model: the loss does without, and a note says so. */
NNT_MUST_CHECK nnt_status nnt_evaluation_data_read(nnt_model *model,
                                                   const char *path,
                                                   const char *labels,
                                                   nnt_evaluation_data *data,
                                                   nnt_messages *notes,
                                                   nnt_error *error);

/* The data of the config in a run folder, divided as the run had them. */
NNT_MUST_CHECK nnt_status nnt_evaluation_data_load(const nnt_model *model,
                                                   const char *folder,
                                                   nnt_evaluation_data *data,
                                                   nnt_messages *notes,
                                                   nnt_error *error);

void nnt_evaluation_data_clear(nnt_evaluation_data *data);

#endif
