/* A configuration in the types of the modules that carry it out. */
#ifndef NNT_EXPERIMENT_PLAN_H
#define NNT_EXPERIMENT_PLAN_H

#include "base/json.h"
#include "data/source.h"
#include "engine/engine.h"
#include "nntrain/config.h"

/* Where a part of the data comes from. */
typedef struct nnt_part_plan {
    enum { NNT_PART_ABSENT, NNT_PART_FRACTION, NNT_PART_FOLD, NNT_PART_SOURCE } kind;
    double fraction;      /* of the training source's rows */
    size_t fold, n_folds; /* of the same, fold from 1 */
    nnt_choice source;
} nnt_part_plan;

/* The model that a network starts from. */
typedef struct nnt_start_plan {
    const char *path;        /* as given, or NULL: all layers are drawn */
    bool wants_all;          /* the file is to have no other layers either */
    const bool *takes;       /* (n_layers) whether a layer starts from there; NULL without a path */
    const char *fingerprint; /* that the file must have, in hexadecimal digits; NULL: any */
} nnt_start_plan;

/* Texts and lists are borrowed from the config, which must outlive the plan,
 * or owned by `memory`. */
typedef struct nnt_plan {
    const char *name;
    const char *description;
    uint64_t seed;
    const char *precision; /* "float32" or "float64" */
    nnt_task task;
    const char *folder; /* of the config file: relative paths start here */
    nnt_choice train_source;
    nnt_part_plan validation, test;
    const char *scaling;        /* a word of NNT_SCALING_WORDS, or NNT_SCALING_MODEL; the default
                                   is resolved */
    const char *target_scaling; /* "none", "standard" or NNT_SCALING_MODEL */
    nnt_layer_spec *layers;     /* (n_layers) hidden layers, then the output layer, whose units
                                   (and init of "auto") are complete; units 0 until the data are known */
    size_t n_layers;
    nnt_start_plan start;
    nnt_training_spec training;
    nnt_instrument_spec instruments;
    const char *directory;   /* run folder that the config asks for, or NULL */
    size_t checkpoint_every; /* epochs; 0: only when interrupted */
    bool wants_report;       /* report.html */
    size_t bytes_there;      /* bytes that there are for data, as who runs the plan says; 0: nobody
                                asks */
    struct nnt_plan_memory *memory;
} nnt_plan;

/* `config` has been checked, so only memory can fail. */
NNT_MUST_CHECK nnt_status nnt_plan_create(const nnt_config *config,
                                          nnt_plan *plan,
                                          nnt_error *error);
void nnt_plan_clear(nnt_plan *plan);

#endif
