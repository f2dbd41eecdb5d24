/* Starting from the weights in a file instead of drawing them. */
#ifndef NNT_EXPERIMENT_INITIAL_WEIGHTS_H
#define NNT_EXPERIMENT_INITIAL_WEIGHTS_H

#include "engine/engine.h"

/* Sets every layer from the tensors layers.<l>.weight (units, inputs) and
 * layers.<l>.bias (units) of a safetensors file, l from 0. A tensor that is
 * missing, is there beyond these, or has another shape is NNT_ERR_MODEL. */
NNT_MUST_CHECK nnt_status nnt_initial_weights_load(const char *path,
                                                   const nnt_network_spec *network,
                                                   const nnt_engine *engine,
                                                   nnt_session *session,
                                                   nnt_error *error);

#endif
