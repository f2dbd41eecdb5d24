/* Differences of gradients that see no kinks: where a small move takes a unit over a kink of
 * its activation, the activation is taken to go on straight, so that what is left is the
 * second derivative of the piece on which the unit was. */
#ifndef NNT_NN_KINK_SIDES_H
#define NNT_NN_KINK_SIDES_H

#include "nn/workspace.h"

/* Where the units were. Start with all fields zero. */
typedef struct nnt_kink_sides {
    real **z; /* (n_layers) of (capacity, units); NULL for layers without kinks */
    real *block;
} nnt_kink_sides;

#define nnt_kink_sides_create NNT_CORE(nnt_kink_sides_create)
#define nnt_kink_sides_clear NNT_CORE(nnt_kink_sides_clear)
#define nnt_kink_sides_take NNT_CORE(nnt_kink_sides_take)
#define nnt_kink_sides_hold NNT_CORE(nnt_kink_sides_hold)

NNT_MUST_CHECK nnt_status nnt_kink_sides_create(const nnt_network *network,
                                                size_t capacity,
                                                nnt_kink_sides *sides,
                                                nnt_error *error);
void nnt_kink_sides_clear(nnt_kink_sides *sides);

/* Remembers z as a pass of n rows has left it. */
void nnt_kink_sides_take(nnt_kink_sides *sides,
                         const nnt_network *network,
                         size_t n,
                         const nnt_workspace *workspace);

/* For n units of a layer: where a kink lies between side and z, z moves to the kink, on the
 * side's side of it, and a to where f goes on straight from there to the z that was. */
void nnt_kink_sides_hold(
    const nnt_layer *layer, const real *option, size_t n, const real *side, real *z, real *a);

#endif
