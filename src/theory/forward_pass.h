/* The first half of a prediction: through the layers, with the kernel of the rows. */
#ifndef NNT_THEORY_FORWARD_PASS_H
#define NNT_THEORY_FORWARD_PASS_H

#include "theory/band.h"
#include "theory/theory.h"

/* n_hidden layers, n rows that are looked at. */
typedef struct nnt_forward_pass {
    size_t n_hidden, n;
    size_t n_finite;        /* layers before the first whose variances overflow */
    double *slope_square;   /* (n_hidden, n) E f'^2 */
    double *input_square;   /* (n_hidden, n) |a[l-1]|^2 */
    nnt_layer_noise *noise; /* (n_hidden) mean over the rows */
} nnt_forward_pass;

/* Fills *pass, and of the prediction's layers what is known on the way forward: the
 * pre-activations, the correlation, and the dead units of layers first_dead, … (0 is
 * the first; the fields of earlier ones stay). The network is one that was checked. */
NNT_MUST_CHECK nnt_status nnt_forward_pass_run(const nnt_theory_network *network,
                                               const nnt_theory_data *data,
                                               size_t first_dead,
                                               const nnt_theory_prediction *prediction,
                                               nnt_forward_pass *pass,
                                               nnt_error *error);
void nnt_forward_pass_clear(nnt_forward_pass *pass);

#endif
