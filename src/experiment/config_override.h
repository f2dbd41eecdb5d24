/* Changing values of a config by their paths, before it is checked. */
#ifndef NNT_EXPERIMENT_CONFIG_OVERRIDE_H
#define NNT_EXPERIMENT_CONFIG_OVERRIDE_H

#include "experiment/config_problems.h"
#include "nntrain/config.h"

/* Sets the value at the override's path in the tree as it was read. Objects that
 * are missing on the way are made, and a name that stands for a choice becomes
 * {"type": name}. What is new gets line 0; keys that do not exist are found later,
 * by the check. A path that leads nowhere is a problem. */
void nnt_config_override(nnt_json_document *document,
                         const nnt_override *override,
                         nnt_problems *problems);

/* The same with a value that is there already: a node of `document` in no list.
 * `spot` is where problems with the path are reported, and the place of objects
 * that are made on the way. */
void nnt_config_set(nnt_json_document *document,
                    const char *path,
                    nnt_json *value,
                    nnt_spot spot,
                    nnt_problems *problems);

#endif
