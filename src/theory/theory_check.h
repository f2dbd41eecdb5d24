/* What a network and its data must fulfil before theory may look at them. */
#ifndef NNT_THEORY_THEORY_CHECK_H
#define NNT_THEORY_THEORY_CHECK_H

#include "theory/theory.h"

/* NNT_ERR_USAGE or NNT_ERR_DATA with the layer or the row. */
NNT_MUST_CHECK nnt_status nnt_theory_check(const nnt_theory_network *network,
                                           const nnt_theory_data *data,
                                           nnt_error *error);

/* Rows to look at, of n_rows, when the caller asks for most_rows; 0: the default. */
size_t nnt_theory_choose_rows(size_t n_rows, size_t most_rows);

#endif
