/* What theory says of a config's network before its first step: from its shape, its
 * initial weights' spread and the data alone. Nothing is trained, nothing written. */
#ifndef NNTRAIN_THEORY_H
#define NNTRAIN_THEORY_H

#include "nntrain/config.h"
#include "nntrain/history.h"
#include "nntrain/messages.h"
#include "nntrain/run.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The same network with this activation in all hidden layers and this initialiser in
 * all layers. Numbers are NaN where nothing is left to compare. */
typedef struct nnt_theory_alternative {
    const char *activation, *initializer;
    bool is_own;          /* what the config asks for in all hidden layers */
    double delta_ratio;   /* delta_norm of the first hidden layer over that of the last */
    double dead_fraction; /* of the last hidden layer, 0 … 1 */
    double correlation;   /* of two rows in the last hidden layer */
} nnt_theory_alternative;

typedef struct nnt_theory_report {
    const char *name;             /* of the config */
    size_t n_rows;                /* of the training data */
    size_t n_features, n_outputs; /* of the network */
    size_t n_hidden;
    const nnt_layer_info *layers;    /* (n_hidden) */
    const char *const *initializers; /* (n_hidden) names */
    /* A row per hidden layer with the columns of theory.csv. No row when there is no
     * hidden layer, or when an initialiser has no variance to start from. */
    const nnt_table *predictions;
    size_t n_alternatives;                      /* 0 when there is nothing to predict */
    const nnt_theory_alternative *alternatives; /* an activation's side by side */
} nnt_theory_report;

/* Loads the data and predicts; `isa` and `notes` as for nnt_run_config. Freed with
 * nnt_theory_report_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_theory_report_create(const nnt_config *config,
                                                           const char *isa,
                                                           nnt_theory_report **report,
                                                           nnt_messages *notes,
                                                           nnt_error *error);
NNT_API void nnt_theory_report_free(nnt_theory_report *report);

#ifdef __cplusplus
}
#endif
#endif
