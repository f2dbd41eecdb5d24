/* A finished run as the program shows it and the files hold it. */
#ifndef NNTRAIN_RUN_H
#define NNTRAIN_RUN_H

#include "nntrain/history.h"
#include "nntrain/status.h"
#include "nntrain/verdict.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a training ended. The text is what summary.json says. */
#define NNT_STOP_LIST(X)                                                                           \
    X(COMPLETED, "completed")                                                                      \
    X(EARLY_STOPPED, "early_stopped")                                                              \
    X(REACHED, "reached")                                                                          \
    X(CONVERGED, "converged")                                                                      \
    X(TIME_LIMIT, "time_limit")                                                                    \
    X(DIVERGED, "diverged")                                                                        \
    X(INTERRUPTED, "interrupted")

typedef enum nnt_stop {
#define NNT_STOP_ENUM(name, text) NNT_STOP_##name,
    NNT_STOP_LIST(NNT_STOP_ENUM)
#undef NNT_STOP_ENUM
} nnt_stop;

NNT_API const char *nnt_stop_text(nnt_stop stop);

/* Loss and metric of one part of the data over all its rows, with the weights
 * that were kept. Of a regression: rmse in the targets' own units, r2 the mean
 * over outputs. Fields that do not apply are NaN. */
typedef struct nnt_scores {
    bool exists;
    size_t n_rows;
    double loss, accuracy, rmse, r2;
} nnt_scores;

/* One layer as the tables show it. */
typedef struct nnt_layer_info {
    size_t inputs, units;
    const char *activation; /* "softmax" or "linear" for the output layer */
} nnt_layer_info;

/* The first number that was not finite, in the order in which they are computed. Places
 * count from 1; 0 where there is none. */
typedef struct nnt_divergence {
    size_t epoch;         /* 0: before training */
    uint64_t step;        /* in which it was computed; 0 likewise */
    size_t layer;         /* 1 … L, 0 for the loss itself */
    const char *quantity; /* "input", "pre-activation", "activation", "loss", "error",
                             "gradient", "bias gradient", "weight", "bias", … */
    size_t unit;          /* of the layer */
    size_t input;         /* of the layer: where a weight comes from */
    size_t row;           /* of the training data's source */
    double value;         /* NaN or infinite */
} nnt_divergence;

/* "the pre-activation of unit 5 of layer 2 on row 17 of the data", and what it is:
 * "infinite", "not a number", "not finite" when that is all that is known. */
enum { NNT_DIVERGENCE_ROOM = 200 };
NNT_API void nnt_divergence_describe(const nnt_divergence *divergence,
                                     char text[NNT_DIVERGENCE_ROOM]);
NNT_API const char *nnt_divergence_kind(const nnt_divergence *divergence);

/* A finished run: everything that the program shows and the files hold. */
typedef struct nnt_run {
    const char *name;
    const char *description;
    const char *directory; /* where the files are */
    const char *isa;       /* instruction set that was used */
    const char *precision; /* "float32" or "float64" */
    const char *task;      /* "classification" or "regression" */
    const char *optimizer; /* name */
    uint64_t seed;
    size_t threads; /* that shared each step */
    size_t lanes;   /* runs that were trained at once in the lanes of a vector; 1: it was alone */
    nnt_stop stop;
    nnt_divergence divergence; /* when stop is NNT_STOP_DIVERGED */
    size_t epochs;             /* epochs trained */
    size_t best_epoch;         /* epoch whose weights were kept */
    uint64_t steps;
    uint64_t rows_trained;
    uint64_t rows_before; /* of those: trained before the run was stopped and resumed */
    size_t n_parameters;
    size_t n_features, n_outputs;
    size_t n_layers;
    const nnt_layer_info *layers; /* (n_layers) */
    const nnt_history *history;
    const nnt_table
        *theory; /* a row per hidden layer, from theory alone: "layer", "preactivation_rms",
                                "delta_norm", …; NULL when there is no hidden layer */
    const nnt_verdict *verdicts; /* (n_verdicts) worst first */
    size_t n_verdicts;
    nnt_scores train, validation, test;
    const char *const *files; /* (n_files) names of the files written, in the folder */
    size_t n_files;
} nnt_run;

#ifdef __cplusplus
}
#endif
#endif
