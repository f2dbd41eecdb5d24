/* A prediction of which not all dead units are asked for: they cost the most. */
#ifndef NNT_THEORY_PREDICTION_H
#define NNT_THEORY_PREDICTION_H

#include "theory/theory.h"

/* nnt_theory_predict for a network that was checked, on n_rows rows at equal distances;
 * dead_fraction is NaN before layer first_dead (0 is the first hidden layer). */
NNT_MUST_CHECK nnt_status nnt_prediction_find(const nnt_theory_network *network,
                                              const nnt_theory_data *data,
                                              size_t n_rows,
                                              size_t first_dead,
                                              nnt_theory_prediction *prediction,
                                              nnt_error *error);

#endif
