/* What a session will need, without making it. */
#ifndef NNT_ENGINE_SESSION_NEED_H
#define NNT_ENGINE_SESSION_NEED_H

#include "kernel/real.h"
#include "nn/network_spec.h"
#include "nntrain/memory.h"
#include "train/training_spec.h"

#define nnt_session_need NNT_CORE(nnt_session_need)
#define nnt_session_count_moments NNT_CORE(nnt_session_count_moments)

/* Most times that the panel can be asked to look. */
size_t nnt_session_count_moments(const nnt_training_spec *training,
                                 const nnt_instrument_spec *instruments,
                                 size_t n_rows);

/* Adds the bytes of a session for training to `need`: what its creation allocates, but
 * for what is small whatever the spec. */
void nnt_session_need(const nnt_network_spec *network,
                      const nnt_training_spec *training,
                      const nnt_instrument_spec *instruments,
                      const nnt_problem *problem,
                      nnt_memory_need *need);

#endif
