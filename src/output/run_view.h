/* A finished run with everything that its files need; all borrowed. */
#ifndef NNT_OUTPUT_RUN_VIEW_H
#define NNT_OUTPUT_RUN_VIEW_H

#include "data/dataset.h"
#include "data/scaling.h"
#include "nntrain/run.h"
#include "output/model_layer.h"
#include "output/report_samples.h"

typedef struct nnt_run_view {
    const nnt_run *run;
    const char *config;       /* resolved, for config.json: paths as seen from the run folder */
    const char *model_config; /* resolved, for the model: data paths without folders */
    nnt_task task;
    const nnt_model_layer *layers; /* (n_layers) what was trained */
    const nnt_dataset *data;       /* names of features, classes and targets */
    const nnt_scaling *features;
    const nnt_scaling *targets;        /* NULL in a classification */
    const double *means;               /* (n_features) for missing values; NULL: none */
    const nnt_report_samples *samples; /* for the report's pictures; NULL: none */
    bool omits_report;                 /* the config does not want report.html */
    bool has_config;                   /* config.json is in its place already */
    /* Called before and after this thread waits for the disk; NULL: nobody cares. */
    void (*on_disk)(void *context, bool begins);
    void *context;
} nnt_run_view;

#endif
