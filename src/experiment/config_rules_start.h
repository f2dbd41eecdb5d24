/* Limits on the model that a network starts from. */
#ifndef NNT_EXPERIMENT_CONFIG_RULES_START_H
#define NNT_EXPERIMENT_CONFIG_RULES_START_H

#include "experiment/config_problems.h"

/* What network.initial_weights cannot ask for in the complete tree, and what cannot be
 * asked for without it. */
void nnt_config_check_start(const nnt_json *root, nnt_problems *problems);

#endif
