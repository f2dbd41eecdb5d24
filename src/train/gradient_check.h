/* Back-propagation against central differences. */
#ifndef NNT_TRAIN_GRADIENT_CHECK_H
#define NNT_TRAIN_GRADIENT_CHECK_H

#include "nntrain/gradcheck.h"
#include "train/trainer.h"

#define nnt_gradient_check NNT_CORE(nnt_gradient_check)

/* Compares the gradient at the present parameters on some training rows, drawn with the
 * seed (stream "gradcheck") when there are more, and at most `most_entries` parameters
 * of each layer (likewise). What dropout leaves out is drawn once, as for epoch 1. Of use in double only. The trainer's gradient and `before`
 * are overwritten, its parameters come out as they were.
 *   n_rows  at most 256; out: how many were used
 *   loss    out: mean loss of these rows
 *   layers  (n_layers) out */
NNT_MUST_CHECK nnt_status nnt_gradient_check(nnt_trainer *trainer,
                                             size_t most_entries,
                                             size_t *n_rows,
                                             double *loss,
                                             nnt_gradcheck_layer *layers,
                                             nnt_error *error);

#endif
