/* Defaults and limits that depend on the optimizer. */
#ifndef NNT_EXPERIMENT_CONFIG_RULES_TRAINING_H
#define NNT_EXPERIMENT_CONFIG_RULES_TRAINING_H

#include "experiment/config_problems.h"

/* Missing and wanted by the optimizer: a batch_size of "full" for one that drives itself.
 * `training` is NULL or the section as it was read. False when memory is out. */
bool nnt_config_add_training_defaults(nnt_json_document *document, nnt_json *training);

/* What cannot be with the optimizer of the complete tree. */
void nnt_config_check_optimizer(const nnt_json *root, nnt_problems *problems);

#endif
