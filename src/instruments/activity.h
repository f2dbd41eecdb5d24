/* Every unit by itself, at some of the logged moments: what layers.csv says of a layer
 * as a mean, a count or an extreme. */
#ifndef NNT_INSTRUMENTS_ACTIVITY_H
#define NNT_INSTRUMENTS_ACTIVITY_H

#include "instruments/instrument.h"
#include "instruments/kept_looks.h"
#include "nntrain/status.h"

/* A row for each hidden unit and kept look: epoch, step, layer, unit, active_fraction,
 * margin, slope_retention, linear_fraction, dormancy, is_dead. */
typedef nnt_kept_looks nnt_activity;

#define nnt_activity_create NNT_CORE(nnt_activity_create)
#define nnt_activity_is_consistent NNT_CORE(nnt_activity_is_consistent)
#define nnt_activity_observe NNT_CORE(nnt_activity_observe)

/* Nothing is kept below level full. */
NNT_MUST_CHECK nnt_status nnt_activity_create(nnt_level level,
                                              const nnt_network *network,
                                              size_t n_moments,
                                              nnt_activity *activity,
                                              nnt_error *error);

/* After a visit that restored: whether it is what this many looks leave. */
bool nnt_activity_is_consistent(const nnt_activity *activity,
                                const nnt_network *network,
                                size_t n_looks);

/* Enters look 0, 1, … when it is one of those that are kept. */
void nnt_activity_observe(nnt_activity *activity, const nnt_observation *now, size_t look);

#endif
