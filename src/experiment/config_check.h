/* Checking a tree against the option table and completing it with defaults. */
#ifndef NNT_EXPERIMENT_CONFIG_CHECK_H
#define NNT_EXPERIMENT_CONFIG_CHECK_H

#include "experiment/config_problems.h"
#include "nntrain/option.h"

/* The complete form of `value`, built in `tree`: keys in table order, defaults
 * written out, a name alone spelled as {"type": name, …}, remarks left out. What
 * is wrong goes to `problems` and is left out of the result, which is NULL when
 * nothing is left. A default has the place of the object that lacks it. */
nnt_json *nnt_config_check(const nnt_option *option,
                           const nnt_json *value,
                           nnt_json_document *tree,
                           nnt_problems *problems);

/* The row `name` of a catalog kind with all its defaults, as an object in `tree`.
 * The row must exist and have no option without a default. NULL: no memory. */
nnt_json *nnt_config_complete_choice(const char *kind, const char *name, nnt_json_document *tree);

#endif
