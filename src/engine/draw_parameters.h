/* Initial parameters: the initialisers' doubles, rounded into the network. */
#ifndef NNT_ENGINE_DRAW_PARAMETERS_H
#define NNT_ENGINE_DRAW_PARAMETERS_H

#include "nn/network.h"
#include "nn/network_spec.h"

#define nnt_parameters_draw NNT_CORE(nnt_parameters_draw)

/* Draws all parameters as the spec says. The draws depend on the seed, the layer
 * and the element alone (streams "weights" and "biases", index = layer), so that
 * networks which differ in their activations start from the same draws. */
NNT_MUST_CHECK nnt_status nnt_parameters_draw(const nnt_network_spec *spec,
                                              uint64_t seed,
                                              nnt_network *network,
                                              nnt_error *error);

#endif
