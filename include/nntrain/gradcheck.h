/* Back-propagation against central differences of the loss, on a config's own data. */
#ifndef NNTRAIN_GRADCHECK_H
#define NNTRAIN_GRADCHECK_H

#include "nntrain/config.h"
#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An entry agrees when |analytic - numeric| <= absolute * max(1, loss) + relative
 * * |numeric|: a large loss is rounded in larger steps. */
#define NNT_GRADCHECK_ABSOLUTE 1e-8
#define NNT_GRADCHECK_RELATIVE 1e-6

/* What a layer's parameters came to. */
typedef struct nnt_gradcheck_layer {
    size_t n_parameters;
    size_t n_checked; /* all of them, or as many drawn with the seed */
    size_t n_kinks;   /* of those, left out because within the step of the difference some
                         unit, output or penalty passes a point without a derivative */
    size_t n_failed;
    /* The entry that is furthest off, in units of what is allowed: fails above 1; is 0
     * and names nothing when all were left out. */
    double excess;
    const char *part;   /* "weight", "bias", or "activation.weight" */
    size_t unit, input; /* weight [unit, input], bias [unit]; from 0, as in files */
    double analytic, numeric;
} nnt_gradcheck_layer;

typedef struct nnt_gradcheck {
    const char *name; /* of the config */
    size_t n_rows;    /* training rows that were used, drawn with the seed if not all */
    double loss;      /* their mean loss, without penalties */
    size_t n_layers;
    const nnt_gradcheck_layer *layers; /* (n_layers) */
    bool passed;                       /* no entry failed, and some was checked */
} nnt_gradcheck;

/* Loads the data, draws (or reads) the initial weights in float64, and compares the
 * gradient that training would follow: of the mean loss with its options, l1, and a
 * weight decay that the optimizer adds to the gradient. Dropout is drawn once. `isa` and
 * `notes` as for nnt_run_config. Freed with nnt_gradcheck_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_gradcheck_create(const nnt_config *config,
                                                       const char *isa,
                                                       nnt_gradcheck **check,
                                                       nnt_messages *notes,
                                                       nnt_error *error);
NNT_API void nnt_gradcheck_free(nnt_gradcheck *check);

#ifdef __cplusplus
}
#endif
#endif
