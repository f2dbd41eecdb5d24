/* Checking the "compare" block of a config. */
#ifndef NNT_EXPERIMENT_COMPARE_CHECK_H
#define NNT_EXPERIMENT_COMPARE_CHECK_H

#include "experiment/config_tree.h"

/* Adds what is wrong with the block of a resolved config that has its form: keys
 * that cannot be varied, and every variant that would be no valid config, at the
 * place of the value that makes it so. Nothing when there is no block. */
void nnt_compare_check(const nnt_config *config, nnt_problems *problems);

#endif
