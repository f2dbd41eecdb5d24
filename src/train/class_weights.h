/* How much the rows of each class count in the loss. */
#ifndef NNT_TRAIN_CLASS_WEIGHTS_H
#define NNT_TRAIN_CLASS_WEIGHTS_H

#include "train/feed.h"

#define nnt_class_weights_create NNT_CORE(nnt_class_weights_create)

/* The weights (n_outputs, freed by the caller with nnt_free) that an option of a loss
 * asks for:
 *   absent      NULL, all 1
 *   "balanced"  n / (K n_k), with n rows of which n_k are of class k; rows count by
 *               their own weights. As scikit-learn's compute_class_weight
 *   a list      one for each class, in their order
 *   a map       by the classes' names; 1 for those not named
 *   dataset  the training data, for the classes' names
 *   train    the training rows
 * What does not fit the classes is NNT_ERR_CONFIG; a class that cannot be balanced,
 * since no row of it is there, NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_class_weights_create(const nnt_value *option,
                                                   const nnt_dataset *dataset,
                                                   const nnt_feed *train,
                                                   real **weights,
                                                   nnt_error *error);

#endif
