/* Networks that are dead before the first step: a whole hidden layer with f'(z) = 0 on
 * every row, so that nothing before it can learn. Only narrow ones are. */
#ifndef NNT_THEORY_BORN_DEAD_H
#define NNT_THEORY_BORN_DEAD_H

#include "theory/theory.h"

/* Of a relu network with zero biases, weights that are as often positive as negative,
 * and n_hidden layers of `units` each. upper: any data; it is reached by data of one
 * row. lower: one feature, of both signs. Lu, Shin, Su, Karniadakis 2019,
 * arXiv:1903.06733. */
typedef struct nnt_born_dead_bounds {
    double lower, upper;
} nnt_born_dead_bounds;
nnt_born_dead_bounds nnt_born_dead_bounds_find(size_t units, size_t n_hidden);

/* Of this network on this data. */
typedef struct nnt_born_dead {
    double probability;
    double standard_error;
} nnt_born_dead;

/* Draws n_networks >= 1 networks, normal or uniform as the layers say, and counts the
 * dead ones, on at most most_rows rows at equal distances (0: the default). Equal
 * requests get equal numbers. Errors as nnt_theory_predict.
 *
 * The kernel is no help here: in narrow networks the shares of dead units differ much
 * from draw to draw, and a layer that is nearly dead makes the next one so. */
NNT_MUST_CHECK nnt_status nnt_born_dead_sample(const nnt_theory_network *network,
                                               const nnt_theory_data *data,
                                               size_t most_rows,
                                               size_t n_networks,
                                               nnt_born_dead *result,
                                               nnt_error *error);

#endif
